package progress

import (
	"fmt"
	"os"
	"path/filepath"
)

const (
	folderMode = 0o700
	fileMode   = 0o600
)

// replace writes a file as a whole: whoever reads it sees the old text or the new one,
// after a crash too. The caller holds the lock of the folder, so that the name of the
// file in between is his alone.
func replace(file string, data []byte) error {
	between := filepath.Join(filepath.Dir(file), "."+filepath.Base(file)+".new")
	if err := writeThrough(between, data); err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	if err := os.Rename(between, file); err != nil {
		return fmt.Errorf("write %s: %w", file, err)
	}
	syncFolder(filepath.Dir(file))
	return nil
}

// writeThrough writes a file to the disk itself.
func writeThrough(file string, data []byte) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, fileMode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// syncFolder makes a rename survive a power cut where the system can; elsewhere the
// rename may be undone by one, which is no worse than not having saved.
func syncFolder(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}
