package render_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/render"
)

// drawn is a picture in which everything is open but what cells say: F>T.
func drawn(names []string, cells map[string]grader.Cell) *grader.Picture {
	p := &grader.Picture{}
	for _, name := range names {
		ns, pod, _ := strings.Cut(name, "/")
		members := make([]netpol.Endpoint, 1)
		if base, n, several := strings.Cut(pod, "*"); several {
			pod, members = base, make([]netpol.Endpoint, len(n)+1)
		}
		p.Ends = append(p.Ends, grader.End{Namespace: ns, Name: pod, Members: members})
	}
	for i := range p.Ends {
		row := make([]grader.Cell, len(p.Ends))
		for k := range row {
			row[k] = grader.Cell{None: i == k, Allowed: true, Before: true}
			if c, ok := cells[fmt.Sprintf("%s>%s", p.Ends[i].Name, p.Ends[k].Name)]; ok {
				row[k] = c
			}
		}
		p.Cells = append(p.Cells, row)
	}
	return p
}

func TestPictureAsText(t *testing.T) {
	p := drawn([]string{"red/a*1", "red/b", "a-long-namespace/c", "/world"}, map[string]grader.Cell{
		"a>b": {Before: true}, "b>c": {Allowed: true, Wrong: true}, "c>a": {Wrong: true, Before: true}, "world>b": {},
	})
	want := `
from ↓  to →        red               a-long-namespace  outside
                    a ×2      b       c                 world
red/a ×2            ·         ✗ lost  ▶                 ▶
red/b               ▶         ·       ▶ new !           ▶
a-long-namespace/c  ✗ lost !  ▶       ·                 ▶
world               ▶         ✗       ▶                 ·
`
	if got := "\n" + render.Text(render.Picture(p)); got != want {
		t.Errorf("picture is%s\nwant%s", got, want)
	}
}

func TestWidePicturesGoBelowEachOther(t *testing.T) {
	var names []string
	for i := range 30 {
		names = append(names, fmt.Sprintf("room-%d/a-name-of-some-length-%d", i/10, i))
	}
	lines := render.Picture(drawn(names, nil))
	text := render.Text(lines)
	for _, l := range strings.Split(text, "\n") {
		if w := ansi.StringWidth(l); w > 100 {
			t.Errorf("a line is %d cells wide: %q", w, l)
		}
	}
	if n := strings.Count(text, "·"); n != 30 {
		t.Errorf("%d of 30 cells on the diagonal are shown", n)
	}
	if n := strings.Count(text, "▶"); n != 30*29 {
		t.Errorf("%d of %d other cells are shown", n, 30*29)
	}
}

func TestACutNameKeepsItsCount(t *testing.T) {
	several := grader.End{Namespace: "red", Name: "microservice-0", Members: make([]netpol.Endpoint, 12)}
	one := grader.End{Namespace: "red", Name: "microservice-0", Members: make([]netpol.Endpoint, 1)}
	cases := []struct {
		name  string
		end   grader.End
		width int
		want  string
	}{
		{"room for all", several, 18, "microservice-0 ×12"},
		{"the name is cut", several, 10, "micro… ×12"},
		{"no room for both", several, 5, "micr…"},
		{"no room at all", several, 0, ""},
		{"one pod has no count", one, 6, "micro…"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := render.EndNameIn(c.end, c.width); got != c.want {
				t.Errorf("name is %q, want %q", got, c.want)
			}
		})
	}
}
