package mutation

import (
	"math/rand/v2"
	"testing"
)

const right = `# two documents
kind: NetworkPolicy
metadata: {name: leave, namespace: mill}
spec:
  policyTypes:
  - Egress
  egress:
  - to:
    - podSelector: {matchLabels: {app: web}}
    ports:
    - protocol: TCP
      port: 80
---
kind: NetworkPolicy
metadata: {name: enter, namespace: store}
spec:
  ingress:
  - from:
    - namespaceSelector: {}
`

func from(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 5)) }

// TestMutate: every kind of slip comes up, most change the text, and the same draws make
// the same slip.
func TestMutate(t *testing.T) {
	const rounds = 1000
	kinds, same := map[string]int{}, 0
	for seed := range uint64(rounds) {
		mutated, kind := Mutate(from(seed), right)
		if again, _ := Mutate(from(seed), right); again != mutated {
			t.Fatalf("seed %d: another slip when asked again", seed)
		}
		kinds[kind]++
		if mutated == right {
			same++
		}
	}
	if len(kinds) != len(typos)+1 || kinds["tree"] < rounds/3 {
		t.Errorf("kinds %v", kinds)
	}
	if same > rounds/4 {
		t.Errorf("%d of %d slips change nothing", same, rounds)
	}
}

// TestMutateAnything: what is left after slips may be no document at all, and can be
// slipped in all the same.
func TestMutateAnything(t *testing.T) {
	for _, text := range []string{"", "\n", "word", "- item\n", "{}\n", "a: []\n---\nb: {}\n", "\t:[", "é: ü\n"} {
		for seed := range uint64(200) {
			r := from(seed)
			mutated := text
			for range 5 {
				mutated, _ = Mutate(r, mutated)
			}
		}
	}
}
