package progress

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// The lock is held for milliseconds. Whoever waits longer waits for a program that was
// stopped, and does better to go on without the disk.
const (
	lockPatience = 3 * time.Second
	lockPause    = 5 * time.Millisecond
)

// locked runs something while no other program changes the folder.
func locked(dir string, do func() error) error {
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_RDWR|os.O_CREATE, fileMode)
	if err != nil {
		return err
	}
	defer f.Close()
	for waited := time.Duration(0); ; waited += lockPause {
		ok, err := tryLock(f)
		switch {
		case err != nil:
			return fmt.Errorf("lock %s: %w", dir, err)
		case ok:
			return do()
		case waited >= lockPatience:
			return fmt.Errorf("lock %s: another program holds it", dir)
		}
		time.Sleep(lockPause)
	}
}
