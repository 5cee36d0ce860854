package lens_test

import (
	"strings"
	"testing"

	"netpol-tutor/grader/lens"
)

func TestFlip(t *testing.T) {
	fromFront := policy("bank", "front", "  podSelector: {}\n  policyTypes: [Ingress]\n  ingress:\n  - from:\n    - namespaceSelector: {}\n      podSelector:\n        matchLabels:\n          tier: front\n    ports:\n    - port: 8200\n")
	oneVault := policy("bank", "in", "  podSelector:\n    matchLabels:\n      app: vault\n  policyTypes:\n  - Ingress\n  ingress:\n  - from:\n    - namespaceSelector: {}\n    ports:\n    - port: 8200\n    - port: 443\n")
	anyone := policy("bank", "in", "  podSelector:\n    matchLabels:\n      app: vault\n  policyTypes:\n  - Ingress\n  ingress:\n  - {}\n")
	range80 := policy("bank", "in", "  podSelector:\n    matchLabels:\n      app: vault\n  ingress:\n  - from:\n    - namespaceSelector:\n        matchLabels:\n          kubernetes.io/metadata.name: shop\n      podSelector:\n        matchLabels:\n          app: cart\n    ports:\n    - port: 8000\n      endPort: 8300\n")
	cases := []struct {
		name, text, start string
		from, to          string
		port              uint16
		steps             string
		flows             int
	}{
		{"a label names one pod, a rule more opens for it alone", oneVault, "", "shop/cart-0", "bank/vault-0", 22,
			"add rule bank/in spec.ingress", 0},
		{"twins cannot be told apart", oneVault, "", "shop/web-0", "bank/vault-0", 22,
			"add rule bank/in spec.ingress", 1},
		{"a policy for one pod opens less than a rule for all", policy("bank", "lock", lockBoth), "", "shop/cart-0", "bank/vault-0", 22,
			"add policy bank/allow-vault-0", 0},
		{"both sides closed", policy("bank", "lock", lockBoth) + "---\n" + policy("shop", "lock", lockBoth), "", "shop/cart-0", "bank/vault-0", 22,
			"add rule shop/lock spec.egress; add rule bank/lock spec.ingress", 0},
		{"a policy that is not in the text is opened beside it", "", policy("bank", "lock", lockBoth), "shop/cart-0", "bank/desk-0", 80,
			"add policy bank/allow-desk-0", 0},
		{"an address outside", policy("shop", "out", "  podSelector: {matchLabels: {app: cart}}\n  policyTypes: [Egress]\n"), "", "shop/cart-0", "far", 443,
			"add rule shop/out spec.egress", 0},
		{"close: a port of its own goes", oneVault, "", "bank/desk-0", "bank/vault-0", 443,
			"narrow rule bank/in spec.ingress[0]", 0},
		{"close: a range is cut in two", range80, "", "shop/cart-0", "bank/vault-0", 8200,
			"narrow port bank/in spec.ingress[0].ports[0]", 0},
		{"close: nothing isolates", "", "", "shop/cart-0", "bank/vault-0", 8200,
			"add policy shop/isolate-cart-0", 1},
		{"close: every rule that lets it through", oneVault + "---\n" + fromFront, "", "shop/web-0", "bank/vault-0", 8200,
			"narrow rule bank/in spec.ingress[0]; narrow peer bank/front spec.ingress[0].from[0]", 3},
		{"close: anybody may", anyone, "", "far", "bank/vault-0", 8200, "narrow rule bank/in spec.ingress[0]", 0},
	}
	for _, one := range cases {
		t.Run(one.name, func(t *testing.T) {
			c := newTask(t, "", one.start)
			files := file(one.text)
			a, ok := lens.Flip(c, files, flow(t, c, one.from, one.to, one.port))
			if !ok {
				t.Fatal("no edit was found")
			}
			if one.steps != "" && steps(a) != one.steps {
				t.Errorf("steps are %s, want %s", steps(a), one.steps)
			}
			if one.flows >= 0 && a.Flows != one.flows {
				t.Errorf("%d other flows change, want %d", a.Flows, one.flows)
			}
			if why := unfit(c, files, flow(t, c, one.from, one.to, one.port), a); why != "" {
				t.Errorf("%s:\n%s", why, a.Files[0].Text)
			}
		})
	}
}

func TestFlipHasNoAnswer(t *testing.T) {
	lock := policy("bank", "lock", "  podSelector: {}\n  policyTypes: [Ingress]\n  ingress: [{}]\n")
	out := policy("shop", "lock", "  podSelector: {}\n  policyTypes: [Egress]\n  egress: [{}]\n")
	c := newTask(t, "", lock+"---\n"+out)
	cases := []struct {
		name     string
		from, to string
		files    int
	}{
		{"policies that the text does not hold allow it on both sides", "shop/cart-0", "bank/vault-0", 1},
		{"a pod and itself", "shop/cart-0", "shop/cart-0", 1},
		{"both ends outside", "far", "far", 1},
		{"there is no file to write to", "bank/desk-0", "shop/cart-0", 0},
	}
	for _, one := range cases {
		t.Run(one.name, func(t *testing.T) {
			if a, ok := lens.Flip(c, file("")[:one.files], flow(t, c, one.from, one.to, 80)); ok {
				t.Errorf("there is an answer: %s", steps(a))
			}
		})
	}
}

func TestFlipSaysWhetherTheTaskPasses(t *testing.T) {
	solution := policy("bank", "in", "  podSelector: {matchLabels: {app: vault}}\n  policyTypes: [Ingress]\n  ingress:\n  - from:\n    - namespaceSelector: {}\n      podSelector:\n        matchLabels:\n          app: cart\n    ports:\n    - port: 8200\n")
	c := newTask(t, solution, "")
	f := flow(t, c, "shop/cart-0", "bank/vault-0", 8200)
	a, ok := lens.Flip(c, file(solution), f)
	if !ok || !a.Passed || a.Passes {
		t.Fatalf("breaking a solution: found %t, passed %t, passes %t", ok, a.Passed, a.Passes)
	}
	back, ok := lens.Flip(c, a.Files, f)
	if !ok || back.Passed || !back.Passes {
		t.Errorf("mending it again: found %t, passed %t, passes %t", ok, back.Passed, back.Passes)
	}
}

func TestFlipKeepsTheRestOfTheText(t *testing.T) {
	text := "# mine\n" + policy("bank", "in", "  podSelector: {matchLabels: {app: vault}} # the vault\n  policyTypes: [Ingress]\n  ingress:\n  - from:\n    - podSelector: {} # neighbours\n    ports: [{port: 80}]\n")
	c := newTask(t, "", "")
	a, ok := lens.Flip(c, file(text), flow(t, c, "bank/desk-0", "bank/vault-0", 443))
	want := strings.Replace(text, "[{port: 80}]", "[{port: 80}, {protocol: TCP, port: 443}]", 1)
	if !ok || a.Files[0].Text != want {
		t.Errorf("the text is\n%s\nwant\n%s", a.Files[0].Text, want)
	}
	if a.Lines != 2 {
		t.Errorf("%d lines change, want 2: the old and the new", a.Lines)
	}
}
