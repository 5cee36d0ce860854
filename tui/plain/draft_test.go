package plain

import (
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"netpol-tutor/lessons/progress"
)

// onDisk is an Env whose drafts are files.
func onDisk(t *testing.T) (Env, *progress.FileStore) {
	t.Helper()
	store, err := progress.Open(t.TempDir(), clock)
	must(t, err)
	must(t, store.SaveSettings(progress.Settings{Introduced: true}))
	env := testEnv(pack(t), nil)
	env.Store = store
	return env, store
}

func draft(t *testing.T, s progress.Store, id string) string {
	t.Helper()
	text, _, err := s.Draft(id)
	must(t, err)
	return text
}

// typist types one line a time, and looks before each.
type typist struct {
	lines []string
	look  func(n int)
	n     int
}

func (f *typist) Read(p []byte) (int, error) {
	if f.n == len(f.lines) {
		return 0, io.EOF
	}
	f.look(f.n)
	f.n++
	return copy(p, f.lines[f.n-1]+"\n"), nil
}

func TestEveryTypedLineIsOnDiskBeforeTheNext(t *testing.T) {
	env, store := onDisk(t)
	env.Lesson = "gate"
	must(t, store.SaveDraft("gate", "old: text\n"))
	want := []string{"old: text\n", "old: text\n", "one: 1\nold: text\n", "one: 1\ntwo: 2\nold: text\n", "one: 1\ntwo: 2\n"}
	in := &typist{lines: []string{"w", "one: 1", "two: 2", ".", "q"}, look: func(n int) {
		if got := draft(t, store, "gate"); got != want[n] {
			t.Errorf("before line %d the draft is %q, want %q", n+1, got, want[n])
		}
	}}
	must(t, Run(in, io.Discard, env))
}

func TestInputThatEndsLosesNothing(t *testing.T) {
	cases := []struct{ name, lesson, before, input, want string }{
		{"within a new file", "gate", "", "w\na: 1\nb: 2", "a: 1\nb: 2\n"},
		{"over a text of the learner's", "gate", "mine: 1\n", "w\na: 1\n", "a: 1\nmine: 1\n"},
		{"within an insertion", "gate", "a: 1\nc: 3\n", "insert 2\nb: 2", "a: 1\nb: 2\nc: 3\n"},
		{"before anything was typed", "gate", "mine: 1\n", "w\n", "mine: 1\n"},
		{"at the question of edit", "gate", "mine: 1\n", "edit 1\n", "mine: 1\n"},
		{"behind the answer to edit", "gate", "mine: 1\n", "edit 1\nb: 2", "b: 2\n"},
		{"at once", "gate", "mine: 1\n", "", "mine: 1\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			env, store := onDisk(t)
			env.Lesson = c.lesson
			if c.before != "" {
				must(t, store.SaveDraft(c.lesson, c.before))
			}
			var out strings.Builder
			must(t, Run(strings.NewReader(c.input), &out, env))
			if got := draft(t, store, c.lesson); got != c.want {
				t.Errorf("the draft is %q, want %q", got, c.want)
			}
			if !strings.HasSuffix(out.String(), "\nGoodbye.\n") {
				t.Errorf("no goodbye in\n%s", out.String())
			}
		})
	}
}

func TestAnotherProgramChangesTheFile(t *testing.T) {
	env, store := onDisk(t)
	env.Lesson = "gate"
	must(t, store.SaveDraft("gate", "ours: 1\n"))
	in := &typist{lines: []string{"t", "show", "undo", "show", "q"}, look: func(n int) {
		if n == 1 {
			must(t, os.WriteFile(store.DraftPath("gate"), []byte("theirs: 1\ntheirs: 2\n"), 0o600))
		}
	}}
	var out strings.Builder
	must(t, Run(in, &out, env))
	inOrder(t, out.String(), []string{
		"Another program changed your file. It has 2 lines now; undo brings yours back.",
		"2: theirs: 2", "Taken back.", "1: ours: 1"})
	if got := draft(t, store, "gate"); got != "ours: 1\n" {
		t.Errorf("the draft is %q", got)
	}
}

func TestAnotherProgramChangesTheFileWhileLinesAreTyped(t *testing.T) {
	const mine, theirs = "a: 1\nb: 2\n", "theirs: 1\n"
	cases := []struct {
		name, answer string
		after        []string // what is typed then
		want         []string // what is said, in order
		file         string
		beside       int
	}{
		{"mine", "mine", []string{"show", "undo", "show"},
			[]string{"it has 1 line there, and yours has 2 lines", "The file has yours", "2: b: 2", "Taken back.", "1: theirs: 1"}, theirs, 0},
		{"no answer", "THEIRS", []string{""}, []string{"Say mine or theirs", "Both are kept."}, theirs, 1},
		{"theirs", "theirs", []string{"show", "undo", "show"},
			[]string{"The file has theirs", "1: theirs: 1", "Taken back.", "2: b: 2"}, mine, 0},
		{"later", "", []string{"show", "other", "mine"},
			[]string{"Both are kept.", "2: b: 2", "mine or theirs?", "The file has yours"}, mine, 0},
		{"never", "", []string{"edit 1 c: 3", "s", "show"}, []string{"Both are kept.", "1: c: 3"}, theirs, 1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			env, store := onDisk(t)
			env.Lesson = "gate"
			lines := append([]string{"w", "a: 1", "b: 2", ".", c.answer}, c.after...)
			in := &typist{lines: append(lines, "q"), look: func(n int) {
				if n == 2 {
					must(t, os.WriteFile(store.DraftPath("gate"), []byte(theirs), 0o600))
				}
			}}
			var out strings.Builder
			must(t, Run(in, &out, env))
			inOrder(t, out.String(), c.want)
			if got := draft(t, store, "gate"); got != c.file {
				t.Errorf("the file holds %q, want %q", got, c.file)
			}
			copies, err := store.Copies("gate")
			must(t, err)
			if len(copies) != c.beside {
				t.Errorf("beside the file are %+v, want %d", copies, c.beside)
			}
		})
	}
}

// What stays undecided is on disk with every line, and offered by the next program.
func TestAnUndecidedTextIsOfferedAgain(t *testing.T) {
	cases := []struct{ answer, says, file string }{
		{"theirs", "undo brings back", "a: 1\nb: 2\n"},
		{"mine", "is gone", "other: 1\n"},
	}
	for _, c := range cases {
		t.Run(c.answer, func(t *testing.T) {
			env, store := onDisk(t)
			env.Lesson = "gate"
			in := &typist{lines: []string{"w", "a: 1", "b: 2"}, look: func(n int) {
				if n == 2 {
					must(t, os.WriteFile(store.DraftPath("gate"), []byte("other: 1\n"), 0o600))
				}
			}}
			must(t, Run(in, io.Discard, env))
			got := session(t, env, "other", c.answer, "other", "q")
			inOrder(t, got, []string{"Another text was kept beside your file", "2 lines", "b: 2", c.says, "There is only one text."})
			if text := draft(t, store, "gate"); text != c.file {
				t.Errorf("the file holds %q, want %q", text, c.file)
			}
		})
	}
}

func TestOwnEditor(t *testing.T) {
	env, store := onDisk(t)
	env.Lesson = "mend"
	opened := ""
	env.Edit = func(file string) error {
		opened = file
		text, err := os.ReadFile(file)
		must(t, err)
		return os.WriteFile(file, append(text, "# seen\n"...), 0o600)
	}
	got := session(t, env, "o", "show 9", "undo", "show 8")
	inOrder(t, got, []string{"The file has 9 lines now. s submits it.", "9: # seen", "Taken back. The file has 8 lines.", "8: "})
	if opened == "" || opened != store.DraftPath("mend") {
		t.Errorf("opened %q", opened)
	}
}

func TestOwnEditorThatFails(t *testing.T) {
	env, _ := onDisk(t)
	env.Lesson = "mend"
	env.Edit = func(string) error { return errors.New("the editor ed ended with status 1") }
	inOrder(t, session(t, env, "o"), []string{"The editor ed ended with status 1.", "The file is as it was."})
	forgetful := testEnv(pack(t), nil)
	forgetful.Lesson, forgetful.Edit = "mend", env.Edit
	inOrder(t, session(t, forgetful, "o"), []string{"no other editor can open it"})
}

// full is a store on a disk that takes nothing more, and says so once.
type full struct {
	progress.Store
	told bool
}

func (f *full) Notice() string {
	if f.told {
		return ""
	}
	f.told = true
	return "Progress cannot be saved."
}

func TestADiskThatIsFullIsToldOnce(t *testing.T) {
	env := testEnv(pack(t), nil)
	env.Lesson, env.Store = "gate", &full{Store: progress.Memory(clock)}
	if got := session(t, env, "w", "a: 1", ".", "s", "q", "q"); strings.Count(got, "Progress cannot be saved.") != 1 {
		t.Errorf("not told once:\n%s", got)
	}
}

func TestTheNextVisitGoesOn(t *testing.T) {
	env, _ := onDisk(t)
	env.Lesson = "gate"
	session(t, env, "w", "a: 1", ".", "s", "q")
	env.Lesson = ""
	inOrder(t, session(t, env, ""), []string{"Begun, 1 try.", "You have begun it. Enter opens it.", "Your file has 1 line, as you left it."})
}

// broken takes so many writes.
type broken struct{ left int }

func (b *broken) Write(p []byte) (int, error) {
	if b.left--; b.left < 0 {
		return 0, errors.New("gone")
	}
	return len(p), nil
}

func TestAReaderThatGoesAwayEndsIt(t *testing.T) {
	for _, writes := range []int{0, 1, 20, 40} {
		env := testEnv(pack(t), nil)
		endless := io.MultiReader(strings.NewReader("3\n"), repeated("p\n"))
		if err := Run(endless, &broken{writes}, env); err == nil || !strings.Contains(err.Error(), "gone") {
			t.Errorf("after %d writes the error is %v", writes, err)
		}
	}
}

// repeated is a text without end.
type repeated string

func (r repeated) Read(p []byte) (int, error) { return copy(p, r), nil }

func TestALineWithoutEnd(t *testing.T) {
	env := testEnv(pack(t), nil)
	env.Lesson = "gate"
	long := strings.Repeat("x", 3*mostLine)
	inOrder(t, session(t, env, "w", long, "a: 1", ".", "show 2"), []string{"2> a: 1", "The file has 2 lines.", "2: a: 1"})
}

func TestMoreThanAFileHolds(t *testing.T) {
	env := testEnv(pack(t), nil)
	env.Lesson = "gate"
	long := strings.Repeat("x", mostLine-1)
	lines := []string{"w"}
	for range mostTyped/mostLine + 3 {
		lines = append(lines, long)
	}
	got := session(t, env, append(lines, ".", "q")...)
	inOrder(t, got, []string{"more than a manifest can hold", "The file has 16 lines."})
}
