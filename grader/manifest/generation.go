package manifest

import (
	"encoding/json"
	"reflect"

	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/runtime"
)

// startGeneration counts the states of the spec of a new policy.
func startGeneration(obj runtime.Object) {
	if p, ok := obj.(*networkingv1.NetworkPolicy); ok {
		p.Generation = 1
	}
}

// nextGeneration counts one more state if the spec is another than before.
func nextGeneration(obj, live runtime.Object) {
	p, ok := obj.(*networkingv1.NetworkPolicy)
	before, was := live.(*networkingv1.NetworkPolicy)
	if !ok || !was {
		return
	}
	p.Generation = before.Generation
	if !reflect.DeepEqual(p.Spec, asRead(before.Spec)) {
		p.Generation++
	}
}

// asRead is a spec as a server reads it from its store, which keeps no empty lists. It
// compares that with what it was sent, so that an empty list counts as a change.
func asRead(spec networkingv1.NetworkPolicySpec) (read networkingv1.NetworkPolicySpec) {
	js, _ := json.Marshal(spec) // came out of JSON
	_ = json.Unmarshal(js, &read)
	return read
}
