package workspace

import (
	"errors"
	"os"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons/progress"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/tuitest"
)

// open is the workspace of the lesson in which DNS is forgotten at first.
func open(t testing.TB, width, height int) (*Model, screen.Env, *tuitest.Clock) {
	t.Helper()
	env, clock := tuitest.Env(t)
	m := New(env, tuitest.Lesson(t, env, "two-rooms"))
	tuitest.Start(t, clock, m, width, height)
	tuitest.Drive(t, clock, m, "wait:60ms")
	return m, env, clock
}

func opened(t testing.TB, width, height int) (screen.Screen, *tuitest.Clock) {
	m, _, clock := open(t, width, height)
	return m, clock
}

// dns are the keys that add what the lesson lacks at first.
var dns = []string{
	"ctrl+end", "type:  - ports:", "enter", "type:- protocol: UDP", "enter", "type:port: 53", "enter",
	"backspace", "type:- protocol: TCP", "enter", "type:port: 53",
}

func TestFrames(t *testing.T) {
	tuitest.Frames(t, opened, []tuitest.Scene{
		{Name: "editing"},
		{Name: "typed", Keys: []string{"ctrl+end", "type:  - po", "wait:300ms"}},
		{Name: "refused", Keys: []string{"ctrl+end", "type:  bogus: 1", "enter", "wait:2s", "up"}},
		{Name: "selected", Keys: []string{"down", "shift+down", "shift+down", "shift+right"}},
		{Name: "found", Keys: []string{"ctrl+f", "type:name"}},
		{Name: "task", Keys: []string{"f2"}},
		{Name: "cluster", Keys: []string{"f2", "tab"}},
		{Name: "hints", Keys: []string{"f7", "h"}},
		{Name: "checks-before", Keys: []string{"f3"}},
		{Name: "checks", Keys: []string{"ctrl+s"}},
		{Name: "problems-1", Keys: []string{"ctrl+s", "enter"}},
		{Name: "problems-2", Keys: []string{"ctrl+s", "enter", "enter"}},
		{Name: "problems-3", Keys: []string{"ctrl+s", "enter", "enter", "enter"}},
		{Name: "problems-4", Keys: []string{"ctrl+s", "enter", "enter", "enter", "enter"}},
		{Name: "applied", Keys: []string{"ctrl+s", "enter", "enter", "enter", "enter", "a"}},
		{Name: "picture", Keys: []string{"ctrl+s", "f6", "right", "right"}},
		{Name: "picture-before", Keys: []string{"f6"}},
	})
}

func TestTheLensOpensAfterPassing(t *testing.T) {
	m, _, clock := open(t, 80, 23)
	tuitest.Drive(t, clock, m, "f6", "f")
	if strings.Contains(m.View(), "The smallest edit") {
		t.Fatal("the lens is open before the lesson is passed")
	}
	tuitest.Drive(t, clock, m, "esc")
	tuitest.Drive(t, clock, m, dns...)
	tuitest.Drive(t, clock, m, "ctrl+s", "f6", "f")
	if !strings.Contains(m.View(), "The smallest edit") {
		t.Fatalf("after passing f shows\n%s", m.View())
	}
	tuitest.Drive(t, clock, m, "f", "x", "enter")
	if m.pane != paneEditor {
		t.Errorf("enter on a part does not lead to the editor:\n%s", m.View())
	}
}

func TestPassingLeadsToTheDebrief(t *testing.T) {
	m, env, clock := open(t, 80, 23)
	tuitest.Drive(t, clock, m, dns...)
	tuitest.Drive(t, clock, m, "ctrl+s")
	show, ok := m.Ask().(screen.Show)
	if !ok {
		t.Fatalf("a right answer leads nowhere:\n%s", m.View())
	}
	after := tuitest.Start(t, clock, show.Screen, 80, 23)
	after = tuitest.Drive(t, clock, after, "enter") // skips the question
	if view := after.View(); !strings.Contains(view, "All 6 checks hold") {
		t.Errorf("the debrief does not say what was proved:\n%s", view)
	}
	if !env.Store.Lesson("two-rooms").Passed() {
		t.Error("the pass is not recorded")
	}
}

func TestTheFixMendsAndCanBeTakenBack(t *testing.T) {
	m, _, clock := open(t, 80, 23)
	before := m.editor.Text()
	tuitest.Drive(t, clock, m, "ctrl+s", "enter", "enter", "enter", "enter", "a")
	if m.editor.Text() == before || m.pane != paneEditor {
		t.Fatalf("the change was not applied:\n%s", m.View())
	}
	tuitest.Drive(t, clock, m, "ctrl+s")
	if _, ok := m.Ask().(screen.Show); !ok {
		t.Errorf("the mended text does not pass:\n%s", m.View())
	}
	tuitest.Drive(t, clock, m, "shift+tab", "esc", "ctrl+z")
	if m.editor.Text() != before {
		t.Error("ctrl+z does not take the change back")
	}
}

func TestAFixIsNotAppliedToAnotherText(t *testing.T) {
	m, _, clock := open(t, 80, 23)
	tuitest.Drive(t, clock, m, "ctrl+s", "enter", "enter", "enter", "enter", "esc", "type:#", "f4")
	text := m.editor.Text()
	tuitest.Drive(t, clock, m, "a")
	if m.editor.Text() != text {
		t.Error("the change was applied to a text it was not made for")
	}
	if want := "submit again"; !strings.Contains(m.Note(), want) {
		t.Errorf("a says %q, want %q in it", m.Note(), want)
	}
}

func TestTheDraftIsSaved(t *testing.T) {
	draft := func(env screen.Env) string {
		text, _, _ := env.Store.Draft("two-rooms")
		return text
	}
	t.Run("soon after a key", func(t *testing.T) {
		m, env, clock := open(t, 80, 23)
		tuitest.Drive(t, clock, m, "type:#x", "wait:300ms")
		if !strings.HasPrefix(draft(env), "#x") {
			t.Errorf("the draft is %q", draft(env))
		}
		if !strings.Contains(m.View(), "saved 10:32") {
			t.Errorf("the screen does not say so:\n%s", m.View())
		}
	})
	t.Run("while typing goes on", func(t *testing.T) {
		m, env, clock := open(t, 80, 23)
		for range 10 {
			tuitest.Drive(t, clock, m, "type:z", "wait:50ms")
		}
		if n := strings.Count(draft(env), "z"); n < 4 {
			t.Errorf("after half a second of typing %d of 10 letters are saved", n)
		}
	})
	t.Run("on leaving at once", func(t *testing.T) {
		m, env, clock := open(t, 80, 23)
		tuitest.Drive(t, clock, m, "type:#y")
		m.Leave()()
		if !strings.HasPrefix(draft(env), "#y") {
			t.Errorf("the draft is %q", draft(env))
		}
	})
	t.Run("nothing to save", func(t *testing.T) {
		m, _, _ := open(t, 80, 23)
		if m.Leave() != nil {
			t.Error("leaving an untouched text saves it")
		}
	})
}

// onDisk is the workspace of a learner whose drafts are files.
func onDisk(t *testing.T) (m *Model, clock *tuitest.Clock, file func() string, outside func(string)) {
	t.Helper()
	env, clock := tuitest.Env(t)
	store, err := progress.Open(t.TempDir(), clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	env.Store = store
	m = New(env, tuitest.Lesson(t, env, "two-rooms"))
	tuitest.Start(t, clock, m, 80, 23)
	tuitest.Drive(t, clock, m, "type:#1", "wait:300ms")
	path := store.DraftPath("two-rooms")
	file = func() string {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	outside = func(text string) {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return m, clock, file, outside
}

func TestTheScreenFollowsTheFile(t *testing.T) {
	m, clock, _, outside := onDisk(t)
	outside("# from outside\n")
	tuitest.Drive(t, clock, m, "wait:1s")
	if got := m.editor.Text(); got != "# from outside\n" {
		t.Fatalf("the editor holds %q", got)
	}
	tuitest.Drive(t, clock, m, "wait:1s", "wait:1s", "ctrl+z")
	if !strings.HasPrefix(m.editor.Text(), "#1") {
		t.Error("ctrl+z does not bring back what was there")
	}
}

func TestTwoChangesAskWhichToKeep(t *testing.T) {
	cases := []struct {
		name, letter, want string
	}{
		{"mine", "m", "#1#2"},
		{"theirs", "t", "# from outside"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m, clock, file, outside := onDisk(t)
			outside("# from outside\n")
			tuitest.Drive(t, clock, m, "type:#2", "wait:300ms", "wait:300ms")
			if file() != "# from outside\n" {
				t.Fatalf("the file was overwritten without a question: %q", file())
			}
			if !strings.Contains(m.View(), "NOT saved") {
				t.Fatalf("nothing is said:\n%s", m.View())
			}
			tuitest.Deliver(t, clock, m, do{(*Model).openChoice})
			choice := m.Ask().(screen.Push).Overlay.SetSize(80, 23)
			tuitest.Drive(t, clock, choice, c.letter)
			tuitest.Deliver(t, clock, m, choice.(screen.Asker).Ask().(screen.Close).Then)
			tuitest.Drive(t, clock, m, "wait:300ms", "wait:300ms")
			if !strings.HasPrefix(file(), c.want) || m.editor.Text() != file() {
				t.Errorf("the file holds %q, the editor %q", file(), m.editor.Text())
			}
		})
	}
}

func TestASubmitSaysWhatItRemoves(t *testing.T) {
	env, clock := tuitest.Env(t)
	m := New(env, tuitest.Lesson(t, env, "locked-pantry"))
	tuitest.Start(t, clock, m, 80, 23)
	tuitest.Drive(t, clock, m, "f3")
	if view := m.View(); !strings.Contains(view, "pantry/lock: one that") {
		t.Errorf("nothing is said of what stays:\n%s", view)
	}
	tuitest.Drive(t, clock, m, "esc", "ctrl+a", "backspace", "ctrl+s")
	if view := m.View(); !strings.Contains(view, "removed pantry/pantry-in") || strings.Contains(view, "removed pantry/lock") {
		t.Errorf("what was removed is not told:\n%s", view)
	}
}

func TestOwnEditor(t *testing.T) {
	m, clock, file, outside := onDisk(t)
	tuitest.Drive(t, clock, m, "type:#2")
	if why := m.againstOwnEditor(); !strings.Contains(why, "EDITOR") {
		t.Errorf("without an editor the reason is %q", why)
	}
	m.env.Edit = func(_ string, done func(error) tea.Msg) tea.Cmd {
		return func() tea.Msg {
			outside(file() + "# edited\n")
			return done(nil)
		}
	}
	tuitest.Deliver(t, clock, m, do{(*Model).ownEditor})
	text := m.editor.Text()
	if !strings.HasPrefix(text, "#1#2") || !strings.HasSuffix(text, "# edited\n") {
		t.Errorf("after the other editor this one holds %q", text)
	}
	m.env.Limits.Remote = true
	if m.againstOwnEditor() == "" {
		t.Error("somebody who is served over a network may start an editor on the serving machine")
	}
}

func TestStaleAnswersAreDropped(t *testing.T) {
	m, _, clock := open(t, 80, 23)
	tuitest.Drive(t, clock, m, "ctrl+s", "esc")
	report := m.graded.report
	stale := gradedMsg{attempt: m.attempt, seq: m.graded.seq - 1, err: errors.New("stale")}
	tuitest.Deliver(t, clock, m, stale)
	if m.graded.report != report || m.note != "" {
		t.Error("an answer to an earlier submit was taken")
	}
	foreign := gradedMsg{seq: m.graded.seq, err: errors.New("foreign")}
	tuitest.Deliver(t, clock, m, foreign)
	if m.graded.report != report || m.note != "" {
		t.Error("an answer to another attempt was taken")
	}
}

func TestPrintableKeysAreTextInTheEditor(t *testing.T) {
	m, _, clock := open(t, 80, 23)
	tuitest.Drive(t, clock, m, "type:qahsnpkc?/")
	if !strings.HasPrefix(m.editor.Text(), "qahsnpkc?/") || m.Ask() != nil {
		t.Errorf("the text begins with %.20q", m.editor.Text())
	}
}

func TestNoMarkOnTheLineBeingTyped(t *testing.T) {
	m, _, clock := open(t, 80, 23)
	tuitest.Drive(t, clock, m, "ctrl+end", "type:  bogus: 1", "wait:2s")
	if strings.Contains(m.View(), "▲") {
		t.Errorf("the line being typed is marked:\n%s", m.View())
	}
	tuitest.Drive(t, clock, m, "up")
	if !strings.Contains(m.View(), "▲") {
		t.Errorf("the line that was left is not marked:\n%s", m.View())
	}
}

func TestNoMarkBeforeAPause(t *testing.T) {
	m, _, clock := open(t, 80, 23)
	tuitest.Drive(t, clock, m, "ctrl+end", "type:  bogus: 1", "up", "wait:300ms")
	if strings.Contains(m.View(), "▲") {
		t.Errorf("a line is marked without a pause:\n%s", m.View())
	}
}

func TestMenuReaches(t *testing.T) {
	cases := []struct {
		letter string
		holds  func(*Model) bool
	}{
		{"s", func(m *Model) bool { return m.graded.report != nil }},
		{"k", func(m *Model) bool { return m.pane == paneTask && m.task.tab == tabBrief }},
		{"l", func(m *Model) bool { return m.task.tab == tabCluster }},
		{"h", func(m *Model) bool { return len(m.task.hints) == 1 }},
		{"c", func(m *Model) bool { return m.pane == paneResult && m.graded.tab == tabChecks }},
		{"b", func(m *Model) bool { return m.graded.tab == tabProblems }},
		{"p", func(m *Model) bool { return m.graded.tab == tabPicture }},
		{"i", func(m *Model) bool { return strings.Count(m.editor.Text(), "apiVersion") == 2 }},
		{"left", func(m *Model) bool { return m.pane == paneTask }},
		{"down", func(m *Model) bool { return m.pane == paneResult }},
	}
	for _, c := range cases {
		t.Run(c.letter, func(t *testing.T) {
			m, _, clock := open(t, 80, 23)
			tuitest.Drive(t, clock, m, "ctrl+g")
			menu := m.Ask().(screen.Push).Overlay.SetSize(80, 23)
			tuitest.Drive(t, clock, menu, c.letter)
			closed, ok := menu.(screen.Asker).Ask().(screen.Close)
			if !ok {
				t.Fatal("the menu has no such letter")
			}
			tuitest.Deliver(t, clock, m, closed.Then)
			if !c.holds(m) {
				t.Errorf("the letter leads elsewhere:\n%s", m.View())
			}
		})
	}
}

func TestSolutionAfterAsking(t *testing.T) {
	m, env, clock := open(t, 80, 23)
	tuitest.Deliver(t, clock, m, do{(*Model).askSolution})
	if _, ok := m.Ask().(screen.Push); !ok {
		t.Fatal("the answer is shown without a question")
	}
	tuitest.Deliver(t, clock, m, solutionAgreed{})
	if !strings.Contains(m.View(), "Our answer") {
		t.Errorf("the answer is not shown:\n%s", m.View())
	}
	if !env.Store.Lesson("two-rooms").Revealed {
		t.Error("that it was shown is not recorded")
	}
}

func TestRestartCanBeTakenBack(t *testing.T) {
	m, _, clock := open(t, 80, 23)
	tuitest.Drive(t, clock, m, "type:# mine")
	mine := m.editor.Text()
	tuitest.Deliver(t, clock, m, restartAgreed{})
	if strings.Contains(m.editor.Text(), "# mine") {
		t.Error("the text is still mine after a restart")
	}
	tuitest.Drive(t, clock, m, "ctrl+z")
	if m.editor.Text() != mine {
		t.Error("ctrl+z does not bring the text back")
	}
}

func TestCursorStandsInTheText(t *testing.T) {
	for _, size := range tuitest.Sizes() {
		m, _, clock := open(t, size.Width, size.Height)
		tuitest.Drive(t, clock, m, "type:@")
		x, y, shown := m.Cursor()
		row := []rune(strings.Split(plainView(m), "\n")[y])
		if !shown || row[x-1] != '@' {
			t.Errorf("%s: the cursor is at %d,%d (shown %t), not behind what was typed", size.Name, x, y, shown)
		}
	}
}

func plainView(m *Model) string {
	return strings.NewReplacer("\x1b[7m", "", "\x1b[0m", "").Replace(m.View())
}

func BenchmarkKeyToFrame(b *testing.B) {
	env, clock := tuitest.Env(b)
	env.Theme = theme.New(theme.Options{Colours: theme.Full})
	m := New(env, tuitest.Lesson(b, env, "two-rooms"))
	tuitest.Start(b, clock, m, 120, 39)
	m.editor.Load(strings.Repeat("  # a line of a long text\n", 500))
	keys := []tea.Msg{tuitest.Key("x"), tuitest.Key("backspace")}
	b.ResetTimer()
	for i := range b.N {
		m.Update(keys[i%2])
		_ = m.View()
	}
}

func TestDocsFrames(t *testing.T) {
	cases := []struct {
		name string
		keys []string
	}{
		{"docs", []string{"backspace", "down", "down", "down"}},
		{"docs-search", []string{"/", "type:port 53", "down"}},
	}
	for _, c := range cases {
		for _, size := range tuitest.Sizes() {
			t.Run(c.name+"-"+size.Name, func(t *testing.T) {
				tuitest.Frame(t, c.name+"-"+size.Name, size.Width, size.Height, func(t testing.TB) string {
					m, _, clock := open(t, size.Width, size.Height)
					m.Update(do{(*Model).showDocs})
					tuitest.Drive(t, clock, m, c.keys...)
					return m.View()
				})
			})
		}
	}
}

func TestTheDocsOpenAtTheCursor(t *testing.T) {
	m, _, clock := open(t, 80, 23)
	tuitest.Drive(t, clock, m, "ctrl+end", "type:  - ports:", "left", "left")
	m.Update(do{(*Model).showDocs})
	if view := m.View(); !strings.Contains(view, "spec.egress.ports ") {
		t.Fatalf("the docs open elsewhere:\n%s", view)
	}
	tuitest.Drive(t, clock, m, "backspace", "backspace", "enter")
	if view := m.View(); !strings.Contains(view, "│ spec.egress ") {
		t.Errorf("up twice and down again:\n%s", view)
	}
}

func TestLettersOfASearchAreNoKeys(t *testing.T) {
	m, _, clock := open(t, 80, 23)
	m.Update(do{(*Model).showDocs})
	tuitest.Drive(t, clock, m, "/", "type:e?h c ", "backspace", "backspace", "backspace", "backspace", "backspace", "backspace", "type:except")
	if view := m.View(); !m.searchingDocs() || !strings.Contains(view, "/ except") || !strings.Contains(view, "ipBlock.except") {
		t.Fatalf("a search shows\n%s", view)
	}
	tuitest.Drive(t, clock, m, "enter", "esc")
	if m.pane != paneEditor {
		t.Errorf("esc does not lead from a page to the editor:\n%s", m.View())
	}
	tuitest.Drive(t, clock, m, "f2", "tab", "tab", "tab", "tab")
	if view := m.View(); !strings.Contains(view, "Ranges within cidr") {
		t.Errorf("tab does not turn to the page that was read last:\n%s", view)
	}
}
