package journey

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"netpol-tutor/grader/cluster"
)

func TestFaults(t *testing.T) {
	w := world(t, twoSpaces+`
---
apiVersion: v1
kind: Pod
metadata: {name: done, namespace: space1}
spec: {containers: [{name: c, image: x}]}
status: {phase: Succeeded}
---
apiVersion: v1
kind: Service
metadata: {name: lost, namespace: space1}
spec: {type: ExternalName, externalName: nowhere.example}
`, outside("google.com", "142.250.74.110"))
	cases := []struct{ connection, says string }{
		{"space1/nobody > dns", "no pod space1/nobody"},
		{"space1/done > dns", "no command runs in it"},
		{"space1/app1-0 > space2/nobody:80", "no pod space2/nobody"},
		{"space1/app1-0 > svc space2/nothing", "no Service space2/nothing"},
		{"space1/app1-0 > svc space2/microservice1:8080", "has no port TCP 8080; it offers TCP 80"},
		{"space1/app1-0 > svc space2/microservice1:80/UDP", "has no port UDP 80; it offers TCP 80"},
		{"space1/app1-0 > host nowhere.example:80", "no outside host nowhere.example"},
		{"space1/app1-0 > nowhere.example:80", "no outside host nowhere.example"},
		{"nowhere.example > space1/app1-0:80", "no outside host nowhere.example"},
		{"google.com > svc space2/microservice1", "cannot use the Service"},
		{"google.com > dns", "outside the cluster"},
		{"google.com > 9.9.9.9:80", "one end of a connection must be a pod"},
		{"google.com > google.com:80", "one end of a connection must be a pod"},
	}
	for _, c := range cases {
		t.Run(c.connection, func(t *testing.T) {
			if _, err := Go(w, parsed(t, c.connection), Options{}); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("Go says %v, want %q", err, c.says)
			}
		})
	}
	if _, err := Go(w, parsed(t, "space1/app1-0 > svc space1/lost"), Options{ByAddress: true}); err == nil {
		t.Error("an ExternalName that leads nowhere has an address")
	}
}

// A fault must not depend on the policies: they are judged only after the lesson is
// known to be sound.
func TestFaultsComeFromTheClusterAlone(t *testing.T) {
	connections := []string{"space1/nobody > dns", "space1/app1-0 > svc space2/nothing", "space1/app1-0 > host nowhere:80", "space1/app1-0 > svc space2/microservice1"}
	for _, c := range connections {
		_, open := Go(world(t, twoSpaces, cluster.Options{}), parsed(t, c), Options{})
		_, cut := Go(world(t, twoSpaces+policy("space1", "p", noEgress), cluster.Options{}), parsed(t, c), Options{})
		if fmt.Sprint(open) != fmt.Sprint(cut) {
			t.Errorf("%s: %v without policies, %v with", c, open, cut)
		}
	}
}

func TestNoDNS(t *testing.T) {
	w := world(t, twoSpaces, cluster.Options{})
	bare := *w.Cluster
	bare.Services = slices.DeleteFunc(slices.Clone(bare.Services), func(s *cluster.Service) bool { return s.Name == "kube-dns" })
	w.Cluster = &bare
	for _, c := range []string{"space1/app1-0 > dns", "space1/app1-0 > svc space2/microservice1"} {
		if _, err := Go(w, parsed(t, c), Options{}); err == nil || !strings.Contains(err.Error(), "no DNS") {
			t.Errorf("%s: %v, want a word on the missing DNS", c, err)
		}
	}
	if j := try(t, w, "space1/app1-0 > svc space2/microservice1", Options{ByAddress: true}); !j.Allowed {
		t.Error("an address needs no DNS")
	}
}
