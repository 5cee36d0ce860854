package grader

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
)

const rooms = `
apiVersion: v1
kind: Namespace
metadata: {name: red}
---
apiVersion: v1
kind: Namespace
metadata: {name: blue}
---
apiVersion: v1
kind: Pod
metadata: {name: a-0, namespace: red, labels: {app: a}}
spec: {containers: [{name: c, image: i}]}
---
apiVersion: v1
kind: Pod
metadata: {name: a-1, namespace: red, labels: {app: a}}
spec: {containers: [{name: c, image: i}]}
---
apiVersion: v1
kind: Pod
metadata: {name: odd, namespace: red, labels: {app: odd}}
spec: {containers: [{name: c, image: i}]}
---
apiVersion: v1
kind: Pod
metadata: {name: b-0, namespace: blue, labels: {app: b}}
spec: {containers: [{name: c, image: i, ports: [{containerPort: 8080, name: web}]}]}
`

const fromA = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: in
  namespace: blue
spec:
  podSelector: {}
  policyTypes: [Ingress]
  ingress:
  - from:
    - namespaceSelector: {}
      podSelector:
        matchLabels:
          app: a
    ports:
    - port: 8080
`

func accepted(t testing.TB, text string) []*manifest.Object {
	t.Helper()
	r := manifest.Read([]manifest.Source{{Name: "t.yaml", Text: text}}, manifest.Options{})
	if len(r.Refusals) > 0 {
		t.Fatalf("refused: %v", r.Refusals)
	}
	return r.Objects
}

// room is a task in which the pods app=a may reach blue on 8080, and nobody else may.
func room(t testing.TB, change func(*task.Task)) *task.Compiled {
	t.Helper()
	world := cluster.Host{Name: "world", IP: netip.MustParseAddr("203.0.113.9")}
	c, problems := cluster.New(accepted(t, rooms), cluster.Options{Addresses: true, Outside: []cluster.Host{world}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	solution := []*networkingv1.NetworkPolicy{accepted(t, fromA)[0].Policy()}
	tk := task.Task{ID: "room", Namespace: "blue", Cluster: c, Tightest: solution, Loosest: solution}
	for text, expect := range map[string]task.Expect{"red/a-0 > blue/b-0:8080": task.Allow, "red/odd > blue/b-0:8080": task.Deny} {
		connection, err := journey.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		tk.Checks = append(tk.Checks, task.Check{Connection: connection, Expect: expect})
	}
	if change != nil {
		change(&tk)
	}
	compiled, err := task.Compile(tk)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func judged(t testing.TB, c *task.Compiled, text string) *task.Judgement {
	t.Helper()
	read := c.Read([]manifest.Source{{Name: "np.yaml", Text: text}})
	if len(read.Refusals) > 0 {
		t.Fatal(read.Refusals[0].Message)
	}
	return c.Judge(task.Of(read))
}

func tcp(port uint16) task.Port { return task.Port{Protocol: corev1.ProtocolTCP, Number: port} }

func endNames(p *Picture) []string {
	var names []string
	for _, e := range p.Ends {
		names = append(names, fmt.Sprintf("%s/%s*%d", e.Namespace, e.Name, len(e.Members)))
	}
	return names
}

func TestPictureFoldsWhatBehavesAlike(t *testing.T) {
	c := room(t, nil)
	cases := []struct {
		name, text string
		port       uint16
		want       string
	}{
		{"what is wrong tells odd apart", "", 8080, "red/a-0*2 red/odd*1 blue/b-0*1 /world*1"},
		{"the rule tells odd apart", fromA, 8080, "red/a-0*2 red/odd*1 blue/b-0*1 /world*1"},
		{"on another port all of red are alike", fromA, 22, "red/a-0*3 blue/b-0*1 /world*1"},
	}
	for _, one := range cases {
		t.Run(one.name, func(t *testing.T) {
			p := NewPicture(c, judged(t, c, one.text), tcp(one.port))
			if got := strings.Join(endNames(p), " "); got != one.want {
				t.Errorf("ends are %s, want %s", got, one.want)
			}
		})
	}
}

func TestFoldedCellsStandForAllTheirMembers(t *testing.T) {
	c := room(t, nil)
	for _, text := range []string{"", fromA} {
		j := judged(t, c, text)
		for _, choice := range PortChoices(c, j) {
			whole := WholePicture(c, j, choice.Port)
			single := map[[2]netpol.Endpoint]Cell{}
			for i, from := range whole.Ends {
				for k, to := range whole.Ends {
					single[[2]netpol.Endpoint{from.Members[0], to.Members[0]}] = whole.Cells[i][k]
				}
			}
			folded := whole.Fold()
			for i, from := range folded.Ends {
				for k, to := range folded.Ends {
					for _, a := range from.Members {
						for _, b := range to.Members {
							if a != b && !single[[2]netpol.Endpoint{a, b}].same(folded.Cells[i][k]) {
								t.Errorf("%v: %v > %v is not what the fold says", choice.Port, a, b)
							}
						}
					}
				}
			}
		}
	}
}

func TestPictureMarksWhatChangedAndWhatIsWrong(t *testing.T) {
	wide := strings.Replace(fromA, "matchLabels:\n          app: a", "{}", 1)
	wide = strings.Replace(wide, "podSelector:\n        {}", "podSelector: {}", 1)
	checksOnly := func(tk *task.Task) { tk.Bounds, tk.Tightest, tk.Loosest = task.ChecksOnly, nil, nil }
	cases := []struct {
		name, text string
		change     func(*task.Task)
		from       string
		want       Cell
	}{
		{"as wanted", fromA, nil, "a-0", Cell{Allowed: true, Before: true}},
		{"lost as wanted", fromA, nil, "odd", Cell{Before: true}},
		{"too wide", wide, nil, "odd", Cell{Allowed: true, Before: true, Wrong: true}},
		{"a check alone says so too", wide, checksOnly, "odd", Cell{Allowed: true, Before: true, Wrong: true}},
		{"no check speaks of it", wide, checksOnly, "a-1", Cell{Allowed: true, Before: true}},
	}
	for _, one := range cases {
		t.Run(one.name, func(t *testing.T) {
			c := room(t, one.change)
			p := WholePicture(c, judged(t, c, one.text), tcp(8080))
			if got := p.Cells[p.row(t, one.from)][p.row(t, "b-0")]; !got.same(one.want) {
				t.Errorf("cell is %+v, want %+v", got, one.want)
			}
		})
	}
}

func (p *Picture) row(t testing.TB, name string) int {
	t.Helper()
	i := slices.IndexFunc(p.Ends, func(e End) bool { return e.Name == name })
	if i < 0 {
		t.Fatalf("no end is named %s", name)
	}
	return i
}

func TestPortChoices(t *testing.T) {
	c := room(t, nil)
	swap := func(ports string) string { return strings.Replace(fromA, "- port: 8080", ports, 1) }
	cases := []struct{ name, text, want string }{
		{"what is declared, and the rest", fromA, "TCP 8080; other 10000"},
		{"what the policy speaks of", swap("- port: 81"), "TCP 8080; TCP 81; other 10000"},
		{"a range", swap("- {port: 9000, endPort: 20000}"), "TCP 8080; TCP 9000-20000; other 20001"},
		{"a whole protocol", swap("- protocol: UDP"), "TCP 8080; other TCP 10000; other UDP 10000; other SCTP 10000"},
		{"a name is no port of its own", swap("- port: web"), "TCP 8080; other 10000"},
		{"no port is left", swap("- {port: 1, endPort: 65535}\n    - {protocol: UDP}"), "TCP 8080; TCP 1-65535; other UDP 10000; other SCTP 10000"},
	}
	for _, one := range cases {
		t.Run(one.name, func(t *testing.T) {
			var words []string
			for _, p := range PortChoices(c, judged(t, c, one.text)) {
				word := fmt.Sprintf("%s %d", p.Port.Protocol, p.Port.Number)
				switch {
				case p.Others && !p.Split:
					word = fmt.Sprintf("other %d", p.Port.Number)
				case p.Others:
					word = "other " + word
				case p.Last > p.Port.Number:
					word += fmt.Sprintf("-%d", p.Last)
				}
				words = append(words, word)
			}
			if got := strings.Join(words, "; "); got != one.want {
				t.Errorf("choices are %s, want %s", got, one.want)
			}
		})
	}
}

func TestPortChoicesDoNotTellTheSolution(t *testing.T) {
	hidden := accepted(t, strings.Replace(fromA, "8080", "5432", 1))[0].Policy()
	c := room(t, func(tk *task.Task) { tk.Loosest = append(tk.Loosest, hidden) })
	speaks := func(j *task.Judgement) bool {
		return slices.ContainsFunc(PortChoices(c, j), func(p PortChoice) bool { return p.Port.Number == 5432 })
	}
	if speaks(c.Untouched()) {
		t.Error("before a submit the choices name a port that only the solution names")
	}
	if !speaks(judged(t, c, fromA)) {
		t.Error("after a submit the port on which behaviour is judged is missing")
	}
}

func TestWhy(t *testing.T) {
	c := room(t, nil)
	j := judged(t, c, fromA)
	cases := []struct {
		name, from, to   string
		port             uint16
		leaving, enterng netpol.SideKind
		rule, part       int // lines
	}{
		{"allowed by a rule", "a-0", "b-0", 8080, netpol.NotIsolated, netpol.Matched, 10, 11},
		{"the label misses", "odd", "b-0", 8080, netpol.NotIsolated, netpol.NothingMatched, 10, 14},
		{"the port misses", "a-0", "b-0", 22, netpol.NotIsolated, netpol.NothingMatched, 10, 16},
		{"from outside", "world", "b-0", 8080, netpol.Outside, netpol.NothingMatched, 10, 11},
		{"nobody isolates", "b-0", "a-0", 22, netpol.NotIsolated, netpol.NotIsolated, 0, 0},
	}
	for _, one := range cases {
		t.Run(one.name, func(t *testing.T) {
			p := WholePicture(c, j, tcp(one.port))
			r := Why(c, j, p.Cells[p.row(t, one.from)][p.row(t, one.to)])
			if r.Leaving.Side.Kind != one.leaving || r.Entering.Side.Kind != one.enterng {
				t.Errorf("kinds are %d and %d", r.Leaving.Side.Kind, r.Entering.Side.Kind)
			}
			if got := r.Span().Start.Line; got != one.rule {
				t.Errorf("leads to line %d, want %d", got, one.rule)
			}
			if r.Entering.Rule != nil && r.Entering.Rule.Part.Start.Line != one.part {
				t.Errorf("decided in line %d, want %d", r.Entering.Rule.Part.Start.Line, one.part)
			}
		})
	}
}

func TestWhyOfPoliciesThatWereThereHasNoLine(t *testing.T) {
	lock := accepted(t, strings.Replace(fromA, "name: in", "name: lock", 1))
	c := room(t, func(tk *task.Task) { tk.Start, tk.Protected = lock, []string{"blue/lock"} })
	j := judged(t, c, "")
	p := WholePicture(c, j, tcp(8080))
	r := Why(c, j, p.Cells[p.row(t, "odd")][p.row(t, "b-0")])
	if len(r.Entering.Isolating) != 1 || r.Entering.Isolating[0].Object != lock[0] {
		t.Fatalf("isolated by %v", r.Entering.Isolating)
	}
	if r.Span().Known() {
		t.Errorf("leads to %v of a text that does not hold the policy", r.Span())
	}
}
