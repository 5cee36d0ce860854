package progress

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// contested is a draft that two stores have changed; a's text is beside it.
func contested(t *testing.T, dir string) (a, b *FileStore) {
	t.Helper()
	a, b = open(t, dir), open(t, dir)
	must(t, a.SaveDraft("x", "one"))
	_, _, err := b.Draft("x")
	must(t, err)
	must(t, b.SaveDraft("x", "theirs"))
	for _, text := range []string{"mine", "mine, longer"} {
		if err := a.SaveDraft("x", text); !errors.Is(err, ErrDraftChanged) {
			t.Fatalf("SaveDraft = %v, want ErrDraftChanged", err)
		}
	}
	return a, b
}

// copiesOf asks as a program that is started anew would.
func copiesOf(t *testing.T, dir string) []string {
	t.Helper()
	all, err := open(t, dir).Copies("x")
	must(t, err)
	var texts []string
	for _, c := range all {
		texts = append(texts, c.Text)
	}
	return texts
}

func holds(t *testing.T, s *FileStore, want string) {
	t.Helper()
	if text, _, err := s.Look("x"); text != want || err != nil {
		t.Errorf("the draft is %q (%v), want %q", text, err, want)
	}
}

func TestLookingGivesNoLeave(t *testing.T) {
	dir := t.TempDir()
	a, b := contested(t, dir)
	holds(t, a, "theirs")
	if err := a.SaveDraft("x", "mine"); !errors.Is(err, ErrDraftChanged) {
		t.Errorf("after a look SaveDraft = %v, want ErrDraftChanged", err)
	}
	holds(t, b, "theirs")
	if got := copiesOf(t, dir); len(got) != 1 || got[0] != "mine" {
		t.Errorf("beside the draft are %q", got)
	}
}

func TestReplaceDraft(t *testing.T) {
	cases := []struct {
		name, over, text, draft string
		copies                  int
		refused                 bool
	}{
		{"ours over theirs", "theirs", "mine", "mine", 0, false},
		{"theirs taken", "theirs", "theirs", "theirs", 0, false},
		{"over a text that is no longer there", "older", "mine", "theirs", 1, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			a, b := contested(t, dir)
			if err := a.ReplaceDraft("x", c.over, c.text); errors.Is(err, ErrDraftChanged) != c.refused {
				t.Errorf("ReplaceDraft = %v", err)
			}
			holds(t, b, c.draft)
			if got := copiesOf(t, dir); len(got) != c.copies {
				t.Errorf("beside the draft are %q, want %d", got, c.copies)
			}
		})
	}
}

func TestACopyStaysUntilItIsDropped(t *testing.T) {
	dir := t.TempDir()
	a, _ := contested(t, dir)
	found, err := a.Copies("x")
	must(t, err)
	if len(found) != 1 || found[0].Text != "mine, longer" || time.Since(found[0].At) > time.Hour {
		t.Fatalf("Copies = %+v", found)
	}
	must(t, a.ReplaceDraft("x", "theirs", "another"))
	if got := copiesOf(t, dir); len(got) != 1 {
		t.Fatalf("a copy that was offered went with a save: %q", got)
	}
	must(t, a.DropCopy("x", Copy{Name: found[0].Name, Text: "older"}))
	if got := copiesOf(t, dir); len(got) != 1 {
		t.Fatal("a copy that holds another text by now was removed")
	}
	must(t, a.DropCopy("x", found[0]))
	if got := copiesOf(t, dir); len(got) != 0 {
		t.Errorf("still beside the draft: %q", got)
	}
}

// The numbers of processes come back, in containers soon.
func TestACopyOfAnEarlierProgramWithOurNumber(t *testing.T) {
	dir := t.TempDir()
	open(t, dir)
	earlier := filepath.Join(dir, "drafts", copyName("x", os.Getpid()))
	must(t, os.WriteFile(earlier, []byte("earlier"), 0o600))
	a, _ := contested(t, dir)
	if got := copiesOf(t, dir); len(got) != 2 {
		t.Fatalf("beside the draft are %q", got)
	}
	must(t, a.ReplaceDraft("x", "theirs", "mine"))
	if got := copiesOf(t, dir); len(got) != 1 || got[0] != "earlier" {
		t.Errorf("beside the draft are %q, want what the earlier program left", got)
	}
}

func TestOnlyCopiesAreDropped(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	must(t, s.SaveDraft("x", "text"))
	for _, name := range []string{"x.yaml", "y.other-1.yaml", "../drafts/x.other-1.yaml", "x.other-01.yaml", "x.other-.yaml", ""} {
		if s.DropCopy("x", Copy{Name: name, Text: "text"}) == nil {
			t.Errorf("%q was taken for a copy", name)
		}
	}
	holds(t, s, "text")
}

func TestInMemory(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	if err := s.InMemory(); err != nil {
		t.Fatalf("all is well, and InMemory = %v", err)
	}
	drafts := filepath.Join(dir, "drafts")
	must(t, os.Remove(drafts))
	must(t, os.WriteFile(drafts, nil, 0o600))
	must(t, s.SaveDraft("x", "text"))
	if s.InMemory() == nil {
		t.Fatal("a text that could not be written counts as safe")
	}
	must(t, s.Record("x", Event{Kind: Submitted}))
	if s.InMemory() == nil {
		t.Error("the text is still in memory only after something else was written")
	}
	must(t, os.Remove(drafts))
	must(t, os.Mkdir(drafts, 0o700))
	must(t, s.SaveDraft("x", "text"))
	if err := s.InMemory(); err != nil {
		t.Errorf("the text is on disk, and InMemory = %v", err)
	}
	for name, dir := range unwritable(t) {
		s, err := Open(dir, clock)
		must(t, err)
		if s.InMemory() == nil {
			t.Errorf("%s: not told at the start", name)
		}
	}
	if Memory(clock).InMemory() == nil {
		t.Error("a store that forgets counts as safe")
	}
}
