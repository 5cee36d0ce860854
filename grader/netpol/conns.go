package netpol

import (
	"slices"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// ConnSet is a set of destinations within one pair of endpoints: protocols with
// their ports, from 1 to 65535. It never changes; the zero ConnSet is empty.
type ConnSet struct{ spans []span }

// Interval is a range of ports, both ends included.
type Interval struct{ First, Last uint16 }

// span is an interval of points. Protocols lie end to end on one line, so that set
// operations need not know of them; as no port is 0, spans of two protocols never touch.
// The spans of a ConnSet rise and neither touch nor overlap, which makes it canonical.
type span struct{ first, last point }

// point is a protocol and a port in one number: the protocol's lane times laneWidth,
// plus the port.
type point uint32

const laneWidth = 1 << 16

// lanes is the order of the protocols on the line, and in everything shown.
var lanes = [...]corev1.Protocol{corev1.ProtocolTCP, corev1.ProtocolUDP, corev1.ProtocolSCTP}

var everything = []span{{1, 65535}, {laneWidth + 1, laneWidth + 65535}, {2*laneWidth + 1, 2*laneWidth + 65535}}

// pointOf is the point of a protocol and port; it fails for port 0 and for protocols
// that policies do not know. An empty protocol is TCP, as in the API.
func pointOf(protocol corev1.Protocol, port uint16) (point, bool) {
	lane := laneOf(protocol)
	return point(lane*laneWidth) + point(port), lane >= 0 && port > 0
}

func laneOf(protocol corev1.Protocol) int {
	switch protocol {
	case corev1.ProtocolTCP, "":
		return 0
	case corev1.ProtocolUDP:
		return 1
	case corev1.ProtocolSCTP:
		return 2
	}
	return -1
}

// Everything is all ports of TCP, UDP and SCTP.
func Everything() ConnSet { return ConnSet{everything} }

// Range is the ports from first to last of one protocol; it is empty if last is below
// first or the protocol is not TCP, UDP or SCTP. Port 0 is left out.
func Range(protocol corev1.Protocol, first, last uint16) ConnSet {
	from, ok := pointOf(protocol, max(first, 1))
	if !ok || last < max(first, 1) {
		return ConnSet{}
	}
	return ConnSet{[]span{{from, from + point(last-max(first, 1))}}}
}

func (p point) protocol() corev1.Protocol { return lanes[p/laneWidth] }

func (p point) port() uint16 { return uint16(p % laneWidth) }

// IsEmpty tells whether nothing is in the set.
func (c ConnSet) IsEmpty() bool { return len(c.spans) == 0 }

// IsAll tells whether every port of every protocol is in the set.
func (c ConnSet) IsAll() bool { return slices.Equal(c.spans, everything) }

// Equal tells whether both sets have the same members.
func (c ConnSet) Equal(d ConnSet) bool { return slices.Equal(c.spans, d.spans) }

// Contains tells whether the port of the protocol is in the set.
func (c ConnSet) Contains(protocol corev1.Protocol, port uint16) bool {
	at, ok := pointOf(protocol, port)
	return ok && c.has(at)
}

func (c ConnSet) has(at point) bool {
	for _, s := range c.spans {
		if at <= s.last {
			return at >= s.first
		}
	}
	return false
}

// Ports is the set's share of one protocol, in rising order.
func (c ConnSet) Ports(protocol corev1.Protocol) []Interval {
	lane := laneOf(protocol)
	var found []Interval
	for _, s := range c.spans {
		if s.lane() == lane {
			found = append(found, s.interval())
		}
	}
	return found
}

func (s span) lane() int { return int(s.first / laneWidth) }

func (s span) interval() Interval {
	return Interval{uint16(s.first % laneWidth), uint16(s.last % laneWidth)}
}

// Count is how many pairs of protocol and port are in the set: 3 x 65535 at most.
func (c ConnSet) Count() int {
	n := 0
	for _, s := range c.spans {
		n += int(s.last-s.first) + 1
	}
	return n
}

// Union is what is in either set.
func (c ConnSet) Union(d ConnSet) ConnSet {
	switch {
	case c.IsEmpty() || d.IsAll():
		return d
	case d.IsEmpty() || c.IsAll():
		return c
	}
	return ConnSet{merged(append(slices.Clone(c.spans), d.spans...))}
}

// merged makes any spans canonical. It uses up its argument.
func merged(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return int(a.first) - int(b.first) })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s.first <= out[n-1].last+1 {
			out[n-1].last = max(out[n-1].last, s.last)
		} else {
			out = append(out, s)
		}
	}
	return out
}

// Intersect is what is in both sets.
func (c ConnSet) Intersect(d ConnSet) ConnSet {
	var out []span
	for i, j := 0, 0; i < len(c.spans) && j < len(d.spans); {
		a, b := c.spans[i], d.spans[j]
		if first, last := max(a.first, b.first), min(a.last, b.last); first <= last {
			out = append(out, span{first, last})
		}
		if a.last < b.last {
			i++
		} else {
			j++
		}
	}
	return ConnSet{out}
}

// Subtract is what is in c but not in d.
func (c ConnSet) Subtract(d ConnSet) ConnSet {
	var out []span
	j := 0
	for _, s := range c.spans {
		for ; j < len(d.spans) && d.spans[j].last < s.first; j++ {
		}
		for k := j; k < len(d.spans) && d.spans[k].first <= s.last; k++ {
			if d.spans[k].first > s.first {
				out = append(out, span{s.first, d.spans[k].first - 1})
			}
			s.first = d.spans[k].last + 1
		}
		if s.first <= s.last {
			out = append(out, s)
		}
	}
	return ConnSet{out}
}

// String lists the set for people: "TCP 80, UDP 53", "all TCP", "everything", "nothing".
func (c ConnSet) String() string {
	switch {
	case c.IsEmpty():
		return "nothing"
	case c.IsAll():
		return "everything"
	}
	words := make([]string, len(c.spans))
	for i, s := range c.spans {
		words[i] = s.String()
	}
	return strings.Join(words, ", ")
}

func (s span) String() string {
	protocol, ports := string(lanes[s.lane()]), s.interval()
	if ports == (Interval{1, 65535}) {
		return "all " + protocol
	}
	return protocol + " " + ports.String()
}

// String is "80" or "8000-8010".
func (i Interval) String() string {
	first := strconv.Itoa(int(i.First))
	if i.First == i.Last {
		return first
	}
	return first + "-" + strconv.Itoa(int(i.Last))
}
