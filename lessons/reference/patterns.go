package reference

// patterns are the pages of what comes up again and again. Their examples speak of a
// blog and its press, which no lesson does.
func patterns() *Page {
	top := &Page{
		Path: "patterns", Name: "patterns",
		Says: "What comes up again and again, as text to start from. Names, labels and ports are those of a made-up blog: yours differ.",
	}
	for _, p := range patternPages() {
		p.Path = join(top.Path, p.Name)
		top.adopt(&p)
	}
	return top
}

func patternPages() []Page {
	return []Page{
		{
			Name: "deny-all", keywords: "default deny everything isolate lock",
			Says: "Close a namespace in both directions. Nobody gets in, nothing gets out, lookups of names included; other policies then open what is needed.",
			Example: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: blog}
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]`,
			Trap: "egress-empty-list",
		},
		{
			Name: "allow-all", keywords: "open everything empty rule",
			Says: "Open a direction again, whatever other policies close: one rule without conditions.",
			Example: `spec:
  podSelector: {}
  policyTypes: [Ingress]
  ingress:
  - {}`,
			Trap: "empty-rule-allows-all",
		},
		{
			Name: "allow-dns", keywords: "name lookup resolve kube-dns coredns port 53 udp tcp",
			Says: "Let names be looked up where egress is restricted: a rule of its own, over UDP and TCP. The first form opens port 53 of anybody, the second only that of the cluster's DNS pods.",
			Example: `egress:
- ports:
  - {protocol: UDP, port: 53}
  - {protocol: TCP, port: 53}
# or
- to:
  - namespaceSelector:
      matchLabels: {kubernetes.io/metadata.name: kube-system}
    podSelector:
      matchLabels: {k8s-app: kube-dns}
  ports:
  - {protocol: UDP, port: 53}
  - {protocol: TCP, port: 53}`,
			Trap: "dns-egress-missing",
		},
		{
			Name: "and-or", keywords: "dash both either one item two items namespace pod selector combine",
			Says: "One dash: both selectors must hold of the same pod. Two dashes: either is enough, and the lone podSelector means pods of the policy's own namespace.",
			Example: `# pods app=page of press
from:
- namespaceSelector:
    matchLabels: {kubernetes.io/metadata.name: press}
  podSelector:
    matchLabels: {app: page}
# any pod of press, or pods app=page here
from:
- namespaceSelector:
    matchLabels: {kubernetes.io/metadata.name: press}
- podSelector:
    matchLabels: {app: page}`,
			Trap: "and-or-dash-split",
		},
		{
			Name: "both-sides", keywords: "two policies client server egress ingress between namespaces",
			Says: "Where both ends are isolated, a connection needs a rule at each: egress where it starts, ingress where it arrives. Each policy lives in the namespace of the pods that it selects.",
			Example: `metadata: {name: page-out, namespace: press}
spec:
  podSelector: {matchLabels: {app: page}}
  policyTypes: [Egress]
  egress:
  - to:
    - namespaceSelector:
        matchLabels: {kubernetes.io/metadata.name: blog}
      podSelector: {matchLabels: {app: store}}
    ports: [{port: 8080}]
---
metadata: {name: store-in, namespace: blog}
spec:
  podSelector: {matchLabels: {app: store}}
  policyTypes: [Ingress]
  ingress:
  - from:
    - namespaceSelector:
        matchLabels: {kubernetes.io/metadata.name: press}
      podSelector: {matchLabels: {app: page}}
    ports: [{port: 8080}]`,
			Trap: "one-side-only",
		},
		{
			Name: "same-namespace", keywords: "own neighbours only inside",
			Says: "Let pods of one namespace talk to each other and keep everybody else out: the empty podSelector as a peer is every pod of the policy's own namespace.",
			Example: `spec:
  podSelector: {}
  policyTypes: [Ingress]
  ingress:
  - from:
    - podSelector: {}`,
			Trap: "empty-selector-too-wide",
		},
		{
			Name: "outside", keywords: "internet external address range ipblock except cidr metadata",
			Says: "Let pods out to addresses beyond the cluster, but for some. Selectors never match what lies outside; only an ipBlock does.",
			Example: `egress:
- to:
  - ipBlock:
      cidr: 0.0.0.0/0
      except: [10.0.0.0/8, 169.254.169.254/32]`,
			Trap: "fqdn-in-policy",
		},
		{
			Name: "verify", keywords: "test check prove wget nc nslookup exec timeout bad address refused",
			Says: "Try what must work and what must not, from the pod that the policy is about, by name and by address. " +
				"\"bad address\" is a lookup that failed: the connection was never tried. A timeout is a closed way. \"refused\" got through, and nobody listens there.",
			Example: `kubectl exec -n press page-0 -- wget -qO- -T 5 http://store.blog:80
kubectl get pod -n blog -o wide        # the pod's address
kubectl exec -n press page-0 -- wget -qO- -T 5 http://10.0.1.7:8080
kubectl exec -n press page-0 -- nslookup store.blog.svc.cluster.local`,
			Trap: "denied-proved-by-name",
		},
	}
}
