package home

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/tuitest"
)

// answer presses a key in the overlay that the screen asked for, and hands the answer
// to the screen as the root does.
func answer(t testing.TB, clock *tuitest.Clock, m *Model, key string) {
	t.Helper()
	push, ok := m.Ask().(screen.Push)
	if !ok {
		t.Fatal("nothing was asked")
	}
	overlay := push.Overlay.SetSize(80, 23)
	tuitest.Drive(t, clock, overlay, key)
	closed, ok := overlay.(screen.Asker).Ask().(screen.Close)
	if !ok {
		t.Fatalf("%s closes nothing", key)
	}
	for msg := closed.Then; msg != nil; {
		var cmd tea.Cmd
		if _, cmd = m.Update(msg); cmd == nil {
			return
		}
		msg = cmd()
	}
}

// choosing presses keys, each pair of which opens a menu and takes a letter in it.
func choosing(t testing.TB, keys []string, letters ...string) (*Model, screen.Env) {
	t.Helper()
	env, clock := begunEnv(t)
	m := New(env, "")
	s := tuitest.Start(t, clock, m, 80, 23)
	tuitest.Drive(t, clock, s, keys...)
	for i := 0; i < len(letters); i += 2 {
		tuitest.Drive(t, clock, s, letters[i])
		answer(t, clock, m, letters[i+1])
	}
	return m, env
}

func titles(m *Model) string {
	var all []string
	for _, l := range m.list() {
		all = append(all, l.ID)
	}
	return strings.Join(all, " ")
}

func TestFilter(t *testing.T) {
	cases := []struct {
		name    string
		letters []string
		want    string
	}{
		{"one kind", []string{"f", "o"}, "which-file"},
		{"what is to do", []string{"f", "t"}, "two-rooms pantry-door locked-pantry which-file"},
		{"both", []string{"f", "t", "f", "x"}, "pantry-door"},
		{"a second kind replaces the first", []string{"f", "x", "f", "o"}, "which-file"},
		{"all again", []string{"f", "x", "f", "a"}, "flat-network two-rooms pantry-door locked-pantry which-file"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m, _ := choosing(t, nil, c.letters...)
			if got := titles(m); got != c.want {
				t.Errorf("the list is %s, want %s", got, c.want)
			}
		})
	}
}

func TestSkip(t *testing.T) {
	cases := []struct {
		name    string
		keys    []string
		letters []string
		next    string
	}{
		{"the lesson that was next", nil, []string{"s", "s"}, "pantry-door"},
		{"all before one", []string{"end"}, []string{"s", "b"}, "which-file"},
		{"and back again", nil, []string{"s", "s", "s", "s"}, "two-rooms"},
		{"all back", []string{"end"}, []string{"s", "b", "s", "u"}, "two-rooms"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m, env := choosing(t, c.keys, c.letters...)
			if m.next.Lesson.ID != c.next {
				t.Errorf("next is %s, want %s", m.next.Lesson.ID, c.next)
			}
			after, _ := env.Catalogue.Find("flat-network")
			if l := env.Recall().Next(after).Lesson; l == nil || l.ID != c.next {
				t.Errorf("after a lesson comes another one than %s", c.next)
			}
		})
	}
}

func TestResetAll(t *testing.T) {
	m, env := choosing(t, nil, "R", "y")
	if len(m.stands) > 0 {
		t.Errorf("the screen still knows %v", m.stands)
	}
	if r := env.Store.Lesson("flat-network"); r.Passed() {
		t.Errorf("the store still knows %+v", r)
	}
	if _, ok, _ := env.Store.Draft("two-rooms"); ok {
		t.Error("a draft is still there")
	}
}

func TestFramesOfChoices(t *testing.T) {
	frames := map[string][]string{
		"filter": {"f", "x"},
		"skip":   {"s", "s"},
	}
	for name, letters := range frames {
		for _, size := range tuitest.Sizes() {
			t.Run(name+"-"+size.Name, func(t *testing.T) {
				tuitest.Frame(t, name+"-"+size.Name, size.Width, size.Height, func(t testing.TB) string {
					m, _ := choosing(t, nil, letters...)
					return m.SetSize(size.Width, size.Height).View()
				})
			})
		}
	}
}
