package tuitest

import (
	"embed"
	"io/fs"
	"testing"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
	"netpol-tutor/tui/screen"
)

// The lessons of the tests are their own, so that frames do not change with the content
// of the program.
//
//go:embed pack
var pack embed.FS

// Env is a session over the lessons of the tests: no colour unless In says so, a memory for a store of
// somebody who is not here for the first time, and a clock that stands still.
func Env(t testing.TB) (screen.Env, *Clock) {
	t.Helper()
	own, err := fs.Sub(pack, "pack")
	if err != nil {
		t.Fatal(err)
	}
	return EnvOf(t, own)
}

// EnvOf is Env over other lessons.
func EnvOf(t testing.TB, fsys fs.FS) (screen.Env, *Clock) {
	t.Helper()
	found, problems := lessons.Load(fsys, "tests")
	if faults := lessons.Faults(problems); len(faults) > 0 {
		t.Fatalf("load the lessons of the tests: %v", faults)
	}
	catalogue, problems := new(lessons.Catalogue).With(found)
	if len(problems) > 0 {
		t.Fatalf("gather the lessons of the tests: %v", problems)
	}
	clock := NewClock()
	store := progress.Memory(clock.Now)
	if err := store.SaveSettings(progress.Settings{Introduced: true}); err != nil {
		t.Fatal(err)
	}
	return screen.Env{
		Catalogue: catalogue,
		Store:     safe{store},
		Theme:     Theme(t),
		Now:       clock.Now,
		After:     clock.After,
	}, clock
}

// safe is a store of whose drafts the screens may say that they are saved.
type safe struct{ *progress.MemoryStore }

func (safe) InMemory() error { return nil }

// Lesson is one of the lessons of the tests.
func Lesson(t testing.TB, env screen.Env, id string) *lessons.Lesson {
	t.Helper()
	l, ok := env.Catalogue.Find(id)
	if !ok {
		t.Fatalf("the tests have no lesson %s", id)
	}
	return l
}
