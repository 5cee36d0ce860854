package lens_test

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/lens"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
)

// world has two pods of the same labels in shop, and two that differ in bank.
const world = `
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: v1
kind: Namespace
metadata: {name: bank}
---
apiVersion: v1
kind: Pod
metadata: {name: web-0, namespace: shop, labels: {app: web, tier: front}}
spec: {containers: [{name: c, image: i, ports: [{containerPort: 80}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, namespace: shop, labels: {app: web, tier: front}}
spec: {containers: [{name: c, image: i, ports: [{containerPort: 80}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: cart-0, namespace: shop, labels: {app: cart, tier: back}}
spec: {containers: [{name: c, image: i, ports: [{containerPort: 9000}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: plain, namespace: shop}
spec: {containers: [{name: c, image: i}]}
---
apiVersion: v1
kind: Pod
metadata: {name: vault-0, namespace: bank, labels: {app: vault}}
spec: {containers: [{name: c, image: i, ports: [{containerPort: 8200}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: desk-0, namespace: bank, labels: {app: desk}}
spec: {containers: [{name: c, image: i, ports: [{containerPort: 80}]}]}
`

// policies is a helper that keeps the headers out of the cases.
func policy(namespace, name, spec string) string {
	return fmt.Sprintf("apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: %s\n  namespace: %s\nspec:\n%s", name, namespace, spec)
}

const lockBoth = "  podSelector: {}\n  policyTypes: [Ingress, Egress]\n"

func accepted(t testing.TB, text string) []*manifest.Object {
	t.Helper()
	r := manifest.Read([]manifest.Source{{Name: "t.yaml", Text: text}}, manifest.Options{})
	if len(r.Refusals) > 0 {
		t.Fatal(r.Refusals[0].Message)
	}
	return r.Objects
}

// newTask wants what solution does; start is applied, and protected.
func newTask(t testing.TB, solution, start string) *task.Compiled {
	t.Helper()
	far := cluster.Host{Name: "far", IP: netip.MustParseAddr("198.51.100.7")}
	c, problems := cluster.New(accepted(t, world), cluster.Options{Defaults: true, Addresses: true, Outside: []cluster.Host{far}})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	tk := task.Task{ID: "t", Namespace: "shop", Cluster: c, Bounds: task.ChecksOnly}
	if start != "" {
		tk.Start = accepted(t, start)
		for _, o := range tk.Start {
			tk.Protected = append(tk.Protected, o.Key())
		}
	}
	if solution != "" {
		var want []*networkingv1.NetworkPolicy
		for _, o := range accepted(t, solution) {
			want = append(want, o.Policy())
		}
		tk.Bounds, tk.Tightest, tk.Loosest = task.Exact, want, want
	}
	compiled, err := task.Compile(tk)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func file(text string) []manifest.Source {
	return []manifest.Source{{Name: "np.yaml", Text: text}}
}

func end(t testing.TB, c *task.Compiled, name string) netpol.Endpoint {
	t.Helper()
	if ns, pod, ok := strings.Cut(name, "/"); ok {
		p := c.Cluster.Pod(ns, pod)
		if p == nil {
			t.Fatalf("no pod %s", name)
		}
		return netpol.Endpoint{Pod: p, IP: p.Primary()}
	}
	h, ok := c.Cluster.Host(name)
	if !ok {
		t.Fatalf("no host %s", name)
	}
	return netpol.Endpoint{IP: h.IP}
}

func flow(t testing.TB, c *task.Compiled, from, to string, port uint16) netpol.Flow {
	t.Helper()
	return netpol.Flow{From: end(t, c, from), To: end(t, c, to), Protocol: corev1.ProtocolTCP, Port: port}
}

// evaluate is the behaviour of a text, worked out apart from the lens.
func evaluate(c *task.Compiled, files []manifest.Source) *netpol.Evaluator {
	return c.Judge(task.Of(c.Read(files))).World.Policies
}

func sameDeltas(a, b []netpol.Delta) bool {
	return fmt.Sprint(a) == fmt.Sprint(b)
}

func steps(a lens.Answer) string {
	var words []string
	for _, s := range a.Steps {
		words = append(words, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", s.Do, s.Kind, s.Object, s.Path)))
	}
	return strings.Join(words, "; ")
}
