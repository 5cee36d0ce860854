package diagnose

import (
	"fmt"
	"strings"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/netpol"
)

// missWords says by what a rule misses a connection.
func (s *scene) missWords(m *netpol.Miss, f netpol.Flow) string {
	peer := f.To
	if m.Direction == netpol.Ingress {
		peer = f.From
	}
	var words []string
	for _, x := range m.PeerMismatches {
		words = append(words, peerMiss(x, s.end(peer)))
	}
	for _, x := range m.PortMismatches {
		words = append(words, portMiss(x))
	}
	return strings.Join(words, ", and ")
}

func (s *scene) end(e netpol.Endpoint) string {
	if e.Pod != nil {
		return e.Pod.Name
	}
	return hostName(s.cluster, e)
}

func hostName(c *cluster.Cluster, e netpol.Endpoint) string {
	for _, h := range c.Outside {
		if h.IP == e.IP {
			return h.Name
		}
	}
	return e.IP.String()
}

func peerMiss(m netpol.Mismatch, end string) string {
	switch m := m.(type) {
	case netpol.LabelMismatch:
		return labelMiss(m, end)
	case netpol.NamespaceMismatch:
		return fmt.Sprintf("this means pods of %s, and %s is in %s", m.Wanted, end, m.Got)
	case netpol.SelectorMismatch:
		return fmt.Sprintf("selectors match pods, and %s is an address outside", end)
	case netpol.AddressMismatch:
		if m.Except.IsValid() {
			return fmt.Sprintf("%s is excepted by %s", end, m.Except)
		}
		return fmt.Sprintf("%s is not in %s", m.Address, m.CIDR)
	}
	return "this does not match " + end
}

func labelMiss(m netpol.LabelMismatch, end string) string {
	whose := end
	if m.Selector == netpol.NamespaceSelector {
		whose = "the namespace of " + end
	}
	if !m.Has {
		return fmt.Sprintf("%s has no label %s", whose, m.Key)
	}
	return fmt.Sprintf("%s has %s=%s", whose, m.Key, m.Got)
}

func portMiss(m netpol.Mismatch) string {
	switch m := m.(type) {
	case netpol.ProtocolMismatch:
		return fmt.Sprintf("this is %s, and the connection %s", m.Wanted, m.Got)
	case netpol.PortMismatch:
		return fmt.Sprintf("the connection goes to port %d", m.Got)
	case netpol.NamedPortMismatch:
		if !m.Defined {
			return fmt.Sprintf("no port there is called %s", m.Name)
		}
		return fmt.Sprintf("%s is port %d there, and the connection goes to %d", m.Name, m.Number, m.Got)
	}
	return "the port differs"
}
