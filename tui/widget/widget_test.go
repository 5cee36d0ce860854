package widget

import (
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"
	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/tui/keys"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/tuitest"
)

func plain() *theme.Theme { return theme.New(theme.Options{Colours: theme.Plain}) }

func TestFit(t *testing.T) {
	cases := []struct {
		name, line string
		width      int
		want       string
	}{
		{"pads", "ab", 4, "ab  "},
		{"cuts with an ellipsis", "abcdef", 4, "abc…"},
		{"exact", "abcd", 4, "abcd"},
		{"wide character at the edge", "ab漢字", 4, "ab… "},
		{"no room", "abc", 0, ""},
		{"negative", "abc", -3, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Fit(c.line, c.width); got != c.want {
				t.Errorf("Fit(%q, %d) = %q, want %q", c.line, c.width, got, c.want)
			}
		})
	}
}

func TestEnds(t *testing.T) {
	cases := []struct {
		name, left, right string
		width             int
		want              string
	}{
		{"room between", "a", "z", 5, "a   z"},
		{"left gives way", "abcdef", "xyz", 6, "ab…xyz"},
		{"right alone", "abc", "uvwxyz", 4, "uvw…"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Ends(c.left, c.right, c.width); got != c.want {
				t.Errorf("Ends = %q, want %q", got, c.want)
			}
		})
	}
}

func FuzzFitIsExact(f *testing.F) {
	f.Add("plain", 3)
	f.Add("漢字 and 👩‍👩‍👧", 7)
	f.Add("\x1b[1mbold\x1b[0m", 2)
	f.Fuzz(func(t *testing.T, line string, width int) {
		if width < 0 || width > 500 || strings.ContainsAny(line, "\n\r\t") {
			return
		}
		if got := ansi.StringWidth(Fit(line, width)); got != width {
			t.Errorf("Fit(%q, %d) is %d cells wide", line, width, got)
		}
	})
}

func TestColumn(t *testing.T) {
	got := Join(Column(plain(), 24,
		Section{Tabs: []string{"Task", "Cluster"}, Lines: []string{"first", "second line that is long"}, Height: 2, Focus: true},
		Section{Tabs: []string{"Checks"}, Right: "4 of 6", Lines: nil, Height: 1},
	))
	want := strings.Join([]string{
		"╭─ ▸ Task ── Cluster ──╮",
		"│first                 │",
		"│second line that is l…│",
		"├─ Checks ──── 4 of 6 ─┤",
		"│                      │",
		"╰──────────────────────╯",
	}, "\n")
	if got != want {
		t.Errorf("Column:\n%s\nwant\n%s", got, want)
	}
}

func TestColumnIsExactAtEveryWidth(t *testing.T) {
	for width := 4; width < 90; width++ {
		lines := Column(plain(), width, Section{Tabs: []string{"Checks 4/6", "Problems 1", "Picture"}, Right: "modified", Height: 2})
		for _, l := range lines {
			if w := ansi.StringWidth(l); w != width {
				t.Fatalf("at width %d a line is %d wide: %q", width, w, l)
			}
		}
	}
}

func TestOverKeepsWhatIsBeside(t *testing.T) {
	page := []string{"abcdefgh", "漢字漢字", "ijklmnop"}
	got := Over(plain(), page, []string{"[XX]"}, 3, 1)
	want := []string{"abcdefgh", "漢 [XX] ", "ijklmnop"}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("line %d is %q, want %q", i+1, got[i], want[i])
		}
	}
}

func TestWindowKeepsTheChosenRow(t *testing.T) {
	for n := 0; n < 30; n++ {
		for chosen := 0; chosen < n; chosen++ {
			from, to := Window(n, chosen, 7)
			if from < 0 || to > n || to-from != min(n, 7) || chosen < from || chosen >= to {
				t.Fatalf("Window(%d, %d, 7) = %d, %d", n, chosen, from, to)
			}
		}
	}
}

func TestScroll(t *testing.T) {
	var s Scroll
	s.SetLines(strings.Split("a b c d e f", " "))
	s.SetHeight(3)
	if got := strings.Join(s.Visible(), ""); got != "abc" || s.Mark() != "↓ more" {
		t.Errorf("at first %q, %q", got, s.Mark())
	}
	s.By(2)
	if got := strings.Join(s.Visible(), ""); got != "cde" || s.Mark() != "↑↓ 83%" {
		t.Errorf("in the middle %q, %q", got, s.Mark())
	}
	s.By(99)
	if got := strings.Join(s.Visible(), ""); got != "def" || s.Mark() != "↑ end" {
		t.Errorf("at the end %q, %q", got, s.Mark())
	}
	s.SetHeight(10)
	if got := strings.Join(s.Visible(), ""); got != "abcdef" || s.Mark() != "" {
		t.Errorf("when all fits %q, %q", got, s.Mark())
	}
}

func TestKeyLineDropsWholeKeys(t *testing.T) {
	bindings := []key.Binding{
		keys.Bind("enter", "open", "enter"),
		keys.Off(keys.Bind("x", "never", "x"), "off"),
		keys.Bind("q", "quit", "q"),
	}
	if got := KeyLine(plain(), bindings, 40); got != "enter open   q quit" {
		t.Errorf("with room: %q", got)
	}
	if got := KeyLine(plain(), bindings, 18); got != "enter open" {
		t.Errorf("without room: %q", got)
	}
}

type agreed struct{}

func TestQuestion(t *testing.T) {
	cases := []struct {
		key  string
		want screen.Request
	}{
		{"y", screen.Close{Then: agreed{}}},
		{"n", screen.Close{}},
		{"esc", screen.Close{}},
		{"x", nil},
		{"enter", nil},
	}
	for _, c := range cases {
		t.Run(c.key, func(t *testing.T) {
			q := NewQuestion(plain(), "Start again?", "The draft goes.", "start again", "keep everything", agreed{})
			q.SetSize(80, 24)
			q.Update(tuitest.Key(c.key))
			if got := q.Ask(); got != c.want {
				t.Errorf("asks %v, want %v", got, c.want)
			}
		})
	}
}

func TestMenu(t *testing.T) {
	items := []Item{
		{keys.Bind("s", "submit", "s"), agreed{}},
		{keys.Off(keys.Bind("p", "picture", "p"), "nothing to draw yet"), nil},
	}
	cases := []struct {
		key  string
		want screen.Request
		note string
	}{
		{"s", screen.Close{Then: agreed{}}, ""},
		{"p", nil, "picture: nothing to draw yet"},
		{"esc", screen.Close{}, ""},
		{"z", nil, ""},
	}
	for _, c := range cases {
		t.Run(c.key, func(t *testing.T) {
			m := NewMenu(plain(), "Menu", items)
			m.SetSize(80, 24)
			m.Update(tuitest.Key(c.key))
			if got := m.Ask(); got != c.want {
				t.Errorf("asks %v, want %v", got, c.want)
			}
			if m.Note() != c.note {
				t.Errorf("notes %q, want %q", m.Note(), c.note)
			}
		})
	}
}
