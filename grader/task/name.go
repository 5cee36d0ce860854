package task

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/netpol"
)

// NameFlow writes a flow as a check would: NS/POD > NS/POD:PORT, with the names of
// outside hosts where an address has one.
func NameFlow(c *cluster.Cluster, f netpol.Flow) string {
	return fmt.Sprintf("%s > %s:%s", nameEnd(c, f.From), bracketed(nameEnd(c, f.To)), namePort(f.Protocol, f.Port))
}

func nameEnd(c *cluster.Cluster, e netpol.Endpoint) string {
	if e.Pod != nil {
		return e.Pod.Namespace + "/" + e.Pod.Name
	}
	if name := c.Called(e.IP); name != "" {
		return name
	}
	return e.IP.String()
}

// bracketed keeps the colons of an IPv6 address apart from that of the port.
func bracketed(end string) string {
	for _, r := range end {
		if r == ':' {
			return "[" + end + "]"
		}
	}
	return end
}

func namePort(p corev1.Protocol, number uint16) string {
	if p == corev1.ProtocolTCP {
		return fmt.Sprint(number)
	}
	return fmt.Sprintf("%d/%s", number, p)
}
