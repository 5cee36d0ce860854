package diagnose

var rulePages = []Page{
	{
		Code:    "empty-rule-allows-all",
		Title:   "an empty rule allows everything",
		Say:     "A rule with neither peers nor ports has no condition, so everything meets it. No rule at all is what allows nothing.",
		Symptom: "Everything is open although the direction is restricted.",
		Why:     "In a rule, a missing from or to means anybody, and missing ports mean every port. An empty rule misses both.",
		Before:  "ingress:\n- {}\n",
		After:   "ingress: []\n",
	},
	{
		Code:    "rule-split-by-dash",
		Title:   "peers and ports fell apart into two rules",
		Say:     "The extra dash made two rules of one: those peers on any port, and that port for anybody. Without the dash they are one rule again.",
		Symptom: "The port is open to everybody, and the peers may use every port.",
		Why:     "Each dash directly under ingress or egress begins a rule, and rules are alternatives.",
		Before:  "ingress:\n- from:\n  - podSelector: {matchLabels: {app: api}}\n- ports:\n  - {port: 5432}\n",
		After:   "ingress:\n- from:\n  - podSelector: {matchLabels: {app: api}}\n  ports:\n  - {port: 5432}\n",
	},
	{
		Code:    "peers-times-ports",
		Title:   "every peer of the rule may use every port of it",
		Say:     "Inside one rule peers and ports multiply: each peer gets each port. Pairs that belong together need a rule each.",
		Symptom: "The wanted pairs work, and the cross combinations work too.",
		Why:     "A rule is met by any of its peers together with any of its ports.",
		Before: `egress:
- to:
  - podSelector: {matchLabels: {app: db}}
  - podSelector: {matchLabels: {app: cache}}
  ports: [{port: 5432}, {port: 6379}]
`,
		After: `egress:
- to:
  - podSelector: {matchLabels: {app: db}}
  ports: [{port: 5432}]
- to:
  - podSelector: {matchLabels: {app: cache}}
  ports: [{port: 6379}]
`,
	},
}

var portPages = []Page{
	{
		Code:    "service-port-not-target-port",
		Title:   "the Service's port instead of the pod's",
		Say:     "The number on the Service is only the sign on the door. Policy looks at the port of the pod, which the Service calls targetPort.",
		Symptom: "Denied through the Service although \"the port is right\".",
		Why:     "A Service rewrites both address and port before policy sees the packet. What arrives is the pod's address and targetPort.",
		Before:  "# Service: port 80, targetPort 8080\nports:\n- {port: 80}\n",
		After:   "ports:\n- {port: 8080}\n",
	},
	{
		Code:    "named-port-mismatch",
		Title:   "a port name that the target pod does not have",
		Say:     "A named port is the name that the container of the target pod gives to it. The Service's names for its ports are others.",
		Symptom: "Denied, although the name is the one seen on the Service.",
		Why:     "The name is looked up on each target pod, together with the protocol. A pod without that name is not matched.",
		Before:  "ports:\n- {port: web-svc}\n",
		After:   "ports:\n- {port: http}\n",
	},
	{
		Code:    "protocol-default-tcp",
		Title:   "no protocol means TCP",
		Say:     "A port entry without a protocol opens TCP only. Say protocol: UDP for what is served over UDP.",
		Symptom: "UDP traffic is dropped although its port number is allowed.",
		Why:     "The server fills in protocol: TCP where none is given. The same number over UDP is another port.",
		Before:  "ports:\n- {port: 8125}\n",
		After:   "ports:\n- {protocol: UDP, port: 8125}\n",
	},
	{
		Code:    "wrong-protocol",
		Title:   "the right port over the wrong protocol",
		Say:     "A port is a number and a protocol together. Name the protocol that the pod speaks on it.",
		Symptom: "Nothing gets through, although the number is allowed.",
		Why:     "TCP 8125 and UDP 8125 are two ports that happen to share a number, and a rule opens just the one that it names.",
		Before:  "ports:\n- {protocol: TCP, port: 8125}\n",
		After:   "ports:\n- {protocol: UDP, port: 8125}\n",
	},
	{
		Code:    "wrong-port",
		Title:   "another port than the one that is needed",
		Say:     "Compare the number with the port on which the pods listen. A rule opens the number that it names and no other.",
		Symptom: "Nothing gets through, although peers and protocol are right.",
		Why:     "Policy compares the number of the pod's own port. A number on which nobody listens is as good as none.",
		Before:  "# the pods listen on 8125\nports:\n- {protocol: UDP, port: 8152}\n",
		After:   "ports:\n- {protocol: UDP, port: 8125}\n",
	},
	{
		Code:    "missing-ports-allow-all",
		Title:   "a rule without ports opens every port",
		Say:     "A rule that lists no ports opens all of them to its peers, over every protocol. List the ones that are meant.",
		Symptom: "The wanted connection works, and every other port of the same pods is open too.",
		Why:     "In a rule, a missing ports list is no condition at all, just as a missing from or to means anybody.",
		Before:  "ingress:\n- from:\n  - podSelector: {matchLabels: {app: api}}\n",
		After:   "ingress:\n- from:\n  - podSelector: {matchLabels: {app: api}}\n  ports:\n  - {port: 5432}\n",
	},
	{
		Code:    "endport-misuse",
		Title:   "a range of ports, written otherwise than as one",
		Say:     "A range is one entry: port is the first number, endPort the last, both included and both numeric.",
		Symptom: "The server refuses the entry, or only the two ends of the range work.",
		Why:     "Two entries are two single ports. endPort turns one entry into a range and needs a number to start from that is not larger.",
		Before:  "ports:\n- {port: 30000}\n- {port: 30100}\n",
		After:   "ports:\n- {port: 30000, endPort: 30100}\n",
	},
	{
		Code:    "port-quoted",
		Title:   "a port number in quotes",
		Say:     "In quotes it is a name, and the name of a port needs a letter. Write the number without quotes.",
		Symptom: "The server refuses the policy: must contain at least one letter (a-z).",
		Why:     "port takes a number or a name, and quotes decide which of the two it is.",
		Before:  "ports:\n- {port: \"53\"}\n",
		After:   "ports:\n- {port: 53}\n",
	},
}

var addressPages = []Page{
	{
		Code:    "ipblock-for-service",
		Title:   "the address of a Service in an ipBlock",
		Say:     "A Service's address is replaced by a pod's before policy looks, so a rule for it never matches. Select the pods by their labels.",
		Symptom: "Calls through the Service time out although its address is allowed.",
		Why:     "kube-proxy rewrites the destination on the sending node. With most network plugins policy sees the packet after that; a few differ.",
		Before:  "to:\n- ipBlock: {cidr: 10.96.44.12/32}\n",
		After:   "to:\n- namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}\n  podSelector: {matchLabels: {app: cart}}\n",
	},
	{
		Code:    "ipblock-matches-pods",
		Title:   "an address range that includes the pods",
		Say:     "Pods have addresses too, and 0.0.0.0/0 includes them with most network plugins. Carve the cluster's own ranges out with except.",
		Symptom: "\"Only the internet\" also opens the cluster.",
		Why:     "An ipBlock compares addresses, and the address of a pod is an address like any other.",
		Before:  "to:\n- ipBlock: {cidr: 0.0.0.0/0}\n",
		After:   "to:\n- ipBlock: {cidr: 0.0.0.0/0, except: [10.244.0.0/16]}\n",
	},
	{
		Code:    "ipblock-except-outside",
		Title:   "an except that lies outside its cidr",
		Say:     "except can only carve a piece out of its own cidr. What lies outside is not allowed by it anyway, so leave it out.",
		Symptom: "The server refuses the policy: must be a strict subset of cidr.",
		Why:     "An exception from a range must be smaller than the range and lie within.",
		Before:  "ipBlock: {cidr: 203.0.113.0/24, except: [10.0.0.0/8]}\n",
		After:   "ipBlock: {cidr: 203.0.113.0/24}\n",
	},
	{
		Code:    "fqdn-in-policy",
		Title:   "a host name, or a bare address, where an address range belongs",
		Say:     "NetworkPolicy knows labels and address ranges, not names. Use selectors inside the cluster and ranges outside; a single address is a range of one, with /32 behind it.",
		Symptom: "The server refuses the policy: must be a valid CIDR value.",
		Why:     "Names are resolved long before a packet is sent, and the packet carries an address only. The number behind the slash says how much of the address has to agree.",
		Before:  "ipBlock: {cidr: partner.example}\n",
		After:   "ipBlock: {cidr: 203.0.113.10/32}\n",
	},
}
