package grader

import (
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
)

// PortChoice is a port whose picture is worth looking at.
type PortChoice struct {
	Port   task.Port
	Last   uint16 // of a range that a policy speaks of; else the port itself
	Others bool   // it stands for all ports that nobody speaks of
	Split  bool   // those of other protocols are a choice of their own
}

// BestPort is the port that the task speaks of first.
func BestPort(t *task.Compiled) task.Port {
	if ports := t.Ports(); len(ports) > 0 {
		return ports[0]
	}
	return task.Port{Protocol: corev1.ProtocolTCP, Number: 80}
}

// PortChoices lists the ports of the checks, those that pods declare, those that the
// policies in force speak of, and one that stands for all others. Ports that the
// bounds alone speak of come last, once something was submitted: earlier they would
// tell what to write.
func PortChoices(t *task.Compiled, j *task.Judgement) []PortChoice {
	var m mentions
	for _, p := range t.Ports() {
		m.add(p.Protocol, p.Number, p.Number)
	}
	for _, o := range j.State.Policies {
		m.addPolicy(&o.Policy().Spec)
	}
	shown := len(m.choices)
	for _, bound := range [][]*networkingv1.NetworkPolicy{t.Tightest, t.Loosest} {
		for _, p := range bound {
			m.addPolicy(&p.Spec)
		}
	}
	if j != t.Untouched() {
		shown = len(m.choices)
	}
	return append(m.choices[:shown:shown], m.others()...)
}

// mentions are the ports that somebody speaks of.
type mentions struct {
	choices []PortChoice
	all     netpol.ConnSet
	split   bool // some rule opens all ports of one protocol
}

func (m *mentions) add(protocol corev1.Protocol, first, last uint16) {
	ports := netpol.Range(protocol, first, last)
	if ports.Subtract(m.all).IsEmpty() {
		return
	}
	m.all = m.all.Union(ports)
	m.choices = append(m.choices, PortChoice{Port: task.Port{Protocol: protocol, Number: first}, Last: last})
}

func (m *mentions) addPolicy(s *networkingv1.NetworkPolicySpec) {
	for _, r := range s.Ingress {
		m.addPorts(r.Ports)
	}
	for _, r := range s.Egress {
		m.addPorts(r.Ports)
	}
}

// addPorts leaves port names out: they stand for ports that pods declare.
func (m *mentions) addPorts(ports []networkingv1.NetworkPolicyPort) {
	for _, p := range ports {
		protocol := corev1.ProtocolTCP
		if p.Protocol != nil {
			protocol = *p.Protocol
		}
		switch {
		case p.Port == nil:
			m.split = true
		case p.Port.Type == intstr.String:
		case p.EndPort != nil:
			m.add(protocol, uint16(p.Port.IntVal), uint16(*p.EndPort))
		default:
			m.add(protocol, uint16(p.Port.IntVal), uint16(p.Port.IntVal))
		}
	}
}

// others are ports that nobody speaks of. Policies tell those of one protocol from
// those of another only if some rule opens a protocol as a whole.
func (m *mentions) others() []PortChoice {
	var found []PortChoice
	for _, protocol := range []corev1.Protocol{corev1.ProtocolTCP, corev1.ProtocolUDP, corev1.ProtocolSCTP} {
		free := netpol.Range(protocol, 1, 65535).Subtract(m.all)
		if free.IsEmpty() {
			continue
		}
		number := unusual(protocol, free)
		found = append(found, PortChoice{Port: task.Port{Protocol: protocol, Number: number}, Last: number, Others: true, Split: m.split})
		if !m.split {
			break
		}
	}
	return found
}

// unusual is a port of a set that is known for nothing, if there is one.
func unusual(protocol corev1.Protocol, free netpol.ConnSet) uint16 {
	spans := free.Ports(protocol)
	for _, s := range spans {
		if number := max(s.First, 10000); number <= s.Last {
			return number
		}
	}
	return spans[0].First
}
