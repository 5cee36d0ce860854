package reference

// ruleNotes are about rules, and what stands in them.
var ruleNotes = []note{
	{
		of:      "NetworkPolicyIngressRule.from",
		says:    "Who may connect. One item that fits is enough. With ports in the same rule, both must fit.",
		leftOut: "anybody, from inside and outside the cluster",
		empty:   "[] counts as left out: anybody",
		example: "- from:\n  - podSelector: {matchLabels: {app: page}}",
		trap:    "rule-split-by-dash",
	},
	{
		of:      "NetworkPolicyIngressRule.ports",
		says:    "On which ports of the selected pods a connection may arrive. One item that fits is enough. It is the port of the pod, not that of a Service in front of it.",
		leftOut: "every port of every protocol",
		empty:   "[] counts as left out; an item {} is every TCP port",
		example: "  ports:\n  - {protocol: TCP, port: 8080}",
		trap:    "service-port-not-target-port",
	},
	{
		of:      "NetworkPolicyEgressRule.to",
		says:    "Whom the selected pods may reach. One item that fits is enough. With ports in the same rule, both must fit: port 53 beside an application's pods is no way to the DNS.",
		leftOut: "anybody, inside and outside the cluster",
		empty:   "[] counts as left out: anybody",
		example: "- to:\n  - podSelector: {matchLabels: {app: store}}",
		trap:    "dns-nested-in-app-rule",
	},
	{
		of:      "NetworkPolicyEgressRule.ports",
		says:    "To which ports of the other end a connection may go. One item that fits is enough. It is the port on which the pod listens, not that of a Service in front of it.",
		leftOut: "every port of every protocol",
		empty:   "[] counts as left out; an item {} is every TCP port",
		example: "- ports:\n  - {protocol: UDP, port: 53}\n  - {protocol: TCP, port: 53}",
		trap:    "service-port-not-target-port",
	},
	{
		of: "NetworkPolicyPeer.podSelector",
		says: "Pods with these labels. Alone, it looks in the namespace of the policy and nowhere else. " +
			"With a namespaceSelector in the same item it means such pods in those namespaces; behind a dash of its own it is an alternative.",
		leftOut: "beside a namespaceSelector: every pod of those namespaces",
		empty:   "{} is every pod, of the policy's namespace or of the namespaces selected beside it",
		example: "- podSelector:\n    matchLabels: {app: page}",
		trap:    "podselector-for-other-namespace",
	},
	{
		of: "NetworkPolicyPeer.namespaceSelector",
		says: "Namespaces with these labels, and all their pods unless a podSelector stands in the same item. " +
			"Every namespace carries its own name as the label kubernetes.io/metadata.name.",
		leftOut: "beside a podSelector: the namespace of the policy",
		empty:   "{} is every namespace; it is not the world outside",
		example: "- namespaceSelector:\n    matchLabels: {kubernetes.io/metadata.name: press}",
		trap:    "and-or-dash-split",
	},
	{
		of: "NetworkPolicyPeer.ipBlock",
		says: "A range of addresses, meant for what lies outside the cluster. It stands alone in its item, without selectors. " +
			"Pods come and go with their addresses, and the address of a Service is replaced before policy looks, so select pods by labels instead.",
		leftOut: "no addresses",
		example: "- ipBlock:\n    cidr: 198.51.100.0/24",
		trap:    "ipblock-for-service",
	},
	{
		of:      "NetworkPolicyPort.protocol",
		says:    "TCP, UDP or SCTP, in capitals. DNS asks over UDP first and over TCP when an answer is long.",
		leftOut: "TCP",
		example: "- protocol: UDP\n  port: 53",
		trap:    "protocol-default-tcp",
	},
	{
		of:      "NetworkPolicyPort.port",
		says:    "A number, or the name that the pod at the other end of the rule gives to one of its ports. A number in quotes is taken for a name and refused.",
		leftOut: "every port of the protocol",
		example: "- port: 8080\n- port: web",
		trap:    "port-quoted",
	},
	{
		of:      "NetworkPolicyPort.endPort",
		says:    "The last port of a range that starts at port; both ends belong to it. port must then be a number, and not the greater one.",
		leftOut: "the one port",
		example: "- port: 30000\n  endPort: 30100",
		trap:    "endport-misuse",
	},
	{
		of:      "IPBlock.cidr",
		says:    "The range, IPv4 or IPv6, as an address with a length of prefix: 198.51.100.7/32 is one address, 0.0.0.0/0 is all of IPv4 and none of IPv6. The address is the first of the range.",
		leftOut: "refused",
		example: "ipBlock:\n  cidr: 198.51.100.0/24",
		trap:    "ipblock-matches-pods",
	},
	{
		of:      "IPBlock.except",
		says:    "Ranges within cidr that this item does not allow. Another item, rule or policy may still allow them: it is a hole, not a denial.",
		leftOut: "the whole range",
		example: "  cidr: 198.51.100.0/24\n  except: [198.51.100.128/25]",
		trap:    "ipblock-except-outside",
	},
}

// selectorNotes are about selectors of pods and of namespaces alike.
var selectorNotes = []note{
	{
		of:      "LabelSelector.matchLabels",
		says:    "Labels that must all be there with exactly these values. More labels mean fewer objects.",
		leftOut: "no condition",
		empty:   "{} is no condition",
		example: "matchLabels:\n  app: page\n  tier: front",
		trap:    "labels-are-anded",
	},
	{
		of:      "LabelSelector.matchExpressions",
		says:    "Conditions that must all hold, together with matchLabels. Use them for one of several values, or for a label that must be absent.",
		leftOut: "no condition",
		empty:   "[] is no condition",
		example: "matchExpressions:\n- {key: app, operator: In, values: [page, feed]}",
		trap:    "match-expression-misuse",
	},
	{
		of:      "LabelSelectorRequirement.key",
		says:    "The label that the condition looks at.",
		leftOut: "refused",
		example: "- key: app\n  operator: Exists",
		trap:    "label-syntax",
	},
	{
		of:      "LabelSelectorRequirement.operator",
		says:    "In: the label has one of the values. NotIn: it has none of them, which is also true where the label is absent. Exists, DoesNotExist: the label is there or is not, with whatever value.",
		leftOut: "refused",
		example: "- {key: app, operator: NotIn, values: [batch]}\n- {key: legacy, operator: DoesNotExist}",
		trap:    "match-expression-misuse",
	},
	{
		of:      "LabelSelectorRequirement.values",
		says:    "The values for In and NotIn, at least one. Exists and DoesNotExist take none.",
		leftOut: "right for Exists and DoesNotExist, refused for In and NotIn",
		empty:   "[] counts as left out",
		example: "- key: app\n  operator: In\n  values: [page, feed]",
		trap:    "match-expression-misuse",
	},
}
