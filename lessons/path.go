package lessons

import "slices"

// Step is one lesson on the path: what is new in it, and which lessons make it easier.
type Step struct {
	Lesson  string   // its id
	Teaches string   // the idea that is met here, as one clause
	After   []string // ids of lessons whose ideas it builds on: advice, never a lock
}

// recommended is the path, in its order: each idea is met as a worked example first, then with
// holes, then on an empty page; subjects and kinds are mixed on purpose.
func recommended() []Step {
	return []Step{
		{"open-by-default", "without a policy every connection is allowed", nil},
		{"two-missing-lines", "whoever restricts egress restricts DNS as well", nil},
		{"deny-ingress", "selected and no rule means closed", after("open-by-default")},
		{"refused-is-good-news", "a refused connection got past every policy", after("open-by-default")},
		{"one-label-only", "a policy protects the pods it selects, and no others", after("deny-ingress")},

		{"wrong-room", "a policy protects pods of its own namespace", after("deny-ingress")},
		{"db-from-api", "whom a policy protects, and who may come", after("one-label-only")},
		{"own-namespace", "an empty selector means all within its reach", after("deny-ingress")},
		{"guessed-label", "the one label that every namespace has", after("own-namespace")},
		{"one-dash", "two dashes mean or, one dash means and", after("guessed-label")},
		{"two-doors", "callers of two kinds in one list", after("one-dash")},
		{"monitoring", "callers and ports belong together in one rule", after("two-doors")},

		{"dns-only", "port 53 twice: UDP for the question, TCP for the long answer", after("two-missing-lines")},
		{"silence-or-no", "how a cut lookup differs from a wrong name", after("two-missing-lines")},
		{"nested-dns", "a dash is the border between two rules", after("dns-only")},
		{"too-much", "a direction that is listed without a rule is closed", after("deny-ingress")},
		{"space1-space2", "two namespaces, two directions, and the way to DNS", after("two-missing-lines", "guessed-label")},
		{"which-stage", "which stage failed: the name, the way, or the door", after("silence-or-no")},
		{"dns-to-coredns", "who stands behind port 53", after("dns-only")},
		{"worker-to-queue", "a connection needs egress where it starts and ingress where it ends", after("space1-space2")},

		{"test-pod-label", "a test pod proves only what its labels are for", after("one-label-only")},
		{"half-a-bridge", "silence does not say which end is closed", after("worker-to-queue")},
		{"a-name-that-is-not", "a name needs its namespace, an exit code its owner", after("silence-or-no")},
		{"target-port", "a policy sees the port of the pod, never that of the Service", after("db-from-api")},
		{"port-that-is-not", "somebody answered, and it was no policy", after("refused-is-good-news", "target-port")},
		{"named-port", "a named port is looked up on every pod", after("target-port")},
		{"dns-elsewhere", "DNS is port 53 of a Service, and of its pods perhaps another", after("dns-to-coredns", "named-port")},
		{"range", "a range is one entry with port and endPort", after("target-port")},
		{"silent-udp", "no protocol means TCP", after("target-port")},

		{"two-policies", "policies add up", after("deny-ingress")},
		{"leftover", "no policy takes away what another one allows", after("two-policies")},

		{"team-label", "labels of namespaces and labels of pods", after("guessed-label")},
		{"by-list", "one of several values: matchExpressions with In", after("team-label")},
		{"empty-things", "five kinds of empty, and what each allows", after("own-namespace")},
		{"everything-but", "an exception written as an allow", after("by-list")},
		{"letter", "a selector that finds nobody is no error", after("guessed-label")},

		{"partner-range", "outside the cluster there are only addresses", after("dns-only")},
		{"no-metadata", "except carves a hole into its own range", after("partner-range")},
		{"office-in", "visitors from outside, by the address that arrives", after("partner-range")},
		{"service-ip", "a Service's address is gone before the policy looks", after("target-port", "partner-range")},
		{"both-families", "a range belongs to one family of addresses", after("partner-range")},
		{"node-local", "a rule for DNS names whoever is asked", after("dns-to-coredns", "partner-range")},

		{"types-forgotten", "policyTypes decides which rules are read", after("too-much")},
		{"both-ways", "only who opens a connection is judged", after("worker-to-queue")},
		{"ports-and-peers", "every dash is a sentence of its own", after("monitoring")},

		{"which-file", "the test that must fail proves the rule", after("one-dash")},
		{"which-egress", "one errand, one rule", after("space1-space2")},
		{"which-default", "no rule allows nothing, an empty rule everything", after("empty-things")},
		{"deny-stays", "a deny is an empty list, and lists add up", after("two-policies")},

		{"three-tiers", "every arrow needs two permissions", after("worker-to-queue", "target-port")},
		{"tenants", "one namespace, one policy", after("two-doors", "half-a-bridge")},
		{"after-the-breach", "pairs need a rule each", after("worker-to-queue", "leftover")},
	}
}

func after(ids ...string) []string { return ids }

// Step is where a lesson stands on the path; ok is false for one that is not on it,
// such as a twin or a lesson of a pack.
func (l *Lesson) Step() (s Step, ok bool) {
	i := l.step(recommended())
	if i == len(recommended()) {
		return Step{}, false
	}
	return recommended()[i], true
}

// step is the number of a lesson's step; the lessons of packs follow behind all steps,
// in their own order.
func (l *Lesson) step(steps []Step) int {
	if i := slices.IndexFunc(steps, func(s Step) bool { return s.Lesson == l.ID }); i >= 0 && l.Pack == "" {
		return i
	}
	return len(steps)
}
