// Package follow tells when a file, or the files of a folder, may have changed. It asks
// the operating system to be told and costs nothing while nothing happens.
//
// Editors save in many ways: some write into the file, some write another one and give
// it the name. So it is folders that are watched, and of what happens in them only what
// concerns the name is told, once it has come to rest.
//
//	follow.go   the watcher
//	places.go   which folders to watch for a name
//	poll.go     looking again and again, where the system cannot tell
package follow

import (
	"fmt"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	// settle is how long nothing may happen before a change is told: an editor that
	// saves makes several within a few milliseconds.
	settle = 80 * time.Millisecond
	// patience is the longest that a change is held back while more of them come.
	patience = time.Second
)

// Watcher follows one file or folder.
type Watcher struct {
	path    string
	system  *fsnotify.Watcher // nil while polling
	changes chan struct{}
	done    chan struct{}
}

// Open follows a file or a folder, which need not be there yet.
func Open(path string) (*Watcher, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("follow %s: %w", path, err)
	}
	w := &Watcher{path: path, changes: make(chan struct{}, 1), done: make(chan struct{})}
	if w.system, err = fsnotify.NewWatcher(); err == nil && w.aim() {
		go w.listen()
		return w, nil
	}
	if w.system != nil {
		_ = w.system.Close()
		w.system = nil
	}
	go w.poll(look(w.path))
	return w, nil
}

// Changes gets a value after every change; of several that nobody has taken yet, one.
func (w *Watcher) Changes() <-chan struct{} { return w.changes }

// Polling tells that the system cannot tell of changes, as where too many files are
// watched already, so that the file is looked at now and then.
func (w *Watcher) Polling() bool { return w.system == nil }

// Close ends it. No change is told afterwards.
func (w *Watcher) Close() error {
	close(w.done)
	if w.system == nil {
		return nil
	}
	return w.system.Close()
}

// aim watches every folder in which something may happen to the path, and tells whether
// there is one. Folders that are watched already stay so.
func (w *Watcher) aim() bool {
	watched := false
	for _, dir := range foldersFor(w.path) {
		if w.system.Add(dir) == nil {
			watched = true
		}
	}
	return watched
}

// listen waits for changes to come to rest, and tells of them.
func (w *Watcher) listen() {
	rest := time.NewTimer(settle)
	rest.Stop()
	var since time.Time // of the first change that was not told yet
	for {
		select {
		case <-w.done:
			return
		case e, ok := <-w.system.Events:
			if !ok {
				return
			}
			if !concerns(e.Name, w.path) {
				continue
			}
		case _, ok := <-w.system.Errors: // changes were lost: something may have happened
			if !ok {
				return
			}
		case <-rest.C:
			since = time.Time{}
			w.aim() // what was changed may have been a folder on the way, or a link
			w.tell()
			continue
		}
		if since.IsZero() {
			since = time.Now()
		}
		rest.Reset(min(settle, patience-time.Since(since)))
	}
}

func (w *Watcher) tell() {
	select {
	case w.changes <- struct{}{}:
	default:
	}
}
