package editor

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader/diagnostic"
)

func gutters(m Model) string {
	var marks []string
	for i, row := range strings.Split(ansi.Strip(m.View()), "\n") {
		if mark := []rune(row)[5]; mark != ' ' && i < len(m.doc.lines) {
			marks = append(marks, m.doc.lines[m.top+i]+string(mark))
		}
	}
	return strings.Join(marks, " ")
}

func TestMarksMoveWithTheirLines(t *testing.T) {
	cases := []struct {
		name string
		line int
		keys []string
		want string
	}{
		{"typing in the line", 2, []string{"type:x"}, "xb▲ c△ e·"},
		{"a line above", 1, []string{"enter"}, "b▲ c△ e·"},
		{"a line below", 4, []string{"enter"}, "b▲ c△ e·"},
		{"the line deleted", 2, []string{"ctrl+k"}, "c△ e·"},
		{"lines above deleted", 1, []string{"ctrl+k"}, "b▲ c△ e·"},
		{"joined with the line above", 3, []string{"backspace"}, "bc▲ e·"},
		{"undone", 2, []string{"enter", "enter", "ctrl+z", "ctrl+z"}, "b▲ c△ e·"},
		{"all replaced", 1, []string{"ctrl+a", "paste:x\ny\nz"}, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := open(t, "a\nb\nc\nd\ne\nf")
			m.SetMarks([]Mark{{2, diagnostic.Error}, {3, diagnostic.Warning}, {3, diagnostic.Remark}, {5, diagnostic.Remark}})
			m.GoTo(c.line, 1)
			if got := gutters(press(t, m, c.keys...)); got != c.want {
				t.Errorf("the marks are %q, want %q", got, c.want)
			}
		})
	}
}

func TestHighlights(t *testing.T) {
	at := func(line, column int) diagnostic.Position { return diagnostic.Position{Line: line, Column: column} }
	m := New(colourful(), DefaultKeyMap())
	m.SetSize(60, 10)
	if err := m.Load("a: b\n  c: d\n  e: f\ng"); err != nil {
		t.Fatal(err)
	}
	m.SetHighlights([]Highlight{{diagnostic.Span{Start: at(2, 3), End: at(3, 4)}, diagnostic.Error, "why\x1b[2J"}})
	underlined := func() []int {
		var rows []int
		for y, row := range strings.Split(m.View(), "\n") {
			if strings.Contains(row, m.paint.over[diagnostic.Error]) {
				rows = append(rows, y)
			}
		}
		return rows
	}
	if got := underlined(); len(got) != 2 || got[0] != 1 || got[1] != 2 {
		t.Errorf("the underlined rows are %v", got)
	}
	if view := ansi.Strip(m.View()); !strings.Contains(view, "  c: d  ◂ why�") || strings.Count(view, "why") != 1 {
		t.Errorf("the label is missing or repeated:\n%s", view)
	}
	exact(t, m)
	m = press(t, m, "ctrl+home", "enter")
	if got := underlined(); len(got) != 2 || got[0] != 2 {
		t.Errorf("after a new line above the underlined rows are %v", got)
	}
	m.GoTo(3, 1)
	m = press(t, m, "type:x")
	if got := underlined(); len(got) != 1 || got[0] != 3 {
		t.Errorf("after typing into one of its lines the underlined rows are %v", got)
	}
}
