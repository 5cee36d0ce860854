package journey

import (
	"strings"
	"testing"

	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/netpol"
)

// FuzzGo goes through worlds of any shape: it never panics, and what it answers holds
// together.
func FuzzGo(f *testing.F) {
	f.Add(twoSpaces+toSpace2, "space1/app1-0 > svc space2/microservice1", "microservice1.space2", false, uint8(0))
	f.Add(twoSpaces, "space1/app1-0 > host google.com:443", "google.com.", true, uint8(6))
	f.Add(twoSpaces, "google.com > default/other-0:80", "1.2.3.4", false, uint8(1))
	f.Add("apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: x}]}\nstatus: {podIP: 'fd00::1'}\n", "default/p > [fd00::1]:80/SCTP", "", true, uint8(3))
	f.Add("apiVersion: v1\nkind: Service\nmetadata: {name: kube-dns, namespace: kube-system}\nspec: {clusterIP: None}\n", "a/b > dns-tcp", "x", false, uint8(8))
	f.Fuzz(func(t *testing.T, text, connection, typed string, node bool, program uint8) {
		c, err := Parse(connection)
		if err != nil {
			return
		}
		w := hostileWorld(text, node)
		o := Options{Tool: Tool{Program: Program(program)}}
		for _, o.ByAddress = range []bool{false, true} {
			j, err := Go(w, c, o)
			holdsTogether(t, j, err)
		}
		j, err := Call(w, c.From.Namespace, c.From.Name, Target{Name: typed, Port: c.Port, Protocol: c.Protocol}, o)
		holdsTogether(t, j, err)
	})
}

func hostileWorld(text string, node bool) World {
	o := outside("google.com", "142.250.74.110")
	if o.Defaults, o.Addresses = true, true; node {
		o.Resolver, o.Defaults = cluster.NodeLocal, false
	}
	read := manifest.Read([]manifest.Source{{Name: "f", Text: text}}, manifest.Options{AnyKind: true})
	c, _ := cluster.New(read.Objects, o)
	var policies []*networkingv1.NetworkPolicy
	for _, object := range read.Objects {
		if p := object.Policy(); p != nil {
			policies = append(policies, p)
		}
	}
	return World{Cluster: c, Policies: netpol.Compile(c, policies)}
}

func holdsTogether(t *testing.T, j Journey, err error) {
	t.Helper()
	if err != nil {
		return
	}
	last := j.Deciding()
	switch {
	case last == nil || j.Reason == "" || j.Command == "":
		t.Fatalf("a journey without an end, a reason or a command: %+v", j)
	case last.OK != (j.Stage == ""):
		t.Fatalf("stage %q, and the last step is %+v", j.Stage, last)
	case j.Allowed != (j.Stage == "" || j.Stage == StageRefused):
		t.Fatalf("stage %q, allowed %v", j.Stage, j.Allowed)
	case strings.ContainsAny(j.Output, "{}") && !strings.Contains(j.Output, "<style>"):
		t.Fatalf("words that were not filled in: %q", j.Output)
	}
	for _, s := range j.Steps[:len(j.Steps)-1] {
		if !s.OK && s.Kind != ResolveUDP {
			t.Fatalf("a closed step in the middle: %+v", s)
		}
	}
}
