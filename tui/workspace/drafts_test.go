package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons/progress"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/tuitest"
)

// desk is a learner whose drafts are files, and what else happens to these.
type desk struct {
	t     *testing.T
	dir   string
	store *progress.FileStore
	clock *tuitest.Clock
	m     *Model
}

// sit begins the lesson as a program that is started anew does.
func sit(t *testing.T, dir string) *desk {
	t.Helper()
	env, clock := tuitest.Env(t)
	store, err := progress.Open(dir, clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	env.Store = store
	d := &desk{t: t, dir: dir, store: store, clock: clock, m: New(env, tuitest.Lesson(t, env, "two-rooms"))}
	tuitest.Start(t, clock, d.m, 80, 23)
	return d
}

func (d *desk) drive(words ...string) {
	d.t.Helper()
	tuitest.Drive(d.t, d.clock, d.m, words...)
}

// press chooses a letter in the menu of two texts.
func (d *desk) press(letter string) {
	d.t.Helper()
	if why := d.m.againstChoice(); why != "" {
		d.t.Fatalf("there is nothing to choose: %s", why)
	}
	tuitest.Deliver(d.t, d.clock, d.m, do{(*Model).openChoice})
	menu := d.m.Ask().(screen.Push).Overlay.SetSize(80, 23)
	tuitest.Drive(d.t, d.clock, menu, letter)
	tuitest.Deliver(d.t, d.clock, d.m, menu.(screen.Asker).Ask().(screen.Close).Then)
	d.drive("wait:200ms", "wait:200ms")
}

func (d *desk) leave() {
	if cmd := d.m.Leave(); cmd != nil {
		cmd()
	}
}

func (d *desk) path() string { return filepath.Join(d.dir, "drafts", "two-rooms.yaml") }

func (d *desk) outside(text string) {
	d.t.Helper()
	if err := os.WriteFile(d.path(), []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) file() string {
	d.t.Helper()
	text, err := os.ReadFile(d.path())
	if err != nil {
		d.t.Fatal(err)
	}
	return string(text)
}

// beside are the first lines of the texts that lie beside the draft on disk.
func (d *desk) beside() []string {
	d.t.Helper()
	files, err := filepath.Glob(filepath.Join(d.dir, "drafts", "two-rooms.other-*.yaml"))
	if err != nil {
		d.t.Fatal(err)
	}
	var texts []string
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			d.t.Fatal(err)
		}
		first, _, _ := strings.Cut(string(text), "apiVersion")
		texts = append(texts, first)
	}
	return texts
}

func (d *desk) hasBeside(want ...string) {
	d.t.Helper()
	if got := d.beside(); strings.Join(got, "|") != strings.Join(want, "|") {
		d.t.Errorf("beside the draft are %q, want %q", got, want)
	}
}

func (d *desk) shows(want string) {
	d.t.Helper()
	if view := d.m.View() + d.m.Note(); !strings.Contains(view, want) {
		d.t.Errorf("%q is not said:\n%s", want, view)
	}
}

// quarrel is a learner who has typed while another program saved the same file.
func quarrel(t *testing.T) *desk {
	d := sit(t, t.TempDir())
	d.drive("type:#1", "wait:300ms")
	d.outside("# theirs\n")
	d.drive("type:#2", "wait:300ms")
	return d
}

func TestAContestedTextIsSavedBesideTheDraft(t *testing.T) {
	d := quarrel(t)
	d.shows("NOT saved: changed elsewhere, ctrl+g o")
	d.hasBeside("#1#2")
	d.drive("type:#3", "wait:200ms")
	d.hasBeside("#1#2#3")
	if d.file() != "# theirs\n" {
		t.Errorf("the file holds %q", d.file())
	}
	d.drive("wait:1s", "wait:1s", "wait:1s")
	d.hasBeside("#1#2#3")
	d.shows("NOT saved")
}

// A save that was on its way when the file was looked at may not replace what was seen.
func TestALookIsNoLeaveToOverwrite(t *testing.T) {
	d := sit(t, t.TempDir())
	d.drive("type:#1", "wait:300ms")
	d.outside("# theirs\n")
	if _, _, err := d.m.attempt.Reread(); err != nil {
		t.Fatal(err)
	}
	d.drive("type:#2", "wait:300ms")
	if d.file() != "# theirs\n" {
		t.Errorf("the file holds %q", d.file())
	}
	d.shows("NOT saved")
}

func TestLeavingAContestedTextKeepsBoth(t *testing.T) {
	d := quarrel(t)
	d.drive("type:#3")
	d.leave()
	d.hasBeside("#1#2#3")
	if d.file() != "# theirs\n" {
		t.Errorf("the file holds %q", d.file())
	}
}

func TestSubmittingAContestedTextKeepsBoth(t *testing.T) {
	d := quarrel(t)
	d.drive("ctrl+s", "wait:300ms")
	if d.m.graded.report == nil {
		t.Fatal("it was not graded")
	}
	d.hasBeside("#1#2")
	d.shows("NOT saved")
	if d.file() != "# theirs\n" {
		t.Errorf("the file holds %q", d.file())
	}
}

func TestAFileThatIsAsItWasIsNoMoreContested(t *testing.T) {
	d := sit(t, t.TempDir())
	d.drive("type:#1", "wait:300ms")
	before := d.file()
	d.outside("# theirs\n")
	d.drive("type:#2", "wait:300ms")
	d.outside(before)
	d.drive("wait:1s")
	if !strings.HasPrefix(d.file(), "#1#2") {
		t.Errorf("the file holds %q", d.file())
	}
	d.shows("saved 10:32")
	d.hasBeside()
}

func TestACopyThatAnotherWindowTookAwayComesBack(t *testing.T) {
	d := quarrel(t)
	other := sit(t, d.dir)
	other.press("m")
	d.hasBeside()
	d.drive("wait:1s")
	d.hasBeside("#1#2")
}

func TestACopyIsOffered(t *testing.T) {
	cases := []struct {
		name, letter string
		want         string
	}{
		{"taken", "t", "#1#2"},
		{"left out", "m", "# theirs"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := sit(t, quarrel(t).dir) // as after kill -9
			d.shows("was kept beside the file: ctrl+g o")
			d.drive("left")
			d.shows("another text: ctrl+g o")
			if text := d.m.editor.Text(); text != "# theirs\n" {
				t.Errorf("the editor begins with %q", text)
			}
			d.press(c.letter)
			if !strings.HasPrefix(d.file(), c.want) || d.m.editor.Text() != d.file() {
				t.Errorf("the file holds %q, the editor %q", d.file(), d.m.editor.Text())
			}
			d.hasBeside()
			if d.m.againstChoice() == "" {
				t.Error("it is still offered")
			}
			if c.letter == "t" {
				d.drive("ctrl+z", "wait:300ms")
				if d.file() != "# theirs\n" {
					t.Errorf("after ctrl+z the file holds %q", d.file())
				}
			}
		})
	}
}

func TestACopyIsKeptUntilItsTextIsSaved(t *testing.T) {
	d := sit(t, quarrel(t).dir)
	d.drive("type:x") // now a save is just done, and the next one waits
	tuitest.Deliver(t, d.clock, d.m, do{(*Model).takeCopy})
	d.hasBeside("#1#2")
	d.drive("wait:200ms")
	d.hasBeside()
}

func TestACopyThatWasLeftUndecidedIsOfferedAgain(t *testing.T) {
	d := sit(t, quarrel(t).dir)
	d.drive("type:#4", "wait:300ms")
	d.leave()
	d.hasBeside("#1#2")
	again := sit(t, d.dir)
	again.shows("another text: ctrl+g o")
	if !strings.HasPrefix(again.m.editor.Text(), "#4# theirs") {
		t.Errorf("the editor begins with %q", again.m.editor.Text())
	}
}

func TestADraftIsSavedAtOnceAfterAPause(t *testing.T) {
	d := sit(t, t.TempDir())
	d.drive("type:a")
	if !strings.HasPrefix(d.file(), "a") {
		t.Fatal("the first letter is in memory only")
	}
	d.drive("type:bc", "wait:199ms")
	if strings.HasPrefix(d.file(), "abc") {
		t.Error("every letter is a save of its own")
	}
	d.drive("wait:1ms")
	if !strings.HasPrefix(d.file(), "abc") {
		t.Errorf("200 ms later the file holds %q", d.file())
	}
}

// block puts a file where the drafts belong, which keeps root out as well.
func (d *desk) block() (free func()) {
	d.t.Helper()
	drafts, aside := filepath.Join(d.dir, "drafts"), filepath.Join(d.dir, "kept")
	if err := os.Rename(drafts, aside); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(drafts, nil, 0o600); err != nil {
		d.t.Fatal(err)
	}
	return func() {
		if err := os.Remove(drafts); err != nil {
			d.t.Fatal(err)
		}
		if err := os.Rename(aside, drafts); err != nil {
			d.t.Fatal(err)
		}
	}
}

func TestADiskThatFailsIsTold(t *testing.T) {
	d := sit(t, t.TempDir())
	d.drive("type:a", "wait:300ms")
	d.shows("saved 10:32")
	free := d.block()
	d.drive("type:b", "wait:300ms")
	d.shows("Progress cannot be saved")
	d.shows("NOT saved: not a directory")
	d.drive("type:c", "wait:300ms", "wait:1s")
	d.shows("NOT saved: not a directory")
	free()
	d.drive("wait:1s")
	d.shows("saved 10:32")
	if !strings.HasPrefix(d.file(), "abc") {
		t.Errorf("the file holds %q", d.file())
	}
}

func TestADiskThatFailsFromTheStartIsTold(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "file", "state")
	if err := os.WriteFile(filepath.Dir(dir), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	sit(t, dir).shows("NOT saved: not a directory")
}

func TestAMemoryIsNoPlaceToSave(t *testing.T) {
	env, clock := tuitest.Env(t)
	env.Store = progress.Memory(clock.Now)
	m := New(env, tuitest.Lesson(t, env, "two-rooms"))
	tuitest.Start(t, clock, m, 80, 23)
	tuitest.Drive(t, clock, m, "type:a", "wait:300ms")
	if view := m.View(); !strings.Contains(view, "NOT saved: kept in memory only") {
		t.Errorf("it counts as saved:\n%s", view)
	}
}

func TestALookThatASaveHasOvertakenIsDropped(t *testing.T) {
	d := sit(t, t.TempDir())
	d.drive("type:#1", "wait:300ms")
	look := d.m.reread(false)
	read := look().(draftRead)
	read.text, read.changed = "# theirs\n", true
	d.drive("type:#2", "wait:300ms")
	tuitest.Deliver(t, d.clock, d.m, read)
	if !strings.HasPrefix(d.m.editor.Text(), "#1#2") || d.m.againstChoice() == "" {
		t.Errorf("the screen follows what is past; the editor holds %q", d.m.editor.Text())
	}
}

func TestWhatIsTypedWhileASubmitIsGradedIsSaved(t *testing.T) {
	d := sit(t, t.TempDir())
	d.drive("type:#1", "wait:300ms")
	grade := d.m.submit()
	d.drive("type:#2", "wait:300ms")
	tuitest.Deliver(t, d.clock, d.m, grade()) // which saves what was submitted
	d.drive("wait:200ms")
	if !strings.HasPrefix(d.file(), "#1#2") {
		t.Errorf("the file holds %.20q", d.file())
	}
}

// TestASaveThatIsOvertakenChangesNothing leaves while the save of an older text has not
// begun to write.
func TestASaveThatIsOvertakenChangesNothing(t *testing.T) {
	m, env, _ := open(t, 80, 23)
	_, late := m.Update(tuitest.Key("#"))
	m.Update(tuitest.Key("!"))
	m.Leave()()
	if late == nil {
		t.Fatal("the first letter is not saved at once")
	}
	if all, several := late().(tea.BatchMsg); several {
		for _, cmd := range all {
			if cmd != nil {
				cmd()
			}
		}
	}
	if text, _, _ := env.Store.Draft("two-rooms"); !strings.HasPrefix(text, "#!") {
		t.Errorf("the draft begins with %q", text[:min(len(text), 20)])
	}
}
