package diagnose

var dnsPages = []Page{
	{
		Code:    "dns-egress-missing",
		Title:   "egress is restricted, and no rule lets DNS out",
		Say:     "Looking up a name is traffic too. Once a policy restricts what may leave a pod, the question to the cluster DNS needs a rule of its own: port 53, over UDP and TCP.",
		Symptom: "By name everything hangs and ends in \"bad address\" after some 20 seconds; by the pod's address the same connection works.",
		Why:     "A pod that any policy isolates for egress may send only what some rule allows. Nothing is allowed silently, the way to kube-dns included. So the connection is open, but nobody can find out its address.",
		Before: `egress:
- to:
  - namespaceSelector:
      matchLabels:
        kubernetes.io/metadata.name: shop
`,
		After: `egress:
- to:
  - namespaceSelector:
      matchLabels:
        kubernetes.io/metadata.name: shop
- ports:
  - {protocol: UDP, port: 53}
  - {protocol: TCP, port: 53}
`,
	},
	{
		Code:    "dns-udp-only",
		Title:   "DNS is open over UDP, but not over TCP",
		Say:     "An answer too large for one UDP packet is asked for again over TCP. Open port 53 on both protocols.",
		Symptom: "Most names resolve. Names with many addresses, and resolvers that prefer TCP, time out.",
		Why:     "DNS cuts off answers that do not fit a UDP packet and marks them; the resolver then repeats its question over TCP on the same port. A policy treats that as a new connection of another protocol.",
		Before:  "ports:\n- {protocol: UDP, port: 53}\n",
		After:   "ports:\n- {protocol: UDP, port: 53}\n- {protocol: TCP, port: 53}\n",
	},
	{
		Code:    "dns-tcp-only",
		Title:   "DNS is open over TCP, but not over UDP",
		Say:     "Resolvers ask over UDP first, and only your TCP door is open. A port without a protocol counts as TCP.",
		Symptom: "No name resolves, although a rule for port 53 is there to be seen.",
		Why:     "The first question always travels over UDP. TCP is tried only after a UDP answer said that it was cut off, and that answer never comes.",
		Before:  "ports:\n- port: 53\n",
		After:   "ports:\n- port: 53\n- {protocol: UDP, port: 53}\n",
	},
	{
		Code:    "dns-nested-in-app-rule",
		Title:   "port 53 stands inside the rule for the application",
		Say:     "Within one rule, to and ports belong together: this one says \"port 53, but only at those pods\". One dash in front of ports makes DNS a rule of its own.",
		Symptom: "Names no longer resolve, and often the application is unreachable by address as well.",
		Why:     "Every dash directly under egress is one rule, and a connection must satisfy both the to and the ports of the same rule. The DNS pods are not among the peers named there.",
		Before: `egress:
- to:
  - podSelector: {matchLabels: {app: api}}
  ports:
  - {protocol: UDP, port: 53}
  - {protocol: TCP, port: 53}
`,
		After: `egress:
- to:
  - podSelector: {matchLabels: {app: api}}
- ports:
  - {protocol: UDP, port: 53}
  - {protocol: TCP, port: 53}
`,
	},
	{
		Code:    "dns-wrong-pod-label",
		Title:   "the rule for port 53 selects no DNS pod",
		Say:     "The pods of the cluster DNS carry k8s-app=kube-dns, whatever program runs in them. Look at them with: kubectl get pods -n kube-system --show-labels",
		Symptom: "The DNS rule looks complete, and still no name resolves.",
		Why:     "A selector that matches nothing is legal and silent. CoreDNS replaced kube-dns years ago, but its pods and its Service kept the old label.",
		Before:  "to:\n- namespaceSelector: {}\n  podSelector: {matchLabels: {app: coredns}}\n",
		After:   "to:\n- namespaceSelector: {}\n  podSelector: {matchLabels: {k8s-app: kube-dns}}\n",
	},
	{
		Code:    "dns-wrong-namespace",
		Title:   "port 53 is opened towards a namespace without DNS",
		Say:     "The cluster DNS lives in kube-system; your rule opens port 53 of another namespace, where nobody answers.",
		Symptom: "No name resolves although the rule names a namespace and port 53.",
		Why:     "A namespaceSelector picks whole namespaces by their labels. The pods that answer lookups run in kube-system and nowhere else.",
		Before:  "to:\n- namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}\nports:\n- {protocol: UDP, port: 53}\n",
		After:   "to:\n- namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}\nports:\n- {protocol: UDP, port: 53}\n",
	},
	{
		Code:    "dns-podselector-without-namespace",
		Title:   "the DNS pods are looked for in the policy's own namespace",
		Say:     "A podSelector on its own never looks beyond the policy's namespace, and no DNS pod runs there. Put a namespaceSelector for kube-system into the same item.",
		Symptom: "The label k8s-app=kube-dns is right, port 53 is right, and no name resolves.",
		Why:     "Without a namespaceSelector beside it a podSelector means pods of the policy's own namespace. With both in one item it means such pods in those namespaces.",
		Before:  "to:\n- podSelector: {matchLabels: {k8s-app: kube-dns}}\n",
		After:   "to:\n- namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}\n  podSelector: {matchLabels: {k8s-app: kube-dns}}\n",
	},
	{
		Code:    "dns-label-on-namespace-selector",
		Title:   "a label of the DNS pods is asked of namespaces",
		Say:     "k8s-app=kube-dns sits on pods, and you asked for a namespace that carries it. Name the namespace in namespaceSelector and the label in podSelector, both in one item.",
		Symptom: "No name resolves although the label is spelled correctly.",
		Why:     "Each selector looks at the labels of its own kind of object. No namespace carries the labels of its pods.",
		Before:  "to:\n- namespaceSelector: {matchLabels: {k8s-app: kube-dns}}\n",
		After:   "to:\n- namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}\n  podSelector: {matchLabels: {k8s-app: kube-dns}}\n",
	},
	{
		Code:    "dns-in-wrong-policy",
		Title:   "port 53 is opened where nobody asks",
		Say:     "A lookup is a question that the client sends. So the rule belongs under egress, in the policy that restricts the client.",
		Symptom: "The client cannot resolve names; a rule for port 53 exists, in another policy or under ingress.",
		Why:     "A policy speaks for the pods that it selects, and each of its sections for one direction. Permission given to other pods, or for the other direction, does not help the one who asks.",
		Before:  "# in the policy of the server\ningress:\n- ports:\n  - {protocol: UDP, port: 53}\n",
		After:   "# in the policy of the client\negress:\n- ports:\n  - {protocol: UDP, port: 53}\n",
	},
	{
		Code:    "dns-wrong-port",
		Title:   "the DNS rule opens another port than DNS uses",
		Say:     "What counts is the port on which the DNS pods listen: kubectl get endpoints -n kube-system kube-dns shows it. On most clusters that is 53; 5353 is the number of another distribution.",
		Symptom: "No name resolves, and the rule for DNS names a port that looks nearly right.",
		Why:     "Policy compares the port at the pod that receives the packet. A number on which the DNS pods do not listen opens nothing that helps.",
		Before:  "ports:\n- {protocol: UDP, port: 5353}\n",
		After:   "ports:\n- {protocol: UDP, port: 53}\n",
	},
	{
		Code:    "node-local-dns",
		Title:   "the resolver is an address on the node",
		Say:     "These pods ask a cache on their own node, at an address that no label can match. Allow that address with an ipBlock; /etc/resolv.conf in the pod names it.",
		Symptom: "The usual rule for kube-dns is there, and on this cluster names still do not resolve.",
		Why:     "NodeLocal DNSCache runs in the node's network. Pod and namespace selectors match only pods with a network of their own, so an address range is the only way to name it.",
		Before:  "to:\n- namespaceSelector: {}\n  podSelector: {matchLabels: {k8s-app: kube-dns}}\n",
		After:   "to:\n- namespaceSelector: {}\n  podSelector: {matchLabels: {k8s-app: kube-dns}}\n- ipBlock: {cidr: 169.254.20.10/32}\n",
	},
}
