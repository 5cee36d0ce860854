package journey

import (
	"net/netip"
	"strconv"

	corev1 "k8s.io/api/core/v1"
)

// Connection is one line of a lesson's checks. Connections can be compared.
type Connection struct {
	Text     string // as String writes it
	From, To End
	By       By
	Port     uint16          // 0 where the line names none
	Protocol corev1.Protocol // TCP where the line names none; UDP for dns
}

// By is how the destination is meant.
type By uint8

const (
	// ByAddress connects to a pod, an outside host or an address, without any lookup.
	ByAddress By = iota
	// ByService looks up a Service's name and connects to it.
	ByService
	// ByHost looks up the name of an outside host and connects to it.
	ByHost
	// ByDNS asks the cluster DNS: over UDP, or over TCP, as Protocol says.
	ByDNS
)

// End is one end: a pod or Service has both names, an outside host its Name alone, an
// address only IP. The destination of ByDNS is empty.
type End struct {
	Namespace, Name string
	IP              netip.Addr
}

// String is NS/NAME, NAME or the address.
func (e End) String() string {
	switch {
	case e.IP.IsValid():
		return e.IP.String()
	case e.Namespace == "":
		return e.Name
	}
	return e.Namespace + "/" + e.Name
}

// String writes the connection so that Parse reads the same again.
func (c Connection) String() string { return c.From.String() + " > " + c.destination() }

func (c Connection) destination() string {
	switch c.By {
	case ByDNS:
		if c.Protocol == corev1.ProtocolTCP {
			return "dns-tcp"
		}
		return "dns"
	case ByService:
		if c.Port == 0 {
			return "svc " + c.To.String()
		}
		return "svc " + c.To.String() + ":" + portText(c.Protocol, c.Port)
	case ByHost:
		return "host " + c.To.String() + ":" + portText(c.Protocol, c.Port)
	}
	if c.To.IP.Is6() {
		return "[" + c.To.String() + "]:" + portText(c.Protocol, c.Port)
	}
	return c.To.String() + ":" + portText(c.Protocol, c.Port)
}

// portText is 80, or 53/UDP.
func portText(protocol corev1.Protocol, port uint16) string {
	n := strconv.Itoa(int(port))
	if protocol == corev1.ProtocolTCP {
		return n
	}
	return n + "/" + string(protocol)
}

// portWords is TCP 80.
func portWords(protocol corev1.Protocol, port uint16) string {
	return string(protocol) + " " + strconv.Itoa(int(port))
}
