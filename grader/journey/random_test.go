package journey

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/netpol"
)

// TestRandomWorlds compares journeys with what a reader of the rules would say about
// each of their parts.
func TestRandomWorlds(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	stages := map[Stage]int{}
	for range 100 {
		w := world(t, randomWorld(r), outside("example.com", "203.0.113.9"))
		for _, from := range w.Cluster.Pods {
			for _, s := range w.Cluster.Services {
				stages[checkService(t, w, from, s)]++
			}
			for _, to := range w.Cluster.Pods {
				port := uint16(80 + r.IntN(3))
				j := try(t, w, fmt.Sprintf("%s > %s:%d", from.Key(), to.Key(), port), Options{})
				want := w.Policies.Allowed(netpol.Flow{From: netpol.Endpoint{Pod: from}, To: netpol.Endpoint{Pod: to}, Protocol: "TCP", Port: port})
				if j.Allowed != want || j.Refused != (want && !to.Listens(port, "TCP")) {
					t.Fatalf("%s: allowed %v, refused %v; want %v", j.Connection, j.Allowed, j.Refused, want)
				}
				stages[j.Stage]++
			}
		}
	}
	for _, s := range []Stage{"", StageDNS, StageService, StageEgress, StageIngress, StageRefused} {
		if stages[s] < 20 {
			t.Errorf("stage %q was reached %d times: the worlds are too tame", s, stages[s])
		}
	}
}

func checkService(t *testing.T, w World, from *cluster.Pod, s *cluster.Service) Stage {
	t.Helper()
	text := fmt.Sprintf("%s > svc %s:%d/%s", from.Key(), s.Key(), s.Ports[0].Port, s.Ports[0].Protocol)
	dns := w.Cluster.DNS()
	heard := reachable(w, from, dns, dns.Ports[0])
	reached := reachable(w, from, s, s.Ports[0])
	j := try(t, w, text, Options{})
	if j.Allowed != (heard && reached) || (j.Stage == StageDNS) == heard {
		t.Fatalf("%s: stage %q, allowed %v; DNS is heard: %v, a pod is reached: %v", text, j.Stage, j.Allowed, heard, reached)
	}
	if near := try(t, w, text, Options{ByAddress: true}); near.Allowed != reached || near.Stage == StageDNS {
		t.Fatalf("%s by address: stage %q, a pod is reached: %v", text, near.Stage, reached)
	}
	return j.Stage
}

// reachable asks for every pod of the Service's namespace by itself.
func reachable(w World, from *cluster.Pod, s *cluster.Service, port cluster.ServicePort) bool {
	for _, p := range w.Cluster.Pods {
		behind := p.Namespace == s.Namespace
		for k, v := range s.Selector {
			behind = behind && p.Labels[k] == v
		}
		number := uint16(port.TargetPort.IntVal)
		if name := port.TargetPort.StrVal; name != "" {
			number, _ = p.NamedPort(name, port.Protocol)
		}
		f := netpol.Flow{From: netpol.Endpoint{Pod: from}, To: netpol.Endpoint{Pod: p}, Protocol: port.Protocol, Port: number}
		if behind && number > 0 && w.Policies.Allowed(f) {
			return true
		}
	}
	return false
}

func randomWorld(r *rand.Rand) string {
	pick := func(all ...string) string { return all[r.IntN(len(all))] }
	var b strings.Builder
	for _, ns := range []string{"a", "b"} {
		fmt.Fprintf(&b, "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: %s, labels: {team: %s}}\n", ns, pick("x", "z"))
		for i := range 1 + r.IntN(3) {
			fmt.Fprintf(&b, "---\napiVersion: v1\nkind: Pod\nmetadata: {name: p%d, namespace: %s, labels: {app: %s}}\nspec: {containers: [{name: c, image: x, ports: [{name: %s, containerPort: %d}]}]}\n",
				i, ns, pick("one", "two"), pick("http", "web"), 80+r.IntN(2))
		}
		fmt.Fprintf(&b, "---\napiVersion: v1\nkind: Service\nmetadata: {name: s, namespace: %s}\nspec: {selector: {app: %s}, ports: [{port: 5000, targetPort: %s}]}\n",
			ns, pick("one", "two", "three"), pick("http", "80", "81"))
	}
	peers := func() string {
		return pick("[]", "[{podSelector: {}}]", "[{namespaceSelector: {}}]", "[{podSelector: {matchLabels: {app: one}}}]",
			"[{namespaceSelector: {matchLabels: {team: x}}}]", "[{namespaceSelector: {}, podSelector: {matchLabels: {k8s-app: kube-dns}}}]", "[{ipBlock: {cidr: 10.244.0.0/24}}]")
	}
	ports := func() string {
		return pick("[]", "[{port: 53, protocol: UDP}]", "[{port: 53}]", "[{port: 80}]", "[{port: http}]", "[{port: 80, endPort: 81}]")
	}
	for i := range r.IntN(5) {
		types := pick("[Egress]", "[Ingress]", "[Ingress, Egress]")
		fmt.Fprintf(&b, "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: n%d, namespace: %s}\nspec:\n  podSelector: %s\n  policyTypes: %s\n  egress: [{to: %s, ports: %s}, {to: %s, ports: %s}]\n  ingress: [{from: %s, ports: %s}]\n",
			i, pick("a", "a", "b", "b", "kube-system"), pick("{}", "{matchLabels: {app: one}}"), types, peers(), ports(), peers(), ports(), peers(), ports())
	}
	return b.String()
}
