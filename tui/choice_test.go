package tui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netpol-tutor/lessons/progress"
	"netpol-tutor/tui/tuitest"
)

// TestChoosingFrames shows what stands between two texts: of the editor and of the file,
// then of the editor and of an earlier program.
func TestChoosingFrames(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {60, 20}} {
		name := map[int]string{80: "", 60: "-60x20"}[size[0]]
		env, clock := tuitest.Env(t)
		dir := t.TempDir()
		env.Lesson = "two-rooms"
		begin := func() *Root {
			store, err := progress.Open(dir, clock.Now)
			if err != nil {
				t.Fatal(err)
			}
			env.Store = store
			return tuitest.StartRoot(t, clock, New(env), size[0], size[1]).(*Root)
		}
		m := begin()
		tuitest.DriveRoot(t, clock, m, "type:#1", "wait:300ms")
		if err := os.WriteFile(filepath.Join(dir, "drafts", "two-rooms.yaml"), []byte("# theirs\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		tuitest.DriveRoot(t, clock, m, "type:#2", "wait:300ms")
		tuitest.Golden(t, "contested"+name, m.View(), size[0], size[1])
		tuitest.DriveRoot(t, clock, m, "ctrl+g", "o")
		tuitest.Golden(t, "two-texts"+name, m.View(), size[0], size[1])

		m = begin()
		tuitest.Golden(t, "offered"+name, m.View(), size[0], size[1])
		tuitest.DriveRoot(t, clock, m, "ctrl+g", "o")
		if view := m.View(); !strings.Contains(view, "Kept beside the file") || !strings.Contains(view, "and drop it") {
			t.Errorf("the other text is not offered:\n%s", view)
		}
		tuitest.DriveRoot(t, clock, m, "t", "wait:300ms")
		if view := m.View(); !strings.Contains(view, "1#2apiVersion") || !strings.Contains(view, "saved 10:32") {
			t.Errorf("it is not in the editor:\n%s", view)
		}
	}
}
