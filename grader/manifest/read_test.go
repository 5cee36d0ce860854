package manifest

import "testing"

func TestReadOrdinary(t *testing.T) {
	r := Read([]Source{{Name: "np.yaml", Text: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: np
  namespace: space1
spec:
  egress:
  - ports: [{port: 53}]
---
apiVersion: v1
kind: Namespace
metadata: {name: space1}
`}}, Options{})
	if len(r.Objects) != 2 || len(r.Refusals) != 0 {
		t.Fatalf("got %d objects and refusals %v", len(r.Objects), r.Refusals)
	}
	if got := r.Objects[0].Key(); got != "space1/np" {
		t.Errorf("key %q", got)
	}
	if p := r.Objects[0].Policy(); len(p.Spec.PolicyTypes) != 2 || *p.Spec.Egress[0].Ports[0].Protocol != "TCP" {
		t.Errorf("not defaulted: %+v", p.Spec)
	}
}
