package picture

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/task"
	"netpol-tutor/tui/keys"
	"netpol-tutor/tui/tuitest"
)

const kitchen = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: kitchen-out
  namespace: kitchen
spec:
  podSelector: {}
  policyTypes:
  - Egress
  egress:
  - to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: pantry
  - ports:
    - {protocol: UDP, port: 53}
    - {protocol: TCP, port: 53}
    - {protocol: TCP, port: 53}
`

// noDNS forgets the lookups.
var noDNS, _, _ = strings.Cut(kitchen, "  - ports:\n")

var sizes = [][2]int{{40, 8}, {60, 20}, {80, 24}, {120, 40}}

func files(text string) []manifest.Source {
	return []manifest.Source{{Name: "np.yaml", Text: text}}
}

func rooms(t testing.TB) *task.Compiled {
	t.Helper()
	env, _ := tuitest.Env(t)
	c, err := tuitest.Lesson(t, env, "two-rooms").Task()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// open is a pane of a text that was submitted, with the lens open.
func open(t testing.TB, c *task.Compiled, text string, width, height int) *Model {
	t.Helper()
	m := New(tuitest.Theme(t))
	m.SetSize(width, height)
	run(t, m, m.Show(c, c.Judge(task.Of(c.Read(files(text))))))
	m.SetLens(Lens{Open: true, Files: files(text), Line: 14})
	return m
}

// run hands a pane what its command answers, and answers what is meant for the parent.
func run(t testing.TB, m *Model, cmd tea.Cmd) tea.Msg {
	t.Helper()
	for range 10 {
		if cmd == nil {
			return nil
		}
		msg := cmd()
		if _, ok := msg.(GoTo); ok {
			return msg
		}
		cmd = m.Update(msg)
	}
	t.Fatal("the pane keeps itself busy")
	return nil
}

func press(t testing.TB, m *Model, names ...string) (last tea.Msg) {
	t.Helper()
	for _, name := range names {
		last = run(t, m, m.Update(tuitest.Key(name)))
	}
	return last
}

func TestFrames(t *testing.T) {
	c := rooms(t)
	cases := []struct {
		name string
		text string
		keys []string
	}{
		{"table", kitchen, nil},
		{"wrong", noDNS, nil},
		{"flip", kitchen, []string{"f"}},
		{"parts", kitchen, []string{"x"}},
		{"idle", kitchen, []string{"x", "n"}},
	}
	for _, one := range cases {
		for _, size := range sizes {
			name := fmt.Sprintf("%s-%dx%d", one.name, size[0], size[1])
			t.Run(name, func(t *testing.T) {
				tuitest.Frame(t, name, size[0], size[1], func(t testing.TB) string {
					m := open(t, c, one.text, size[0], size[1])
					press(t, m, one.keys...)
					return m.View()
				})
			})
		}
	}
}

// crowd is a task with many namespaces of pods that all differ, and a host whose name
// means harm.
func crowd(t testing.TB) *task.Compiled {
	t.Helper()
	var docs []string
	for ns := range 6 {
		docs = append(docs, fmt.Sprintf("apiVersion: v1\nkind: Namespace\nmetadata: {name: a-long-namespace-%d}\n", ns))
		for pod := range 5 {
			docs = append(docs, fmt.Sprintf("apiVersion: v1\nkind: Pod\nmetadata: {name: pod-with-a-long-name-%d, namespace: a-long-namespace-%d, labels: {n: n%d}}\nspec: {containers: [{name: c, image: i}]}\n", pod, ns, pod))
		}
	}
	read := manifest.Read(files(strings.Join(docs, "---\n")), manifest.Options{})
	if len(read.Refusals) > 0 {
		t.Fatal(read.Refusals[0].Message)
	}
	bad := cluster.Host{Name: "evil\x1b[2J\u202e\nhost", IP: netip.MustParseAddr("198.51.100.7")}
	world, problems := cluster.New(read.Objects, cluster.Options{Addresses: true})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	world.Outside = append(world.Outside, bad)
	c, err := task.Compile(task.Task{ID: "crowd", Cluster: world, Bounds: task.ChecksOnly})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const crowded = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: in, namespace: a-long-namespace-3}
spec:
  podSelector: {matchLabels: {n: n2}}
  ingress:
  - from: [{podSelector: {matchLabels: {n: n1}}}]
`

func TestEverySizeIsExact(t *testing.T) {
	tasks := map[string]struct {
		task *task.Compiled
		text string
	}{"small": {rooms(t), kitchen}, "crowd": {crowd(t), crowded}}
	for name, one := range tasks {
		for _, keys := range [][]string{nil, {"z", "down", "right", "right"}, {"f"}, {"x"}} {
			m := open(t, one.task, one.text, 80, 24)
			press(t, m, keys...)
			for width := 40; width <= 130; width += 3 {
				for _, height := range []int{8, 9, 12, 17, 24, 40} {
					m.SetSize(width, height)
					t.Run(fmt.Sprintf("%s %v %dx%d", name, keys, width, height), func(t *testing.T) {
						tuitest.Exact(t, m.View(), width, height)
					})
				}
			}
		}
	}
}

func TestTheChosenCellStaysInSight(t *testing.T) {
	m := open(t, crowd(t), crowded, 60, 14)
	press(t, m, "z")
	for _, way := range []string{"down", "right", "up", "left"} {
		for range 40 {
			press(t, m, way)
			view := m.View()
			if strings.Count(view, "[▶")+strings.Count(view, "[✗")+strings.Count(view, "[·") != 1 {
				t.Fatalf("after %s the chosen cell is not shown once:\n%s", way, view)
			}
			if e := m.shown.Ends[m.to]; e.Namespace != "" && !strings.Contains(view, "a-long-n") {
				t.Fatalf("after %s no heading is shown:\n%s", way, view)
			}
		}
	}
}

func TestWithoutAPictureNothingBreaks(t *testing.T) {
	m := New(tuitest.Theme(t))
	m.SetSize(60, 12)
	for _, name := range []string{"up", "]", "enter", "n", "z", "f", "x"} {
		press(t, m, name)
		tuitest.Exact(t, m.View(), 60, 12)
	}
	if !strings.Contains(m.View(), "drawing") {
		t.Errorf("shows\n%s", m.View())
	}
}

func TestEveryKeyDoesSomething(t *testing.T) {
	c := rooms(t)
	modes := map[string]struct {
		text string
		keys []string
	}{"table": {noDNS, nil}, "flip": {noDNS, []string{"f"}}, "parts": {kitchen, []string{"x"}}}
	for name, mode := range modes {
		fresh := open(t, c, mode.text, 70, 9)
		press(t, fresh, mode.keys...)
		for _, b := range fresh.Keys() {
			if !b.Enabled() {
				continue
			}
			t.Run(name+" "+b.Help().Key, func(t *testing.T) {
				for _, k := range b.Binding.Keys() {
					if !does(t, c, mode.text, mode.keys, k) {
						t.Errorf("%s does nothing", k)
					}
				}
			})
		}
	}
}

// does tells whether a key changes what is seen, in any of a few places of the pane.
func does(t *testing.T, c *task.Compiled, text string, first []string, k string) bool {
	t.Helper()
	for _, way := range [][]string{nil, {"down", "right"}, {"up", "left"}, {"down", "down", "down"}} {
		m := open(t, c, text, 70, 9)
		press(t, m, first...)
		press(t, m, way...)
		before := m.View()
		if press(t, m, k) != nil || m.View() != before {
			return true
		}
	}
	return false
}

func TestKeysHaveWordsAndReasons(t *testing.T) {
	c := rooms(t)
	passed := open(t, c, kitchen, 80, 24)
	shut := open(t, c, kitchen, 80, 24)
	shut.SetLens(Lens{Files: files(kitchen)})
	inFlip, inParts := open(t, c, kitchen, 80, 24), open(t, c, kitchen, 80, 24)
	press(t, inFlip, "f")
	press(t, inParts, "x")
	for name, m := range map[string]*Model{"open": passed, "shut": shut, "flip": inFlip, "parts": inParts, "empty": New(passed.theme)} {
		seen := map[string]bool{}
		for _, b := range keys.Flat(m.FullHelp()) {
			if h := b.Help(); h.Key == "" || h.Desc == "" {
				t.Errorf("%s: a binding of %v has no words", name, b.Keys())
			}
			if _, why := keys.Why(b); !b.Enabled() && why == "" {
				t.Errorf("%s: %s is off without a reason", name, b.Help().Key)
			}
			for _, k := range b.Keys() {
				if seen[k] {
					t.Errorf("%s: %s stands twice", name, k)
				}
				seen[k] = true
			}
		}
		for _, b := range m.ShortHelp() {
			if !slices.ContainsFunc(keys.Flat(m.FullHelp()), func(f key.Binding) bool { return f.Help() == b.Help() }) {
				t.Errorf("%s: %v is not on the page of keys", name, b.Help())
			}
		}
	}
}

func TestTheLensIsShut(t *testing.T) {
	cases := []struct {
		name string
		lens Lens
	}{
		{"before passing", Lens{Files: files(kitchen)}},
		{"while the server would refuse the text", Lens{Files: files(kitchen), Open: true, Refused: true}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := open(t, rooms(t), kitchen, 80, 24)
			m.SetLens(c.lens)
			before := m.View()
			press(t, m, "f", "x")
			if m.View() != before {
				t.Errorf("a shut lens shows\n%s", m.View())
			}
		})
	}
}

func TestEnterLeadsToTheRule(t *testing.T) {
	m := open(t, rooms(t), kitchen, 80, 24)
	for m.cell().Flow.From.Pod == nil || m.cell().Flow.From.Pod.Namespace != "kitchen" || m.cell().Allowed {
		before := [2]int{m.from, m.to}
		if m.to == len(m.shown.Ends)-1 {
			m.from, m.to = m.from+1, -1
		}
		press(t, m, "right")
		if before == [2]int{m.from, m.to} {
			t.Fatal("no closed connection leaves kitchen")
		}
	}
	msg, ok := press(t, m, "enter").(GoTo)
	if !ok || msg.Span.Start.Line < 11 {
		t.Errorf("leads to %v", msg.Span)
	}
	m.SetLens(Lens{Open: true, Files: files(kitchen), Stale: true})
	if msg := press(t, m, "enter"); msg != nil {
		t.Error("leads to a line of a text that has changed")
	}
}

func TestPartsBeginAtTheCursor(t *testing.T) {
	m := open(t, rooms(t), kitchen, 80, 24)
	press(t, m, "x")
	if got := m.chosenPart().Path; got != "spec.egress[0].to[0].namespaceSelector.matchLabels[kubernetes.io/metadata.name]" {
		t.Errorf("begins at %s", got)
	}
	msg, ok := press(t, m, "enter").(GoTo)
	if !ok || msg.Span.Start.Line != 14 {
		t.Errorf("leads to %v", msg.Span)
	}
}

func TestLateAnswersAreDropped(t *testing.T) {
	c := rooms(t)
	m := open(t, c, kitchen, 80, 24)
	late := m.Update(tuitest.Key("f"))()
	press(t, m, "f", "x")
	before := m.View()
	m.Update(late)
	if m.View() != before || m.mode != modeParts {
		t.Errorf("a late answer shows\n%s", m.View())
	}
	old := m.Show(c, c.Untouched())()
	run(t, m, m.Show(c, c.Judge(task.Of(c.Read(files(kitchen))))))
	before = m.View()
	m.Update(old)
	if m.View() != before {
		t.Errorf("a late picture shows\n%s", m.View())
	}
}

func TestAPictureBeginsWithWhatIsWrong(t *testing.T) {
	m := open(t, rooms(t), noDNS, 80, 24)
	if !m.cell().Wrong || m.port().Port.Number != 53 {
		t.Errorf("begins with\n%s", m.View())
	}
	press(t, m, "]", "]")
	chosen := m.port()
	run(t, m, m.Show(m.task, m.now))
	if m.port() == chosen || !m.cell().Wrong {
		t.Errorf("goes on with\n%s", m.View())
	}
}

func TestUnfoldingKeepsTheConnection(t *testing.T) {
	m := open(t, crowd(t), crowded, 90, 30)
	folded, chosen := len(m.shown.Ends), m.cell().Flow
	press(t, m, "z")
	if len(m.shown.Ends) <= folded || m.cell().Flow != chosen {
		t.Errorf("%d rows become %d, and the chosen connection %v", folded, len(m.shown.Ends), m.cell().Flow)
	}
	press(t, m, "z")
	if len(m.shown.Ends) != folded || m.cell().Flow != chosen {
		t.Errorf("folded again there are %d rows, and the chosen connection is %v", len(m.shown.Ends), m.cell().Flow)
	}
}

func TestPortsGoRound(t *testing.T) {
	m := open(t, rooms(t), kitchen, 80, 24)
	n := len(m.choices)
	if n < 3 {
		t.Fatalf("only %d ports to choose from", n)
	}
	first := m.View()
	press(t, m, "[")
	if !strings.Contains(m.View(), "other ports") {
		t.Errorf("before the first port comes\n%s", m.View())
	}
	for range n {
		press(t, m, "]")
	}
	press(t, m, "]")
	if m.View() != first {
		t.Errorf("after all ports the first does not come again:\n%s", m.View())
	}
}
