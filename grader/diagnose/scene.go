package diagnose

import (
	"slices"

	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
)

// scene is a submission as it stands: the learner's own, or a copy that is partly
// repaired.
type scene struct {
	*lesson
	files    []manifest.Source
	read     *manifest.Result
	policies []*policy // the learner's own, as far as they are in force
	wrong    *wrong
	dns      *lookup

	outcomes             map[string]*outcome // of texts that were tried
	givenUp              map[string]patience // texts whose trial ended early
	nextOnce, searchOnce memo[[]step]
	proposeOnce          memo[[]*change]
	triedOnce            memo[tried]
	shutOnce             memo[int]
	cureOnce             memo[cured]
	permittedOnce        memo[[]netpol.ConnSet]

	lacks   []need                   // see needs
	peopled map[guest][]*cluster.Pod // see wantedPeers
}

// startBudget is enough for thousands of changes of ordinary texts, and keeps huge ones
// from taking seconds.
const startBudget = 3 << 20

// spend takes work off the budget, and tells whether there was enough.
func (l *lesson) spend(work int) bool {
	l.budget -= work
	return l.budget >= 0
}

// lesson is what does not change while repairs are tried.
type lesson struct {
	task              *task.Compiled
	cluster           *cluster.Cluster
	bounded           bool // whether behaviour is judged beyond the checks
	tightest, loosest *netpol.Evaluator
	allSides          []side
	reader            *reader
	budget            int // work left for trying changes, in bytes read
	modelsOnce        memo[[]*networkingv1.NetworkPolicy]
}

func newLesson(t *task.Compiled) *lesson {
	l := &lesson{task: t, cluster: t.Cluster, bounded: t.Bounds != task.ChecksOnly, reader: newReader(t), budget: startBudget}
	if l.bounded {
		kept := l.protected()
		l.tightest = netpol.Compile(l.cluster, slices.Concat(kept, t.Tightest))
		l.loosest = netpol.Compile(l.cluster, slices.Concat(kept, t.Loosest))
		l.allSides = l.sides()
	}
	return l
}

func (l *lesson) protected() []*networkingv1.NetworkPolicy {
	var kept []*networkingv1.NetworkPolicy
	for _, o := range l.task.Start {
		if slices.Contains(l.task.Protected, o.Key()) {
			kept = append(kept, o.Policy())
		}
	}
	return kept
}

func newScene(l *lesson, files []manifest.Source, read *manifest.Result) *scene {
	s := &scene{lesson: l, files: files, read: read, outcomes: make(map[string]*outcome), givenUp: make(map[string]patience)}
	s.wrong = l.judge(task.Of(read))
	s.wrong.refused = len(read.Refusals)
	for _, o := range s.wrong.state.Policies {
		if o.Root() != nil && slices.Contains(read.Objects, o) {
			s.policies = append(s.policies, &policy{Object: o, Spec: &o.Policy().Spec})
		}
	}
	s.lacks = s.findNeeds()
	s.peopled = make(map[guest][]*cluster.Pod)
	s.dns = s.newLookup()
	return s
}

// own is the learner's policy behind what the evaluator names, or nil.
func (s *scene) own(p *networkingv1.NetworkPolicy) *policy {
	for _, one := range s.policies {
		if one.Policy() == p {
			return one
		}
	}
	return nil
}

// policy is one of the learner's policies.
type policy struct {
	*manifest.Object
	Spec *networkingv1.NetworkPolicySpec
}

// rule is a rule of either direction.
type rule struct {
	policy *policy
	in     netpol.Direction
	index  int
	path   string // spec.egress[0]
	list   string // from or to
	peers  []networkingv1.NetworkPolicyPeer
	ports  []networkingv1.NetworkPolicyPort
}

func (r *rule) peersPath() string     { return r.path + "." + r.list }
func (r *rule) peerPath(i int) string { return at(r.peersPath(), i) }
func (r *rule) portsPath() string     { return r.path + ".ports" }
func (r *rule) portPath(i int) string { return at(r.portsPath(), i) }
func (p *policy) everyPod() bool {
	return len(p.Spec.PodSelector.MatchLabels)+len(p.Spec.PodSelector.MatchExpressions) == 0
}
func (p *policy) selectsPod(q *cluster.Pod) bool {
	return q.Namespace == p.Namespace && matches(&p.Spec.PodSelector, q.Labels)
}

// isolates tells whether the policy restricts a direction.
func (p *policy) isolates(d netpol.Direction) bool {
	return slices.Contains(p.Spec.PolicyTypes, typeOf(d))
}

// rules are the rules of a direction, whether policyTypes names it or not.
func (p *policy) rules(d netpol.Direction) []*rule {
	var all []*rule
	if d == netpol.Ingress {
		for i, r := range p.Spec.Ingress {
			all = append(all, &rule{p, d, i, at("spec.ingress", i), "from", r.From, r.Ports})
		}
		return all
	}
	for i, r := range p.Spec.Egress {
		all = append(all, &rule{p, d, i, at("spec.egress", i), "to", r.To, r.Ports})
	}
	return all
}

var directions = [...]netpol.Direction{netpol.Ingress, netpol.Egress}

func (p *policy) allRules() []*rule {
	return append(p.rules(netpol.Ingress), p.rules(netpol.Egress)...)
}

func typeOf(d netpol.Direction) networkingv1.PolicyType {
	if d == netpol.Ingress {
		return networkingv1.PolicyTypeIngress
	}
	return networkingv1.PolicyTypeEgress
}

func other(d netpol.Direction) netpol.Direction { return netpol.Egress + netpol.Ingress - d }

func peersKey(d netpol.Direction) string {
	if d == netpol.Ingress {
		return "from"
	}
	return "to"
}
