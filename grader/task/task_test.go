package task

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"

	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/manifest"
)

const world = `
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
spec: {containers: [{name: c, image: i, ports: [{containerPort: 80}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: b-0, namespace: blue, labels: {app: b}}
spec: {containers: [{name: c, image: i, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: b, namespace: blue}
spec: {selector: {app: b}, ports: [{port: 80, targetPort: 8080}]}
`

// onlyBlue lets pods of red send to blue and to DNS alone.
const onlyBlue = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: out, namespace: red}
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
  - to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: blue}}}]
  - ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]
`

const denyAll = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: out, namespace: red}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: in, namespace: blue}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: in, namespace: default}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
`

var (
	allowed = []string{"red/a-0 > svc blue/b", "red/a-0 > dns", "red/a-0 > dns-tcp", "blue/b-0 > red/a-0:80"}
	denied  = []string{"red/a-0 > world:443", "red/a-0 > svc kube-system/kube-dns:9153", "red/a-0 > world:80"}
)

func read(t testing.TB, text string) []*manifest.Object {
	t.Helper()
	r := manifest.Read([]manifest.Source{{Name: "t.yaml", Text: text}}, manifest.Options{})
	if len(r.Refusals) > 0 {
		t.Fatalf("refused: %v", r.Refusals)
	}
	return r.Objects
}

func specs(objects []*manifest.Object) []*networkingv1.NetworkPolicy { return policies(objects) }

func newTask(t testing.TB, change func(*Task)) *Compiled {
	t.Helper()
	host := cluster.Host{Name: "world", IP: netip.MustParseAddr("203.0.113.9")}
	c, _ := cluster.New(read(t, world), cluster.Options{Defaults: true, Addresses: true, Outside: []cluster.Host{host}})
	task := Task{
		ID: "test", Namespace: "default", Cluster: c,
		Checks:   append(checks(t, allowed, Allow), checks(t, []string{denied[0], denied[2]}, Deny)...),
		Tightest: specs(read(t, onlyBlue)), Loosest: specs(read(t, onlyBlue)),
		Objects: []string{"red/out"},
	}
	if change != nil {
		change(&task)
	}
	compiled, err := Compile(task)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func checks(t testing.TB, texts []string, e Expect) []Check {
	t.Helper()
	var cs []Check
	for _, text := range texts {
		c, err := journey.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		cs = append(cs, Check{c, e})
	}
	return cs
}

// summary is a judgement on one line, for tables.
func summary(j *Judgement) string {
	var parts []string
	for _, c := range j.Checks {
		if !c.Passed {
			parts = append(parts, fmt.Sprintf("%s %s", c.Got, c.Connection.Text))
		}
	}
	if !j.Bounds.Hold() {
		parts = append(parts, fmt.Sprintf("missing %d surplus %d", j.Bounds.Missing, j.Bounds.Surplus))
	}
	for _, o := range j.Objects {
		parts = append(parts, fmt.Sprintf("%s %s", o.Object, o.Problem))
	}
	return fmt.Sprintf("%v %d: %s", j.Passed, j.Score, strings.Join(parts, "; "))
}

func TestJudge(t *testing.T) {
	narrow := strings.Replace(onlyBlue, "- ports: [", "- to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}]\n    ports: [", 1)
	cases := []struct{ name, text, want string }{
		{"the solution", onlyBlue, "true 100: "},
		{"nothing", "", "false 0: allow red/a-0 > world:443; allow red/a-0 > world:80; missing 0 surplus 2; red/out missing"},
		{"deny everything", denyAll, "false 0: "},
		{"narrower than the tightest", narrow, "false 95: missing"},
		{"without DNS", strings.Split(onlyBlue, "  - ports:")[0], "false 25: deny red/a-0 > svc blue/b; deny red/a-0 > dns; deny red/a-0 > dns-tcp; missing"},
		{"another name", strings.Replace(onlyBlue, "name: out", "name: away", 1), "false 95: red/out missing"},
		{"another namespace", strings.Replace(onlyBlue, "namespace: red", "namespace: blue", 1), "false 0: deny blue/b-0 > red/a-0:80; allow red/a-0 > world:443; allow red/a-0 > world:80; missing 3 surplus 2; red/out missing"},
		{"a pod as well", onlyBlue + "---\napiVersion: v1\nkind: Pod\nmetadata: {name: a-0, namespace: red}\nspec: {containers: [{name: c, image: i}]}\n",
			"false 95: Pod red/a-0 changed"},
	}
	c := newTask(t, nil)
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			if got := summary(c.Judge(Submitted{Objects: read(t, tc.text)})); !strings.HasPrefix(got, tc.want) {
				t.Errorf("got  %s\nwant %s...", got, tc.want)
			}
		})
	}
}

func TestCounterexamplesTeachFirst(t *testing.T) {
	c := newTask(t, nil)
	j := c.Judge(Submitted{Objects: read(t, strings.Split(onlyBlue, "  - ports:")[0])})
	if len(j.Bounds.Examples) == 0 {
		t.Fatal("no counterexamples")
	}
	seen := map[string]bool{}
	for _, e := range j.Bounds.Examples {
		if e.Expect != Allow || e.Verdict.Allowed {
			t.Errorf("%s: expect %s, verdict %v", e.Connection, e.Expect, e.Verdict.Allowed)
		}
		pair, _, _ := strings.Cut(e.Connection, ":")
		if seen[pair] {
			t.Errorf("%s: a second example of its pair", e.Connection)
		}
		seen[pair] = true
		if !strings.HasSuffix(e.Connection, ":53") && !strings.HasSuffix(e.Connection, ":53/UDP") {
			t.Errorf("%s: not on the port that is missing", e.Connection)
		}
	}
}

func TestProtectedPoliciesStay(t *testing.T) {
	lock := "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: lock, namespace: blue}\nspec: {podSelector: {}, policyTypes: [Egress]}\n"
	loose := strings.Replace(lock, "[Egress]", "[Ingress]", 1)
	c := newTask(t, func(task *Task) {
		task.Start = append(read(t, lock), read(t, strings.Replace(lock, "lock", "old", 1))...)
		task.Protected = []string{"blue/lock"}
		task.Checks = checks(t, []string{"red/a-0 > dns"}, Allow)
	})
	cases := []struct {
		name, text, want string
		removed          int
	}{
		{"left alone", onlyBlue, "true 100: ", 1},
		{"held as it is", onlyBlue + "---\n" + lock, "true 100: ", 1},
		{"changed", onlyBlue + "---\n" + loose, "false ", 1},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			j := c.Judge(Submitted{Objects: read(t, tc.text)})
			if got := summary(j); !strings.HasPrefix(got, tc.want) || tc.want[0] == 'f' && !strings.Contains(got, "blue/lock changed") {
				t.Errorf("got %s, want %s", got, tc.want)
			}
			if len(j.State.Removed) != tc.removed {
				t.Errorf("removed %d policies, want %d", len(j.State.Removed), tc.removed)
			}
		})
	}
	t.Run("a refused change leaves the old one in force", func(t *testing.T) {
		st := c.State(Submitted{Objects: read(t, onlyBlue), Refused: []string{"blue/old"}})
		if find(st.Policies, "blue/old") == nil {
			t.Error("the policy whose change was refused is gone")
		}
	})
}

func TestFuture(t *testing.T) {
	byLabel := strings.Replace(onlyBlue, "podSelector: {}\n", "podSelector: {matchLabels: {app: a}}\n", 1)
	c := newTask(t, nil)
	for name, tc := range map[string]struct {
		text           string
		passes, relies bool
	}{
		"the solution fits pods of tomorrow": {onlyBlue, true, false},
		"a label fits pods of today only":    {byLabel, true, true},
	} {
		t.Run(name, func(t *testing.T) {
			j := c.Judge(Submitted{Objects: read(t, tc.text)})
			_, surplus := c.Future(j.State)
			if j.Passed != tc.passes || (len(surplus) > 0) != tc.relies {
				t.Errorf("passes %v, differs tomorrow %v", j.Passed, len(surplus) > 0)
			}
			strict := newTask(t, func(task *Task) { task.Strict = true }).Judge(Submitted{Objects: read(t, tc.text)})
			if strict.Passed == tc.relies {
				t.Errorf("strict: passes %v", strict.Passed)
			}
		})
	}
}

func TestCompileNamesWhatIsNotThere(t *testing.T) {
	c := newTask(t, nil)
	for name, change := range map[string]func(*Task){
		"red/nobody": func(task *Task) { task.Checks = checks(t, []string{"red/nobody > blue/b-0:80"}, Allow) },
		"blue/lock":  func(task *Task) { task.Protected = []string{"blue/lock"} },
	} {
		task := c.Task
		change(&task)
		if _, err := Compile(task); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: error %v does not name it", name, err)
		}
	}
}

func BenchmarkJudge(b *testing.B) {
	c := newTask(b, nil)
	objects := read(b, onlyBlue)
	b.ReportAllocs()
	for b.Loop() {
		c.Judge(Submitted{Objects: objects})
	}
}
