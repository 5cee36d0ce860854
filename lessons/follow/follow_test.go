package follow

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	must(t, os.WriteFile(name, []byte(text), 0o600))
}

// following opens a path in a folder of its own and answers both.
func following(t *testing.T, name string) (*Watcher, string) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	must(t, err)
	w, err := Open(filepath.Join(dir, name))
	must(t, err)
	if w.Polling() {
		t.Fatal("the system cannot tell of changes here")
	}
	t.Cleanup(func() { must(t, w.Close()) })
	return w, dir
}

func (w *Watcher) told(t *testing.T, what string) {
	t.Helper()
	select {
	case <-w.Changes():
	case <-time.After(20 * time.Second):
		t.Fatalf("%s is not told", what)
	}
}

// quiet waits long enough for a change to be told, and makes sure that none is.
func (w *Watcher) quiet(t *testing.T, what string) {
	t.Helper()
	select {
	case <-w.Changes():
		t.Errorf("%s is told", what)
	case <-time.After(4 * settle):
	}
}

func TestEveryWayOfSavingIsTold(t *testing.T) {
	w, dir := following(t, "np.yaml")
	name := filepath.Join(dir, "np.yaml")
	write(t, name, "a")
	w.told(t, "a file that comes")
	write(t, name, "b")
	w.told(t, "a file that is written again")

	write(t, filepath.Join(dir, "other"), "c")
	w.quiet(t, "another file")
	must(t, os.Rename(filepath.Join(dir, "other"), name))
	w.told(t, "a file that takes the name, as with sed -i")

	must(t, os.Rename(name, name+"~"))
	write(t, name, "d")
	must(t, os.Remove(name+"~"))
	w.told(t, "a file that was moved away and written anew, as by vim")
	w.quiet(t, "the same once more")

	must(t, os.Remove(name))
	w.told(t, "a file that goes")
}

func TestABurstIsToldOnce(t *testing.T) {
	w, dir := following(t, "np.yaml")
	for range 50 {
		write(t, filepath.Join(dir, "np.yaml"), "x")
	}
	w.told(t, "a burst")
	w.quiet(t, "a burst that is over")
}

func TestAFolderIsFollowed(t *testing.T) {
	w, dir := following(t, "all")
	must(t, os.Mkdir(filepath.Join(dir, "all"), 0o700))
	w.told(t, "a folder that comes")
	write(t, filepath.Join(dir, "all", "a.yaml"), "a")
	w.told(t, "a file in it")
	must(t, os.RemoveAll(filepath.Join(dir, "all")))
	w.told(t, "a folder that goes")
	must(t, os.Mkdir(filepath.Join(dir, "all"), 0o700))
	w.told(t, "a folder that comes again")
	write(t, filepath.Join(dir, "all", "b.yaml"), "b")
	w.told(t, "a file in the new one")
}

func TestFoldersOnTheWayMayBeMissing(t *testing.T) {
	w, dir := following(t, "deep/er/np.yaml")
	must(t, os.Mkdir(filepath.Join(dir, "deep"), 0o700))
	w.told(t, "the first folder")
	must(t, os.Mkdir(filepath.Join(dir, "deep", "er"), 0o700))
	w.told(t, "the second folder")
	write(t, filepath.Join(dir, "deep", "er", "np.yaml"), "a")
	w.told(t, "the file")
}

func TestASymbolicLinkIsFollowed(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	must(t, err)
	must(t, os.Mkdir(filepath.Join(dir, "real"), 0o700))
	target := filepath.Join(dir, "real", "np.yaml")
	write(t, target, "a")
	must(t, os.Symlink(filepath.Join("real", "np.yaml"), filepath.Join(dir, "link.yaml")))
	w, err := Open(filepath.Join(dir, "link.yaml"))
	must(t, err)
	t.Cleanup(func() { must(t, w.Close()) })
	write(t, target, "b")
	w.told(t, "a change of what the link leads to")
}

func TestPollingFindsTheSame(t *testing.T) {
	dir := t.TempDir()
	w := &Watcher{path: filepath.Join(dir, "np.yaml"), changes: make(chan struct{}, 1), done: make(chan struct{})}
	go w.poll(look(w.path))
	t.Cleanup(func() { must(t, w.Close()) })
	if !w.Polling() {
		t.Error("it does not say that it polls")
	}
	write(t, w.path, "a")
	w.told(t, "a file that comes")
	write(t, filepath.Join(dir, "other"), "longer")
	must(t, os.Rename(filepath.Join(dir, "other"), w.path))
	w.told(t, "a file that takes the name")
}
