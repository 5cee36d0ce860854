package follow

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// lookAfter is how often the path is looked at where the system cannot tell.
const lookAfter = 500 * time.Millisecond

// poll looks at the path again and again, and compares with what it was.
func (w *Watcher) poll(was string) {
	again := time.NewTicker(lookAfter)
	defer again.Stop()
	for {
		select {
		case <-w.done:
			return
		case <-again.C:
		}
		if is := look(w.path); is != was {
			was = is
			w.tell()
		}
	}
}

// look is all that a change would change, without reading any file.
func look(path string) string {
	var b strings.Builder
	describe(&b, path)
	entries, _ := os.ReadDir(path)
	for _, e := range entries {
		describe(&b, filepath.Join(path, e.Name()))
	}
	return b.String()
}

func describe(b *strings.Builder, path string) {
	if info, err := os.Stat(path); err == nil {
		fmt.Fprintf(b, "%s %d %s %s\n", path, info.Size(), info.Mode(), info.ModTime())
	}
}
