package lens_test

import (
	"fmt"
	"strings"
	"testing"

	"netpol-tutor/grader/lens"
	"netpol-tutor/grader/netpol"
)

const taught = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: in
  namespace: bank
spec:
  podSelector:
    matchLabels:
      app: vault
  policyTypes:
  - Ingress
  - Egress
  egress:
  - {}
  ingress:
  - from:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: shop
      podSelector:
        matchExpressions:
        - {key: app, operator: In, values: [cart]}
    - ipBlock:
        cidr: 198.51.100.0/24
        except:
        - 198.51.100.7/32
    ports:
    - port: 8200
    - port: 8200
      protocol: TCP
`

func TestParts(t *testing.T) {
	c := newTask(t, "", "")
	var got []string
	for _, p := range lens.Parts(c, file(taught)) {
		first, last := p.Lines()
		what := fmt.Sprintf("opens %d, closes %d", lens.Pairs(p.Effect.Opened), lens.Pairs(p.Effect.Closed))
		switch {
		case p.Needed:
			what = "needed"
		case p.Idle():
			what = "idle"
		}
		got = append(got, fmt.Sprintf("%2d-%2d %s%s: %s", first, last, strings.Repeat(" ", p.Depth), p.Kind, what))
	}
	want := []string{
		" 1-30 policy: opens 8, closes 0",
		" 9- 9  label: opens 0, closes 8",
		"11-11  policy type: opens 8, closes 0",
		"12-12  policy type: idle",
		"14-14  rule: opens 0, closes 8",
		"16-30  rule: opens 0, closes 2",
		"17-22   peer: opens 0, closes 1",
		"17-19    selector: opens 0, closes 1",
		"19-19     label: idle",
		"20-22    selector: opens 3, closes 0",
		"22-22     expression: opens 3, closes 0",
		"23-26   peer: opens 0, closes 1",
		"26-26    exception: opens 1, closes 0",
		"28-28   port: idle",
		"29-30   port: idle",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("parts are\n%s", strings.Join(got, "\n"))
	}
}

func TestPartsOfWhatStandsElsewhere(t *testing.T) {
	c := newTask(t, "", "")
	cases := []struct{ name, text, want string }{
		{"what the server refuses has no parts", strings.Replace(taught, "ports:", "portz:", 1), ""},
		{"a part that holds the document together", policy("bank", "in", "  podSelector: {}\n  ingress:\n  - from:\n    - ipBlock:\n        cidr: 10.0.0.0/8\n    - podSelector:\n        matchExpressions:\n        - {key: app, operator: Exists}\n"),
			"policy; rule spec.ingress[0]; peer spec.ingress[0].from[0]; peer spec.ingress[0].from[1]; expression spec.ingress[0].from[1].podSelector.matchExpressions[0]"},
		{"what an alias repeats", policy("bank", "in", "  podSelector: &all\n    matchLabels: {app: vault}\n  ingress:\n  - from:\n    - podSelector: *all\n"),
			"policy; label spec.podSelector.matchLabels[app]; rule spec.ingress[0]; peer spec.ingress[0].from[0]"},
		{"another kind", "apiVersion: v1\nkind: Namespace\nmetadata: {name: more}\n", ""},
	}
	for _, one := range cases {
		t.Run(one.name, func(t *testing.T) {
			var got []string
			for _, p := range lens.Parts(c, file(one.text)) {
				got = append(got, strings.TrimSpace(string(p.Kind)+" "+p.Path))
			}
			if strings.Join(got, "; ") != one.want {
				t.Errorf("parts are %s, want %s", strings.Join(got, "; "), one.want)
			}
		})
	}
}

func TestExamplesBeginWithWhatTheTaskSpeaksOf(t *testing.T) {
	c := newTask(t, "", "")
	whole := lens.Parts(c, file(taught))[0]
	examples := lens.Examples(c, whole.Effect.Opened, 2)
	if len(examples) != 2 {
		t.Fatalf("%d examples, want 2", len(examples))
	}
	for _, e := range examples {
		if e.Flow.From.Pod == nil || e.Flow.To.Pod == nil {
			t.Errorf("an address outside is named before the pods: %v", e.Flow)
		}
		if !e.Ports.Contains(e.Flow.Protocol, e.Flow.Port) {
			t.Errorf("%v is not among what differs", e.Flow)
		}
	}
}

func BenchmarkParts(b *testing.B) {
	c := newTask(b, "", "")
	files := file(taught + "---\n" + strings.Replace(taught, "namespace: bank", "namespace: shop", 1))
	if n := strings.Count(files[0].Text, "\n"); n < 60 {
		b.Fatalf("only %d lines", n)
	}
	b.ReportAllocs()
	for b.Loop() {
		lens.Parts(c, files)
	}
}

func BenchmarkFlip(b *testing.B) {
	c := newTask(b, "", "")
	files := file(taught + "---\n" + strings.Replace(taught, "namespace: bank", "namespace: shop", 1))
	flows := map[string]netpol.Flow{
		"open":  flow(b, c, "bank/desk-0", "bank/vault-0", 22),
		"close": flow(b, c, "shop/cart-0", "bank/vault-0", 8200),
	}
	for name, f := range flows {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, ok := lens.Flip(c, files, f); !ok {
					b.Fatal("no answer")
				}
			}
		})
	}
}
