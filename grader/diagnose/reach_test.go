package diagnose_test

import (
	"strings"
	"testing"

	"netpol-tutor/grader/diagnostic"
)

// slip is a right answer of a world with some words exchanged: old, new, old, new ...
type slip struct {
	world string
	words []string
}

func in(world string, words ...string) slip { return slip{world, words} }

const (
	millDNS   = "  - ports:\n    - protocol: UDP\n      port: 53\n    - protocol: TCP\n      port: 53\n"
	lockedDNS = "    - ports:\n        - protocol: UDP\n          port: 53\n        - protocol: TCP\n          port: 53\n"
	quayDNS   = millDNS
	millTo    = "    - namespaceSelector:\n        matchLabels:\n          kubernetes.io/metadata.name: store\n"
	millFrom  = "    - namespaceSelector:\n        matchLabels:\n          kubernetes.io/metadata.name: mill\n"
	lockedTo  = "        - namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: depot\n          podSelector:\n            matchLabels:\n              app: goods\n"
	vaultFrom = "        - namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: desk\n          podSelector:\n            matchLabels:\n              app: teller\n"
	dnsPeer   = "    - to:\n        - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}\n          podSelector: {matchLabels: {k8s-app: kube-dns}}\n      ports:\n"
)

// to puts peers before the ports of the rule for lookups.
func to(peers string) string {
	return "    - to:\n        - " + peers + "\n      ports:\n        - protocol: UDP\n"
}

const lockedPorts = "    - ports:\n        - protocol: UDP\n"

// reached are, for each cause, slips of several shapes that have it.
var reached = map[string][]slip{
	"dns-egress-missing": {
		in("locked", lockedDNS, ""), in("mill", millDNS, "", "policyTypes:\n  - Egress", "policyTypes: [Egress]"), in("harbour", quayDNS, ""),
		in("mill", millDNS, "", millTo, "    - namespaceSelector: {matchLabels: {guild: bakers}}\n    ports: [{port: 7070}]\n"),
	},
	"dns-udp-only": {
		in("locked", "        - protocol: TCP\n          port: 53\n", ""), in("harbour", "    - protocol: TCP\n      port: 53\n", ""),
		in("mill", millDNS, "  - to: [{namespaceSelector: {}}]\n    ports: [{port: 53, protocol: UDP}]\n"),
	},
	"dns-tcp-only": {
		in("locked", "        - protocol: UDP\n          port: 53\n        - protocol", "        - protocol"), in("mill", millDNS, "  - ports: [{port: 53}]\n"),
		in("locked", lockedDNS, dnsPeer+"        - port: 53\n"),
	},
	"dns-nested-in-app-rule": {
		in("locked", lockedDNS, "", "        - protocol: TCP\n          port: 5672\n---", "        - protocol: TCP\n          port: 5672\n        - {protocol: UDP, port: 53}\n        - {protocol: TCP, port: 53}\n---"),
		in("mill", millDNS, "    ports:\n    - {port: 7070}\n    - {port: 53, protocol: UDP}\n    - {port: 53}\n"),
		in("mill", "  - ports:\n", "    ports:\n"),
	},
	"dns-wrong-pod-label": {
		in("locked", lockedPorts, to("namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}\n          podSelector: {matchLabels: {app: coredns}}")),
		in("mill", "  - ports:\n", "  - to:\n    - namespaceSelector: {}\n      podSelector: {matchLabels: {k8s-app: coredns}}\n    ports:\n"),
		in("locked", lockedPorts, to("namespaceSelector: {}\n          podSelector: {matchExpressions: [{key: k8s-app, operator: In, values: [core-dns]}]}")),
	},
	"dns-wrong-namespace": {
		in("locked", lockedPorts, to("namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: default}}")),
		in("mill", "  - ports:\n", "  - to: [{namespaceSelector: {matchLabels: {guild: millers}}}]\n    ports:\n"),
		in("locked", lockedPorts, to("namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shift}}\n          podSelector: {matchLabels: {k8s-app: kube-dns}}")),
	},
	"dns-podselector-without-namespace": {
		in("locked", lockedPorts, to("podSelector: {matchLabels: {k8s-app: kube-dns}}")),
		in("mill", "  - ports:\n", "  - to: [{podSelector: {matchExpressions: [{key: k8s-app, operator: Exists}]}}]\n    ports:\n"),
		in("mill", "  - ports:\n", "  - to:\n    - podSelector:\n        matchLabels:\n          k8s-app: kube-dns\n    ports:\n"),
	},
	"dns-label-on-namespace-selector": {
		in("locked", lockedPorts, to("namespaceSelector: {matchLabels: {k8s-app: kube-dns}}")),
		in("mill", "  - ports:\n", "  - to: [{namespaceSelector: {matchExpressions: [{key: k8s-app, operator: In, values: [kube-dns]}]}}]\n    ports:\n"),
		in("locked", lockedPorts, to("namespaceSelector: {matchLabels: {k8s-app: kube-dns}}\n          podSelector: {matchLabels: {k8s-app: kube-dns}}")),
	},
	"dns-in-wrong-policy": {
		in("mill", millDNS, "", millFrom, millFrom+millDNS),
		in("locked", lockedDNS, "", "              app: driver\n      ports:\n        - protocol: TCP\n          port: 5672\n", "              app: driver\n      ports:\n        - protocol: TCP\n          port: 5672\n"+lockedDNS),
		in("mill", millDNS, "", "  policyTypes:\n  - Egress\n", "  policyTypes: [Egress, Ingress]\n  ingress:\n  - {}\n"+strings.Replace(millDNS, "  - ports", "  - ports", 1)),
	},
	"dns-wrong-port": {
		in("locked", "port: 53", "port: 5353"), in("mill", millDNS, "  - ports: [{port: 8053, protocol: UDP}, {port: 8053}]\n"), in("harbour", "port: 53\n", "port: 54\n"),
	},
	"and-or-dash-split": {
		in("vault", "          podSelector:\n            matchLabels:\n              app: teller", "        - podSelector:\n            matchLabels:\n              app: teller"),
		in("vault", "          podSelector:\n            matchLabels:\n              app: teller", "        - podSelector: {matchExpressions: [{key: app, operator: In, values: [teller]}]}"),
		in("harbour", "      podSelector:\n        matchExpressions", "    - podSelector:\n        matchExpressions"),
	},
	"and-or-dash-joined": {
		in("mill", millTo, millTo+"      podSelector:\n        matchLabels:\n          app: grinder\n"),
		in("mill", millFrom, millFrom+"      podSelector:\n        matchLabels:\n          app: flour\n"),
		in("cache", "    - podSelector: {}\n", "    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: default}}\n      podSelector: {matchLabels: {app: hole}}\n"),
	},
	"namespace-label-guess": {
		in("locked", "kubernetes.io/metadata.name: depot", "name: depot"), in("vault", "kubernetes.io/metadata.name", "namespace"),
		in("mill", "        matchLabels:\n          kubernetes.io/metadata.name: mill", "        matchExpressions:\n        - {key: ns, operator: In, values: [mill]}"),
	},
	"podselector-for-other-namespace": {
		in("locked", "        - namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: shift\n          podSelector", "        - podSelector"),
		in("locked", "        - namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: depot\n          podSelector", "        - podSelector"),
		in("mill", millFrom, "    - podSelector:\n        matchLabels: {app: grinder}\n"),
	},
	"namespace-label-in-podselector": {
		in("mill", millTo, strings.Replace(millTo, "namespaceSelector", "podSelector", 1)), in("mill", millFrom, "    - podSelector: {matchLabels: {guild: millers}}\n"),
		in("locked", "        - namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: depot\n          podSelector:\n            matchLabels:\n", "        - podSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: depot\n"),
	},
	"pod-label-in-namespaceselector": {
		in("mill", "kubernetes.io/metadata.name: mill", "app: grinder"), in("mill", "kubernetes.io/metadata.name: store", "app: sugar"),
		in("locked", "          podSelector:\n            matchLabels:\n              app: goods\n", "", "kubernetes.io/metadata.name: depot", "app: goods"),
	},
	"empty-selector-too-wide": {
		in("mill", "    - namespaceSelector:\n        matchLabels:\n          kubernetes.io/metadata.name: mill\n", "    - namespaceSelector: {}\n"),
		in("vault", "          podSelector:\n            matchLabels:\n              app: teller", "          podSelector: {}"),
		in("mill", millTo, "    - namespaceSelector: {}\n"),
	},
	"label-typo": {
		in("mill", "kubernetes.io/metadata.name: mill", "kubernetes.io/metadata.name: mil"), in("vault", "              app: teller", "              app: tellers"),
		in("locked", "              app: driver", "              ap: driver"),
	},
	"service-name-as-label": {
		in("mill", millTo, millTo+"      podSelector:\n        matchLabels:\n          name: flour\n"),
		in("locked", "              app: goods", "              service: goods"),
		in("mill", "kubernetes.io/metadata.name: store", "svc: flour"),
		in("vault", "              app: teller", "              app: counter"),
	},
	"labels-are-anded": {
		in("vault", "              app: teller", "              app: teller\n              floor: ground"),
		in("harbour", "{matchLabels: {app: radio}}", "{matchLabels: {app: radio, kind: wired}}"),
		in("locked", "              app: driver", "              app: driver\n              job: driver"),
	},
	"match-expression-misuse": {
		in("harbour", "operator: NotIn", "operator: In"), in("harbour", "operator: NotIn\n          values: [sunk]", "operator: DoesNotExist"),
		in("harbour", "          values: [sunk]\n", ""), in("harbour", "operator: NotIn", "operator: Exists"),
	},
	"policy-in-wrong-namespace": {
		in("vault", "  namespace: bank\n", ""), in("locked", "  namespace: depot\n", "  namespace: shift\n"), in("mill", "  namespace: mill\n", "  namespace: default\n"),
		in("mill", "  namespace: mill\n", "  namespace: X\n", "  namespace: store\n", "  namespace: mill\n", "  namespace: X\n", "  namespace: store\n"),
	},
	"selects-nothing": {
		in("vault", "      app: vault", "      app: safe"), in("locked", "      app: goods\n  policyTypes", "      name: goods\n  policyTypes"),
		in("mill", "  podSelector: {}\n  policyTypes:\n  - Egress", "  podSelector: {matchLabels: {kubernetes.io/metadata.name: mill}}\n  policyTypes:\n  - Egress"),
	},
	"selects-too-little": {
		in("mill", "  podSelector: {}\n  policyTypes:\n  - Ingress", "  podSelector: {matchLabels: {app: flour}}\n  policyTypes:\n  - Ingress"),
		in("mill", "  podSelector: {}\n  policyTypes:\n  - Ingress", "  podSelector:\n    matchExpressions:\n    - {key: app, operator: NotIn, values: [sugar]}\n  policyTypes:\n  - Ingress"),
		in("mill", "  podSelector: {}\n  policyTypes:\n  - Ingress", "  podSelector: {matchExpressions: [{key: app, operator: In, values: [sugar]}]}\n  policyTypes:\n  - Ingress"),
	},
	"selects-too-much": {
		in("vault", "  podSelector:\n    matchLabels:\n      app: vault\n", "  podSelector: {}\n"),
		in("locked", "  podSelector:\n    matchLabels:\n      app: driver\n", "  podSelector: {}\n"),
		in("harbour", "  podSelector:\n    matchLabels: {app: gate}\n", "  podSelector: {}\n"),
	},
	"subject-peer-swapped": {
		in("locked", "      app: driver\n  policyTypes", "      app: X\n  policyTypes", "              app: goods", "              app: driver", "app: X", "app: goods"),
		in("locked", "      app: goods\n  policyTypes", "      app: X\n  policyTypes", "              app: driver", "              app: goods", "app: X", "app: driver"),
		in("vault", "      app: vault", "      app: X", "              app: teller", "              app: vault", "app: X", "app: teller"),
	},
	"wrong-direction": {
		in("vault", "Ingress", "Egress", "  ingress:\n    - from:", "  egress:\n    - to:"), in("locked", "    - Ingress\n  ingress:\n    - from:", "    - Egress\n  egress:\n    - to:"),
		in("mill", "  - Ingress\n  ingress:\n  - from:\n"+millFrom, "  - Egress\n  egress:\n  - to:\n"+millFrom+millDNS),
		in("mill", "  - Egress\n  egress:\n  - to:\n"+millTo+millDNS, "  - Ingress\n  ingress:\n  - from:\n"+millTo),
	},
	"policytypes-missing-egress": {
		in("locked", "    - Egress\n", "    - Ingress\n"), in("mill", "  - Egress\n", "  - Ingress\n"), in("vault", "    - Ingress\n", "    - Egress\n"),
		in("locked", "  policyTypes:\n    - Ingress\n", "  policyTypes: [Egress]\n"),
	},
	"accidental-isolation": {
		in("mill", "  - Ingress\n", "  - Ingress\n  - Egress\n"), in("mill", "  policyTypes:\n  - Egress\n", "  policyTypes: [Ingress, Egress]\n"), in("harbour", "policyTypes: [Ingress]", "policyTypes: [Ingress, Egress]"),
		in("mill", "  policyTypes:\n  - Egress\n", ""),
	},
	"egress-empty-list": {
		in("mill", "  egress:\n  - to:\n"+millTo+millDNS, "  egress: []\n"), in("locked", "  ingress:\n    - from:\n        - namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: shift\n          podSelector:\n            matchLabels:\n              app: driver\n      ports:\n        - protocol: TCP\n          port: 5672\n", "  ingress: []\n"),
		in("mill", "  policyTypes:\n  - Egress\n  egress:\n  - to:\n"+millTo+millDNS, "  policyTypes: [Egress]\n  egress: []\n"),
	},
	"return-path-rule": {
		in("mill", millFrom, millFrom+"  egress:\n  - to:\n"+millFrom, "  - Ingress\n", "  - Ingress\n  - Egress\n"),
		in("mill", "  policyTypes:\n  - Ingress\n", "  egress: [{to: [{namespaceSelector: {matchLabels: {guild: millers}}}]}]\n"),
		in("vault", "    - Ingress\n", "    - Ingress\n    - Egress\n", "  ingress:\n", "  egress:\n    - to:\n"+vaultFrom+"  ingress:\n"),
	},
	"empty-rule-allows-all": {
		in("vault", "  ingress:\n", "  ingress:\n    - {}\n"), in("mill", "  egress:\n", "  egress:\n  -\n"), in("locked", "  ingress:\n", "  ingress:\n    - from: []\n"),
		in("mill", "  - from:\n"+millFrom, "  - from:\n"),
	},
	"stray-dash": {
		in("vault", "          port: 8443\n", "          port: 8443\n        -\n"), in("mill", millDNS, millDNS+"    -\n"), in("locked", "          port: 53\n        - protocol", "          port: 53\n        -\n        - protocol"),
	},
	"rule-split-by-dash": {
		in("vault", "      ports:\n", "    - ports:\n"), in("locked", "              app: driver\n      ports:", "              app: driver\n    - ports:"),
		in("harbour", "          values: [sunk]\n    ports:\n", "          values: [sunk]\n  - ports:\n"),
	},
	"service-port-not-target-port": {
		in("vault", "port: 8443", "port: 443"), in("vault", "        - protocol: TCP\n          port: 8443\n", "        - port: 443\n"), in("vault", "      ports:\n        - protocol: TCP\n          port: 8443\n", "      ports: [{protocol: TCP, port: 443}]\n"),
	},
	"named-port-mismatch": {
		in("vault", "port: 8443", "port: https"), in("vault", "        - protocol: TCP\n          port: 8443\n", "        - port: web\n"), in("harbour", "port: 8080", "port: http"),
	},
	"protocol-default-tcp": {
		in("harbour", "    - protocol: UDP\n      port: 8125", "    - port: 8125"), in("harbour", "    - protocol: UDP\n      port: 30000\n", "    - port: 30000\n"), in("harbour", "    - protocol: UDP\n      port: 8125", "    - {port: 8125, endPort: 8125}"),
	},
	"endport-misuse": {
		in("harbour", "      endPort: 30020\n", "    - protocol: UDP\n      port: 30020\n"), in("harbour", "      port: 30000\n      endPort: 30020\n", "      port: 30020\n      endPort: 30000\n"),
		in("harbour", "      port: 30000\n      endPort: 30020\n", "      port: 30000-30020\n"),
	},
	"port-quoted": {
		in("vault", "port: 8443", "port: '8443'"), in("mill", "port: 53", "port: \"53\""), in("harbour", "      endPort: 30020", "      endPort: '30020'"),
	},
	"ipblock-for-service": {
		in("harbour", "    - podSelector: {matchLabels: {app: log}}\n", "    - ipBlock: {cidr: 10.96.44.12/32}\n"), in("harbour", "    - podSelector: {matchLabels: {app: log}}\n", "    - ipBlock:\n        cidr: 10.96.44.0/24\n"),
		in("mill", "  - ports:\n", "  - to: [{ipBlock: {cidr: 10.96.0.10/32}}]\n    ports:\n"),
	},
	"ipblock-except-outside": {
		in("harbour", "        - 192.0.2.128/25", "        - 192.0.3.128/25"), in("harbour", "        - 192.0.2.128/25", "        - 192.0.2.128/25\n        - 10.0.0.0/8"), in("harbour", "        cidr: 203.0.113.0/24", "        cidr: 203.0.113.0/24\n        except: [198.51.100.0/24]"),
	},
	"fqdn-in-policy": {
		in("harbour", "cidr: 203.0.113.0/24", "cidr: pilots.example"), in("harbour", "cidr: 192.0.2.0/24", "cidr: 192.0.2.44"), in("harbour", "cidr: 203.0.113.0/24", "cidr: https://pilots.example"),
	},
	"wrong-api-version": {
		in("vault", "networking.k8s.io/v1", "networking/v1"), in("mill", "apiVersion: networking.k8s.io/v1", "apiVersion: v1"), in("locked", "networking.k8s.io/v1", "extensions/v1beta1"), in("vault", "kind: NetworkPolicy", "kind: NetPol"),
	},
	"unknown-field": {
		in("vault", "podSelector:\n    matchLabels", "podSelector:\n    matchlabels"), in("mill", "  policyTypes:", "  policyType:"), in("locked", "    - Egress", "    - egress"), in("vault", "    - from:", "    - to:"),
		in("vault", "  namespace: bank\nspec:\n", "spec:\n  namespace: bank\n"),
	},
	"label-syntax": {
		in("vault", "    matchLabels:\n      app: vault", "    matchLabels: app=vault"), in("locked", "              app: driver", "              - app: driver"), in("vault", "      app: vault", "      app:vault"),
	},
	"duplicate-key": {
		in("mill", "          kubernetes.io/metadata.name: mill", "          kubernetes.io/metadata.name: mill\n          kubernetes.io/metadata.name: store"), in("mill", "  - ports:\n", "  egress:\n  - ports:\n"), in("vault", "  namespace: bank\n", "  namespace: bank\n  namespace: desk\n"),
	},
	"doc-separator-missing": {
		in("mill", "---\n", ""), in("locked", "---\n", "\n"), in("harbour", "---\n", "# and now the gate\n"),
	},
	"same-name-twice": {
		in("mill", "  name: enter\n  namespace: store", "  name: leave\n  namespace: mill"), in("vault", "kind: NetworkPolicy\n", "kind: NetworkPolicy\n"+"", "          port: 8443\n", "          port: 8443\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: guard, namespace: bank}\nspec: {podSelector: {}, policyTypes: [Ingress]}\n"),
		in("mill", "---\n", "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: leave, namespace: mill}\nspec: {podSelector: {}, policyTypes: [Egress], egress: [{ports: [{port: 53, protocol: UDP}, {port: 53}]}]}\n---\n"),
	},
	"ports-indented-into-peer": {
		in("vault", "      ports:\n        - protocol: TCP\n          port: 8443\n", "          ports:\n            - protocol: TCP\n              port: 8443\n"), in("locked", "              app: goods\n      ports:\n        - protocol: TCP\n          port: 5672\n", "              app: goods\n          ports:\n            - protocol: TCP\n              port: 5672\n"),
		in("mill", millTo+millDNS, millTo+"    - namespaceSelector: {}\n      ports:\n      - {protocol: UDP, port: 53}\n      - {protocol: TCP, port: 53}\n"),
	},
	"required-name-missing": {
		in("mill", "name: enter", "name: entry"), in("vault", "name: guard", "name: guardian"), in("locked", "name: send", "name: sender"),
	},
	"half-solution": {
		in("mill", "---\n", "---\n---\n", "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: enter\n  namespace: store\nspec:\n  podSelector: {}\n  policyTypes:\n  - Ingress\n  ingress:\n  - from:\n"+millFrom, ""),
		in("mill", "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: leave\n  namespace: mill\nspec:\n  podSelector: {}\n  policyTypes:\n  - Egress\n  egress:\n  - to:\n"+millTo+millDNS+"---\n", ""),
		in("mill", "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: enter\n  namespace: store\nspec:\n  podSelector: {}\n  policyTypes:\n  - Ingress\n  ingress:\n  - from:\n"+millFrom, "# later\n"),
	},
	"protected-changed": {
		in("locked", "---\n", "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: lock, namespace: shift}\nspec: {podSelector: {}, policyTypes: [Ingress]}\n---\n"),
		in("locked", "---\n", "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: depot, labels: {name: depot}}\n---\n"),
		in("locked", "---\n", "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: lock, namespace: depot}\nspec: {podSelector: {matchLabels: {app: office}}}\n---\n"),
	},
	"node-local-dns": {
		in("cache", "    - ipBlock: {cidr: 169.254.20.10/32}\n", ""), in("cache", "    - ipBlock: {cidr: 169.254.20.10/32}\n    - namespaceSelector: {}\n      podSelector: {matchLabels: {k8s-app: kube-dns}}\n", "    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}\n"),
		in("cache", "    - ipBlock: {cidr: 169.254.20.10/32}\n    - namespaceSelector: {}\n      podSelector: {matchLabels: {k8s-app: kube-dns}}\n", "    - namespaceSelector: {}\n"),
	},
}

// TestReached: every cause is reached from submissions of several shapes, with a change
// that helps.
func TestReached(t *testing.T) {
	all := worlds(t)
	for cause, slips := range reached {
		for _, s := range slips {
			t.Run(cause+"/"+s.world, func(t *testing.T) {
				for _, w := range all {
					if w.name == s.world {
						w.reaches(t, cause, s)
					}
				}
			})
		}
	}
}

func (w *world) reaches(t *testing.T, cause string, s slip) {
	text := w.slipped(t, s)
	g := w.grade(text)
	if g.passed() {
		t.Fatalf("passes\n%s", text)
	}
	found := w.diagnose(g)
	if found[0].Code != cause || found[0].Severity != diagnostic.Error {
		t.Errorf("told %s, want %s\n%s", codes(found), cause, text)
		return
	}
	if found[0].Fix == nil {
		t.Fatalf("no fix: %s", told(found))
	}
	w.checkFix(t, g, *found[0].Fix)
}

// slipped is the right answer with a slip in it.
func (w *world) slipped(t *testing.T, s slip) string {
	t.Helper()
	text := w.right[0].text
	for i := 0; i < len(s.words); i += 2 {
		if !strings.Contains(text, s.words[i]) {
			t.Fatalf("no %q in\n%s", s.words[i], text)
		}
		text = strings.ReplaceAll(text, s.words[i], s.words[i+1])
	}
	return text
}
