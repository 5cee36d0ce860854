package reference

// note is what we have to say about a field.
type note struct {
	of                                  string // the Go type and the name of the field
	says, leftOut, empty, example, trap string
}

func (p *Page) take(n note) {
	p.Says, p.LeftOut, p.Empty, p.Example, p.Trap = n.says, n.leftOut, n.empty, n.example, n.trap
}

// about finds our words by the Go type and the name of a field. A type that stands in
// several places, such as a label selector, is described once.
func about(field string) note {
	for _, some := range [][]note{objectNotes, ruleNotes, selectorNotes} {
		for _, n := range some {
			if n.of == field {
				return n
			}
		}
	}
	return note{}
}

var objectNotes = []note{
	{
		of: "NetworkPolicy",
		says: "A NetworkPolicy says which connections the pods that it selects may open or accept. It can only allow: " +
			"a pod that some policy selects for a direction is isolated in that direction, and then only what some rule of some policy allows gets through. " +
			"Policies add up, their order means nothing, and none can deny what another allows. Replies to an allowed connection need no rule.",
		example: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: store-in, namespace: blog}
spec: {podSelector: {}, policyTypes: [Ingress]}`,
	},
	{
		of:      "TypeMeta.apiVersion",
		says:    "The version of the API that the object is written in. For a NetworkPolicy it is networking.k8s.io/v1 and nothing else.",
		leftOut: "refused",
		example: "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy",
		trap:    "wrong-api-version",
	},
	{
		of:      "TypeMeta.kind",
		says:    "What the object is: NetworkPolicy, with a capital N and a capital P.",
		leftOut: "refused",
		example: "kind: NetworkPolicy",
	},
	{
		of: "NetworkPolicy.metadata",
		says: "What the policy is called and where it lives. The server fills in the other fields of metadata, such as uid and creationTimestamp; " +
			"leave them out when you copy a policy from a cluster.",
		leftOut: "refused, since the name is missing",
		example: "metadata:\n  name: store-in\n  namespace: blog",
		trap:    "policy-in-wrong-namespace",
	},
	{
		of:      "ObjectMeta.name",
		says:    "The name of the policy, unique among the policies of its namespace. It means nothing to the traffic. Lower-case letters, digits, dashes and dots.",
		leftOut: "refused",
		example: "metadata:\n  name: store-in",
		trap:    "required-name-missing",
	},
	{
		of: "ObjectMeta.namespace",
		says: "The namespace that the policy lives in, and the only one whose pods it can select. " +
			"A rule may speak of pods elsewhere; the policy itself never governs them.",
		leftOut: "the namespace that kubectl is set to: default, unless somebody changed it",
		example: "metadata:\n  namespace: blog",
		trap:    "policy-in-wrong-namespace",
	},
	{
		of:      "ObjectMeta.labels",
		says:    "Labels of the policy itself, for finding it with kubectl get -l. They have nothing to do with the pods that it selects.",
		leftOut: "no labels",
		example: "labels:\n  team: press",
	},
	{
		of:      "ObjectMeta.annotations",
		says:    "Remarks for people and tools. They mean nothing to the traffic.",
		leftOut: "no remarks",
		example: "annotations:\n  reason: store takes orders from pages only",
	},
	{
		of:      "NetworkPolicy.spec",
		says:    "Everything that the policy does: whom it selects, in which directions it isolates them, and what it then allows.",
		leftOut: "as if it were {}: every pod of the namespace is isolated for ingress, and nothing may come in",
		example: "spec:\n  podSelector: {matchLabels: {app: store}}\n  policyTypes: [Ingress]",
		trap:    "unknown-field",
	},
	{
		of: "NetworkPolicySpec.podSelector",
		says: "Whom the policy is for: the pods of its own namespace that have these labels. It is not a peer, so it says nothing about who is at the other end. " +
			"Most network plugins leave pods alone that run in the network of their node.",
		leftOut: "every pod of the namespace",
		empty:   "{} is every pod of the namespace",
		example: "podSelector:\n  matchLabels: {app: store}",
		trap:    "selects-nothing",
	},
	{
		of: "NetworkPolicySpec.policyTypes",
		says: "In which directions the selected pods are isolated: Ingress is what comes in, Egress is what they send. " +
			"In a direction that stands here only rules open anything; one that does not stand here is left alone, and rules for it are ignored.",
		leftOut: "Ingress, always; and Egress if there is at least one egress rule",
		empty:   "[] counts as left out",
		example: "policyTypes:\n- Egress",
		trap:    "policytypes-missing-egress",
	},
	{
		of: "NetworkPolicySpec.ingress",
		says: "The rules for what may come in. A connection needs one rule that fits, with its from and its ports. " +
			"What the pods answer to a connection they accepted needs no rule.",
		leftOut: "no rule: where Ingress applies, nothing may come in",
		empty:   "[] is no rule and lets nothing in; an item {} is a rule without conditions and lets everything in",
		example: "ingress:\n- from: [{podSelector: {matchLabels: {app: page}}}]",
		trap:    "empty-rule-allows-all",
	},
	{
		of: "NetworkPolicySpec.egress",
		says: "The rules for what the selected pods may send. A connection needs one rule that fits, with its to and its ports. " +
			"Looking up a name is traffic too: restricted egress needs a rule for port 53.",
		leftOut: "no rule; and without policyTypes, egress is not restricted at all",
		empty:   "[] counts as left out; an item {} is a rule without conditions and lets everything out",
		example: "egress:\n- to: [{podSelector: {matchLabels: {app: store}}}]\n- ports: [{protocol: UDP, port: 53}, {protocol: TCP, port: 53}]",
		trap:    "dns-egress-missing",
	},
}
