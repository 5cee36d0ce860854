package editor

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader/diagnostic"
)

var update = flag.Bool("update", false, "write the golden files anew")

// shot is the view without its looks, and where the cursor stands.
func shot(m Model) string {
	x, y, ok := m.CursorCell()
	return fmt.Sprintf("%s\ncursor %d,%d %t\n", ansi.Strip(m.View()), x, y, ok)
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the view is\n%s\nwant\n%s", got, want)
	}
}

const policy = `# what the workers may do
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: worker-out
  namespace: cell
spec:
  podSelector:
    matchLabels: {app: worker}
  policyTypes: [Egress]
  egress:
  - to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: hub
    ports:
    - protocol: TCP
      port: 5672
`

func marked(m Model) Model {
	m.SetMarks([]Mark{{11, diagnostic.Remark}, {11, diagnostic.Error}, {17, diagnostic.Warning}, {5, diagnostic.Remark}})
	return m
}

func TestGolden(t *testing.T) {
	at := func(line, column int) diagnostic.Position { return diagnostic.Position{Line: line, Column: column} }
	cases := []struct {
		name          string
		width, height int
		text          string
		do            func(Model) Model
	}{
		{"policy-80x24", 80, 24, policy, marked},
		{"policy-60x20", 60, 20, policy, marked},
		{"block-60x20", 60, 20, policy, func(m Model) Model { m.GoTo(14, 9); return m }},
		{"labels-80x24", 80, 24, policy, func(m Model) Model {
			m.SetHighlights([]Highlight{
				{diagnostic.Span{Start: at(10, 16), End: at(10, 24)}, diagnostic.Error, "isolates the pods: only what a rule allows may leave"},
				{diagnostic.Span{Start: at(11, 3), End: at(11, 9)}, diagnostic.Error, "and no rule\n here allows port 53"},
			})
			return m
		}},
		{"strange-60x20", 60, 20, "a:\n\tb: tab\n  c: 語 and 👩🏽‍🚀\n  d:\u00a0blank from the web\n  e\u0301: \u202eevil\x1b[31m\x07\n" + strings.Repeat("long ", 20), func(m Model) Model { return m }},
		{"sideways-60x20", 60, 20, "a:\n  語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語語\n  b: c\n", func(m Model) Model {
			return press(t, m, "down", "end")
		}},
		{"find-60x20", 60, 20, policy, func(m Model) Model { return press(t, m, "ctrl+f", "type:name", "enter") }},
		{"find-nothing-60x20", 60, 20, policy, func(m Model) Model { return press(t, m, "ctrl+f", "type:xyz") }},
		{"go-to-line-60x20", 60, 20, policy, func(m Model) Model { return press(t, m, "ctrl+l", "type:12") }},
		{"notice-60x20", 60, 20, policy, func(m Model) Model { m.SetReadOnly(true); return press(t, m, "ctrl+end", "type:x") }},
		{"placeholder-60x20", 60, 20, "", func(m Model) Model { m.SetPlaceholder("tab writes the outline of a policy"); return m }},
		{"scrolled-60x20", 60, 20, strings.Repeat("a: b\n", 1234), func(m Model) Model { m.GoTo(1100, 3); return m }},
		{"narrow-12x4", 12, 4, policy, func(m Model) Model { return m }},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := empty(t, c.width, c.height)
			if err := m.Load(c.text); err != nil {
				t.Fatal(err)
			}
			m = c.do(m)
			exact(t, m)
			golden(t, c.name, shot(m))
		})
	}
}

// exact fails unless the view has its size and holds nothing that a terminal obeys but
// the switching of looks.
func exact(t testing.TB, m Model) {
	t.Helper()
	view := m.View()
	rows := strings.Split(view, "\n")
	if m.height == 0 && view == "" {
		return
	}
	if len(rows) != m.height {
		t.Fatalf("the view has %d rows, want %d", len(rows), m.height)
	}
	for y, row := range rows {
		if w := ansi.StringWidth(row); w != m.width {
			t.Fatalf("row %d is %d cells wide, want %d: %q", y, w, m.width, row)
		}
		for _, r := range looks.ReplaceAllString(row, "") {
			if r < ' ' || r >= 0x7f && r <= 0x9f || r == 0x202e {
				t.Fatalf("row %d holds %q: %q", y, r, row)
			}
		}
	}
}
