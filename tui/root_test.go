package tui

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/tuitest"
)

// start is the program in a window.
func start(t testing.TB, lesson string, width, height int) (tea.Model, *tuitest.Clock) {
	t.Helper()
	env, clock := tuitest.Env(t)
	env.Lesson = lesson
	return tuitest.StartRoot(t, clock, New(env), width, height), clock
}

func TestFrames(t *testing.T) {
	cases := []struct {
		name, lesson  string
		width, height int
		keys          []string
	}{
		{"home", "", 80, 24, nil},
		{"too-small", "", 50, 12, nil},
		{"help", "", 80, 24, []string{"?"}},
		{"help-wide", "", 120, 40, []string{"?"}},
		{"help-60x20", "", 60, 20, []string{"?"}},
		{"editor-help", "two-rooms", 120, 40, []string{"ctrl+g", "?"}},
		{"menu", "two-rooms", 80, 24, []string{"ctrl+g"}},
		{"menu-60x20", "two-rooms", 60, 20, []string{"ctrl+g"}},
		{"menu-wide", "two-rooms", 120, 40, []string{"ctrl+g"}},
		{"unknown", "two-room", 80, 24, nil},
		{"choose", "which-file", 80, 24, nil},
		{"interrupt", "two-rooms", 80, 24, []string{"ctrl+c"}},
		{"reset-question", "", 80, 24, []string{"end", "enter", "ctrl+s", "ctrl+q", "r"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			tuitest.Frame(t, c.name, c.width, c.height, func(t testing.TB) string {
				m, clock := start(t, c.lesson, c.width, c.height)
				return tuitest.DriveRoot(t, clock, m, c.keys...).View()
			})
		})
	}
}

// TestEverySizeIsExact goes through a storm of window sizes on every screen.
func TestEverySizeIsExact(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	storm := 1000
	if testing.Short() {
		storm = 100
	}
	places := [][]string{
		nil, {"?"}, {"/", "type:o"},
		{"n"}, {"n", "y"},
		{"end", "enter"}, {"end", "enter", "ctrl+g"}, {"end", "enter", "ctrl+s"},
		{"end", "enter", "ctrl+s", "tab", "tab"}, {"end", "enter", "shift+tab"},
		{"/", "type:which", "enter"}, {"/", "type:which", "enter", "enter"},
	}
	for _, keys := range places {
		t.Run(strings.Join(keys, " "), func(t *testing.T) {
			m, clock := start(t, "", 80, 24)
			m = tuitest.DriveRoot(t, clock, m, keys...)
			for range storm / len(places) {
				width, height := 1+random.IntN(250), 1+random.IntN(70)
				if random.IntN(3) > 0 {
					width, height = 60+random.IntN(191), 20+random.IntN(51)
				}
				m = tuitest.Send(t, clock, m, tea.WindowSizeMsg{Width: width, Height: height})
				tuitest.Exact(t, m.View(), width, height)
			}
			m = tuitest.DriveRoot(t, clock, m, "wait:60ms")
			tuitest.Exact(t, tuitest.Send(t, clock, m, tea.WindowSizeMsg{Width: 100, Height: 30}).View(), 100, 30)
		})
	}
}

func TestViewIsTheSameTwice(t *testing.T) {
	m, clock := start(t, "two-rooms", 120, 40)
	m = tuitest.DriveRoot(t, clock, m, "type:x", "ctrl+s")
	if first, second := m.View(), m.View(); first != second {
		t.Error("two views of one state differ")
	}
}

func TestKeysTypedInOnePieceAreTypedOneByOne(t *testing.T) {
	m, clock := start(t, "", 80, 24)
	m = tuitest.Send(t, clock, m, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("/door")})
	if !strings.Contains(m.View(), "search door") {
		t.Errorf("the frame shows no search for door:\n%s", m.View())
	}
}

func TestInterruptTwiceQuits(t *testing.T) {
	m, _ := start(t, "two-rooms", 80, 24)
	m, cmd := m.Update(tuitest.Key("ctrl+c"))
	if cmd != nil {
		t.Fatal("the first ctrl+c does something already")
	}
	if !strings.Contains(m.View(), "once more") {
		t.Error("the first ctrl+c says nothing")
	}
	m, _ = m.Update(tuitest.Key("left"))
	if _, cmd = m.Update(tuitest.Key("ctrl+c")); cmd != nil {
		t.Error("a key in between does not take the first ctrl+c back")
	}
	if _, cmd = m.Update(tuitest.Key("ctrl+c")); cmd == nil {
		t.Error("the second ctrl+c does not quit")
	}
}

func TestTooSmallLetsNothingThrough(t *testing.T) {
	m, clock := start(t, "", 40, 10)
	m = tuitest.DriveRoot(t, clock, m, "enter", "type:x")
	m = tuitest.Send(t, clock, m, tea.WindowSizeMsg{Width: 80, Height: 24})
	if !strings.Contains(m.View(), "Tracks") {
		t.Errorf("a key in a window too small went through:\n%s", m.View())
	}
}

func TestLeavingKeepsTheDraft(t *testing.T) {
	env, clock := tuitest.Env(t)
	env.Lesson = "two-rooms"
	m := tuitest.StartRoot(t, clock, New(env), 80, 24)
	m = tuitest.DriveRoot(t, clock, m, "type:# mine", "ctrl+q")
	if !strings.Contains(m.View(), "Tracks") {
		t.Fatalf("ctrl+q does not lead home:\n%s", m.View())
	}
	if text, ok, _ := env.Store.Draft("two-rooms"); !ok || !strings.HasPrefix(text, "# mine") {
		t.Errorf("the draft is %q", text)
	}
	if !strings.Contains(m.View(), "draft") {
		t.Error("home does not know of the draft")
	}
}

// TestEveryAdvertisedKeyDoesSomething presses every key that a screen's help names, each
// on a screen of its own. Something is a change of the frame, or a request or command.
func TestEveryAdvertisedKeyDoesSomething(t *testing.T) {
	places := map[string][]string{
		"home":     nil,
		"search":   {"/", "type:o", "down"},
		"predict":  {"n"},
		"choose":   {"/", "type:which", "enter", "b"},
		"applied":  {"/", "type:which", "enter", "b", "enter"},
		"answered": {"n", "y"},
		"task":     {"end", "enter", "f2"},
		"checks":   {"end", "enter", "type:x", "ctrl+s", "down"},
		"problems": {"end", "enter", "type:x", "ctrl+s", "f4"},
		"picture":  {"end", "enter", "ctrl+s", "f6", "right", "down"},
	}
	for name, path := range places {
		t.Run(name, func(t *testing.T) {
			m, _ := at(t, path)
			for _, k := range tuitest.Advertised(m.active) {
				m, clock := at(t, path)
				pressAndNotice(t, clock, m, k)
			}
		})
	}
}

func at(t testing.TB, path []string) (*Root, *tuitest.Clock) {
	t.Helper()
	m, clock := start(t, "", 80, 24)
	return tuitest.DriveRoot(t, clock, m, path...).(*Root), clock
}

// idle are keys that may find nothing to do: at an end of a list, or on a page where
// everything is in sight already.
var idle = map[string]bool{
	"up": true, "k": true, "down": true, "j": true, "home": true, "g": true, "end": true, "G": true,
	"pgup": true, "pgdown": true, " ": true, "left": true, "right": true,
}

func pressAndNotice(t *testing.T, clock *tuitest.Clock, m *Root, k string) {
	t.Helper()
	before, screenBefore := m.View(), fmt.Sprintf("%T", m.active)
	_, cmd := m.Update(tuitest.Key(k))
	if m.View() == before && cmd == nil && fmt.Sprintf("%T", m.active) == screenBefore && !idle[k] {
		t.Errorf("%q is advertised and does nothing", k)
	}
	_ = clock
}

func TestKeyMapsHold(t *testing.T) {
	places := [][]string{
		nil, {"left"}, {"/"}, {"n"}, {"n", "y"}, {"n", "y", "enter", "y", "enter"},
		{"end", "enter"}, {"end", "enter", "f2"}, {"end", "enter", "type:x", "ctrl+s"}, {"down", "down", "down", "enter"},
		{"end", "enter", "type:x", "ctrl+s", "f4"}, {"end", "enter", "f6"},
	}
	for _, path := range places {
		t.Run(strings.Join(path, " "), func(t *testing.T) {
			m, _ := at(t, path)
			tuitest.KeyMapHolds(t, m.active)
			tuitest.ShortIsPartOfFull(t, m.active)
		})
	}
}

func TestColouredFramesHaveTheSameWords(t *testing.T) {
	for c := theme.Attributes; c <= theme.Full; c++ {
		env, clock := tuitest.Env(t)
		plain := tuitest.StartRoot(t, clock, New(env), 100, 30)
		env.Theme = theme.New(theme.Options{Colours: c, Light: c == theme.Full})
		coloured := tuitest.StartRoot(t, clock, New(env), 100, 30)
		for _, k := range []string{"", "end", "enter", "ctrl+s", "tab", "tab", "ctrl+g", "esc"} {
			if k != "" {
				plain = tuitest.DriveRoot(t, clock, plain, k)
				coloured = tuitest.DriveRoot(t, clock, coloured, k)
			}
			tuitest.Exact(t, coloured.View(), 100, 30)
			if ansi.Strip(coloured.View()) != ansi.Strip(plain.View()) {
				t.Fatalf("colours %d after %q: the words differ from those without colour", c, k)
			}
		}
	}
}

// BenchmarkFirstFrame is what a learner waits for after the program was started.
func BenchmarkFirstFrame(b *testing.B) {
	env, _ := tuitest.Env(b)
	env.Theme = theme.New(theme.Options{Colours: theme.Full})
	for range b.N {
		m := New(env)
		m, _ = m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
		_ = m.View()
	}
}

// slowScreen takes its time to finish when it is left.
type slowScreen struct {
	Screen
	finish chan struct{}
	done   *atomic.Bool
}

func (s slowScreen) Leave() tea.Cmd {
	return func() tea.Msg {
		<-s.finish
		s.done.Store(true)
		return nil
	}
}

// TestTheEndWaitsForWhatWasLeft goes home and quits while a draft is still being saved.
func TestTheEndWaitsForWhatWasLeft(t *testing.T) {
	m, _ := start(t, "two-rooms", 80, 24)
	r := m.(*Root)
	slow := slowScreen{r.active, make(chan struct{}), new(atomic.Bool)}
	r.active = slow
	leave := r.replace(r.routes.home(""))
	ended := make(chan bool)
	quit := r.quit()
	go func() {
		all, _ := tuitest.Several(quit())
		for _, cmd := range all {
			if cmd != nil {
				if _, end := cmd().(tea.QuitMsg); end {
					ended <- slow.done.Load()
				}
			}
		}
	}()
	go func() {
		all, _ := tuitest.Several(leave())
		for _, cmd := range all {
			if cmd != nil {
				cmd()
			}
		}
	}()
	close(slow.finish)
	if !<-ended {
		t.Error("the program ended before the screen that was left had finished")
	}
}
