// Package journey follows one command through the cluster, step by step, as a packet
// would go: the name is looked up through the search domains (UDP 53, and TCP 53 when
// the answer is too long), the Service's address leads to a pod behind it, and the
// connection to that pod needs the egress of the one side and the ingress of the
// other. The answer tells the stage at which it ends, the verdict that decided, and
// what the real tool prints after how long.
//
//	connection.go, parse.go   the connections that lessons write down
//	trip.go, connect.go       the journey itself, from one end to the other
//	dns.go, zone.go           asking the cluster DNS, and what it answers
//	service.go                from a Service to a pod behind it
//	why.go                    verdicts as sentences
//	tool.go                   the tools, and their command lines
//	phrases.go, words.go      what they print at each end, as it was recorded
//	nslookup.go, page.go      what the DNS tools and the web servers say
package journey

import (
	"net/netip"
	"time"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/netpol"
)

// World is where journeys happen: a cluster, and the policies compiled for it.
type World struct {
	Cluster  *cluster.Cluster
	Policies *netpol.Evaluator
}

// Options say how a connection is tried.
type Options struct {
	ByAddress bool // skip the lookup of svc and host
	Tool      Tool // the zero Tool: one that fits the protocol and port
}

// Journey is what came of a connection.
type Journey struct {
	Connection Connection
	Steps      []Step // the last one decided
	Stage      Stage
	Allowed    bool // policy lets it through; a refused one counts
	Refused    bool // it got through, and nothing listens there

	Command        string
	Output         string // as a terminal shows it, without the last newline
	Stdout, Stderr string
	Delay          time.Duration // until the command ends
	ExitCode       int
	Reason         string // one sentence without a final full stop
}

// Deciding is the step that decided, or nil for a journey that never began.
func (j *Journey) Deciding() *Step {
	if len(j.Steps) == 0 {
		return nil
	}
	return &j.Steps[len(j.Steps)-1]
}

// Stage is where a journey ended. The empty Stage means that it went through.
type Stage string

const (
	// StageDNS means that the question or the answer of the lookup was stopped.
	StageDNS Stage = "dns"
	// StageName means that DNS answered at once: there is no such name.
	StageName Stage = "wrong-name"
	// StageService means that the Service has no such port or no running pod.
	StageService Stage = "service"
	// StageEgress means that the source's policies stopped the connection.
	StageEgress Stage = "egress"
	// StageIngress means that the destination's policies stopped the connection.
	StageIngress Stage = "ingress"
	// StageRoute means that no way leads there: a finished pod, or no common IP version.
	StageRoute Stage = "route"
	// StageRefused means that it got through and nothing listens there.
	StageRefused Stage = "refused"
)

// Step is one part of the way.
type Step struct {
	Kind     StepKind
	From     string // NAMESPACE/NAME of a pod; else a name or an address
	To       string // NAMESPACE/NAME of a pod or Service; else a name or an address
	Address  netip.Addr
	Port     uint16
	Protocol corev1.Protocol
	Flow     *netpol.Flow    // what policy judged; nil where policy has no say
	Verdict  *netpol.Verdict // of Flow
	Names    []string        // of a lookup: the full names that are asked for in turn
	OK       bool
	Note     string // a few words: what stopped it, or what is worth knowing
}

// StepKind tells the parts of the way apart.
type StepKind string

const (
	// ResolveUDP asks the cluster DNS over UDP 53.
	ResolveUDP StepKind = "resolve-udp"
	// ResolveTCP asks the cluster DNS over TCP 53.
	ResolveTCP StepKind = "resolve-tcp"
	// ToService goes from the Service's address to a pod behind it.
	ToService StepKind = "service"
	// Connect opens the connection itself.
	Connect StepKind = "connect"
)

// Target is the step's destination as a reader wants it: kube-dns 10.96.0.10, UDP 53.
func (s *Step) Target() string {
	name := s.To
	if s.Kind == ResolveUDP || s.Kind == ResolveTCP {
		name = shortName(name)
	}
	if at := s.Address.String(); s.Address.IsValid() && at != name {
		name += " " + at
	}
	return name + ", " + portWords(s.Protocol, s.Port)
}
