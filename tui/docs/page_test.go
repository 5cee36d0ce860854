package docs

import (
	"strings"
	"testing"

	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/tuitest"
)

func page(t testing.TB, width, height int, keys ...string) *Page {
	t.Helper()
	clock := tuitest.NewClock()
	s := tuitest.Start(t, clock, NewPage(tuitest.Theme(t)), width, height)
	return tuitest.Drive(t, clock, s, keys...).(*Page)
}

func TestFrames(t *testing.T) {
	cases := []struct {
		name string
		keys []string
	}{
		{"first", nil},
		{"field", []string{"/", "type:endPort", "enter"}},
		{"nothing-found", []string{"/", "type:nothing like it"}},
	}
	for _, c := range cases {
		for _, size := range tuitest.Sizes() {
			t.Run(c.name+"-"+size.Name, func(t *testing.T) {
				tuitest.Frame(t, c.name+"-"+size.Name, min(size.Width, widest), size.Height, func(t testing.TB) string {
					p := page(t, size.Width, size.Height, c.keys...)
					tuitest.KeyMapHolds(t, p)
					tuitest.ShortIsPartOfFull(t, p)
					return p.View()
				})
			})
		}
	}
}

func TestClosing(t *testing.T) {
	cases := []struct {
		name  string
		keys  []string
		close bool
	}{
		{"from a page", []string{"esc"}, true},
		{"with q", []string{"q"}, true},
		{"a search first", []string{"/", "type:dns", "esc"}, false},
		{"then the page", []string{"/", "type:dns", "esc", "esc"}, true},
		{"q is a letter of a search", []string{"/", "type:q"}, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := page(t, 80, 24, c.keys...)
			if _, closes := p.Ask().(screen.Close); closes != c.close {
				t.Errorf("closes: %t, want %t\n%s", closes, c.close, p.View())
			}
		})
	}
}

func TestASearchOpensWhatItFound(t *testing.T) {
	p := page(t, 80, 24, "/", "type:namespaceSelector", "enter")
	if view := p.View(); !strings.Contains(view, "namespaceSelector  <") {
		t.Errorf("the page is another one:\n%s", view)
	}
}
