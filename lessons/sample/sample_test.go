package sample

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"netpol-tutor/lessons"
)

func TestEverySampleProves(t *testing.T) {
	for _, kind := range lessons.Kinds() {
		t.Run(string(kind), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "My First Lesson")
			id, written, err := Write(dir, kind)
			if err != nil || id != "my-first-lesson" || len(written) < 4 {
				t.Fatalf("id %q, %d files, %v", id, len(written), err)
			}
			found, problems := lessons.LoadDir(dir)
			problems = append(problems, lessons.VerifyAll(found)...)
			for _, p := range problems {
				t.Error(p)
			}
			if len(found) != 1 || found[0].ID != id || found[0].Kind != kind {
				t.Fatalf("the lessons are %v", found)
			}
		})
	}
}

// TestSamplesExplainThemselves looks for a comment in every file in which one may stand.
func TestSamplesExplainThemselves(t *testing.T) {
	for _, kind := range lessons.Kinds() {
		all, err := Files(kind, "x")
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range all {
			yaml := strings.HasSuffix(f.Name, ".yaml") && !strings.HasPrefix(f.Name, "options/")
			if yaml && !strings.HasPrefix(f.Text, "# ") {
				t.Errorf("%s of the %s lesson says nothing about itself", f.Name, kind)
			}
		}
	}
}

func TestNothingIsOverwritten(t *testing.T) {
	dir := t.TempDir()
	kept := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(kept, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := Write(dir, lessons.Write); !errors.Is(err, ErrNotEmpty) {
		t.Errorf("a folder with a file in it: %v", err)
	}
	if _, _, err := Write(kept, lessons.Write); err == nil {
		t.Error("a lesson is written into a file")
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("something was written: %v", entries)
	}
}

func TestIDs(t *testing.T) {
	for dir, want := range map[string]string{
		"a/b/Gate 2": "gate-2", "日本": "my-lesson", "deny_all/": "deny-all",
	} {
		if got := idOf(dir); got != want {
			t.Errorf("idOf(%q) = %q, want %q", dir, got, want)
		}
	}
}
