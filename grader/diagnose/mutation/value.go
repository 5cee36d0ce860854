package mutation

import (
	"math/rand/v2"
	"slices"
)

// usual are values that people write under a key.
var usual = map[string][]any{
	"port":       {int64(80), int64(443), int64(5353), int64(7070), "http", int64(54)},
	"protocol":   {"TCP", "UDP", "SCTP"},
	"operator":   {"In", "NotIn", "Exists"},
	"namespace":  {"default", "kube-system"},
	"cidr":       {"0.0.0.0/0", "10.96.0.10/32", "203.0.113.0/28"},
	"app":        {"web", "teller", "flour", "crane", "goods"},
	"k8s-app":    {"coredns", "dns"},
	"apiVersion": {"networking/v1", "v1"},
}

// opposites are keys that people take for each other.
var opposites = map[string]string{
	"ingress": "egress", "egress": "ingress",
	"from": "to", "to": "from",
	"podSelector": "namespaceSelector", "namespaceSelector": "podSelector",
	"kubernetes.io/metadata.name": "name", "app": "name",
}

func (s *site) slipInMap(r *rand.Rand, at map[string]any) {
	keys := sorted(at)
	if len(keys) == 0 {
		return
	}
	key := keys[r.IntN(len(keys))]
	switch r.IntN(6) {
	case 0:
		delete(at, key)
	case 1:
		anotherValue(r, at, key)
	case 2:
		exchangeKeys(at, key)
	case 3:
		if v, ok := s.maps[r.IntN(len(s.maps))][key]; ok {
			at[key] = v
		}
	case 4:
		if _, ok := at[key].(map[string]any); ok {
			at[key] = map[string]any{}
		}
	case 5:
		if list, ok := at["policyTypes"].([]any); ok {
			at["policyTypes"] = append(slices.Clone(list), "Egress")
		}
	}
}

// anotherValue writes one that is usual under the key, or cuts a word short.
func anotherValue(r *rand.Rand, at map[string]any, key string) {
	if values := usual[key]; values != nil {
		at[key] = values[r.IntN(len(values))]
	} else if s, ok := at[key].(string); ok && len(s) > 2 {
		at[key] = s[:len(s)-1]
	}
}

// exchangeKeys writes a key for its opposite, and the other way round.
func exchangeKeys(at map[string]any, key string) {
	to, ok := opposites[key]
	if !ok {
		return
	}
	at[to], at[key] = at[key], at[to]
	if at[key] == nil {
		delete(at, key)
	}
}
