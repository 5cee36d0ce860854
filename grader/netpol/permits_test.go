package netpol_test

import (
	"testing"

	"netpol-tutor/grader/netpol"
)

// TestPermits: what one end permits is asked of its own policies alone, and both ends
// together make the connections.
func TestPermits(t *testing.T) {
	c := village()
	e := netpol.Compile(c, policies(t, `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: out, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Egress]
  egress: [{to: [{podSelector: {}}], ports: [{port: 8080}]}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shut, namespace: shop}
spec: {podSelector: {matchLabels: {app: api}}, policyTypes: [Ingress]}
`))
	web, api := named(t, c, "shop/web"), named(t, c, "shop/api")
	if out := e.Permits(netpol.Egress, web, api); out.String() != netpol.Range("TCP", 8080, 8080).String() {
		t.Errorf("web permits %s", out)
	}
	if in := e.Permits(netpol.Ingress, web, api); !in.IsEmpty() {
		t.Errorf("api permits %s", in)
	}
	if in := e.Permits(netpol.Ingress, api, web); !in.IsAll() {
		t.Errorf("web, which nobody isolates there, permits %s", in)
	}
	ends := []netpol.Endpoint{web, api, named(t, c, "bank/vault"), named(t, c, "example.com"), named(t, c, "bank/job")}
	for _, from := range ends {
		for _, to := range ends {
			both := e.Permits(netpol.Egress, from, to).Intersect(e.Permits(netpol.Ingress, from, to))
			if from != to && !both.Equal(e.Conns(from, to)) {
				t.Errorf("%v to %v: %s and not %s", from, to, both, e.Conns(from, to))
			}
		}
	}
}
