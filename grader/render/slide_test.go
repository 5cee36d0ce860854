package render_test

import (
	"strings"
	"testing"

	"netpol-tutor/grader/render"
)

// TestDiffBegins: what is taken away or added is shown from where it begins.
func TestDiffBegins(t *testing.T) {
	const a, b, c = "kind: A\nname: a\n", "kind: A\nname: b\n", "kind: A\nname: c\n"
	cases := []struct{ name, before, after, want string }{
		{"a document in the middle", a + "---\n" + b + "---\n" + c, a + "---\n" + c, " kind: A| name: a|----|-kind: A|-name: b| ---| kind: A| name: c"},
		{"the first document", a + "---\n" + b, b, "-kind: A|-name: a|----| kind: A| name: b"},
		{"the last document, added", a, a + "---\n" + b, " kind: A| name: a|+---|+kind: A|+name: b"},
		{"a section whose last line stands above it too", "in:\n  - x\nout:\n  - x\n", "in:\n  - x\n", " in:|   - x|-out:|-  - x"},
		{"lines that repeat", "x\nx\nx\n", "x\n", " x|-x|-x"},
		{"nothing", a, a, " kind: A| name: a"},
	}
	marks := map[render.Role]string{render.Plain: " ", render.Added: "+", render.Removed: "-"}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			kept := map[render.Role]string{}
			for _, line := range render.Diff(c.before, c.after) {
				got = append(got, marks[line.Role]+line.Text)
				if line.Role != render.Added {
					kept[render.Removed] += line.Text + "\n"
				}
				if line.Role != render.Removed {
					kept[render.Added] += line.Text + "\n"
				}
			}
			if text := strings.Join(got, "|"); text != c.want {
				t.Errorf("got  %s\nwant %s", text, c.want)
			}
			if kept[render.Removed] != c.before || kept[render.Added] != c.after {
				t.Errorf("not the two texts: %q, %q", kept[render.Removed], kept[render.Added])
			}
		})
	}
}
