package netpol

import (
	"math/rand/v2"
	"slices"
	"testing"

	corev1 "k8s.io/api/core/v1"
)

func set(parts ...ConnSet) ConnSet {
	var sum ConnSet
	for _, p := range parts {
		sum = sum.Union(p)
	}
	return sum
}

func TestConnSetString(t *testing.T) {
	tcp80 := Range(corev1.ProtocolTCP, 80, 80)
	cases := []struct {
		name string
		set  ConnSet
		want string
	}{
		{"zero", ConnSet{}, "nothing"},
		{"all", Everything(), "everything"},
		{"two protocols", set(Range(corev1.ProtocolUDP, 53, 53), tcp80), "TCP 80, UDP 53"},
		{"range", Range(corev1.ProtocolSCTP, 8000, 8010), "SCTP 8000-8010"},
		{"one protocol", Range(corev1.ProtocolUDP, 0, 65535), "all UDP"},
		{"touching ranges are one", set(tcp80, Range(corev1.ProtocolTCP, 81, 90)), "TCP 80-90"},
		{"ends of protocols do not touch", set(Range(corev1.ProtocolTCP, 65535, 65535), Range(corev1.ProtocolUDP, 1, 1)), "TCP 65535, UDP 1"},
		{"all but one", Everything().Subtract(tcp80), "TCP 1-79, TCP 81-65535, all UDP, all SCTP"},
		{"protocols together are all", set(Range("", 1, 65535), Range(corev1.ProtocolUDP, 1, 65535), Range(corev1.ProtocolSCTP, 1, 65535)), "everything"},
		{"backwards range", Range(corev1.ProtocolTCP, 90, 80), "nothing"},
		{"unknown protocol", Range("ICMP", 1, 65535), "nothing"},
		{"port 0", Range(corev1.ProtocolTCP, 0, 0), "nothing"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := c.set.String(); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if empty, all := c.set.IsEmpty(), c.set.IsAll(); empty != (c.want == "nothing") || all != (c.want == "everything") {
				t.Errorf("empty %v, all %v", empty, all)
			}
		})
	}
}

// TestConnSetAlgebra compares the operations with plain arrays of all ports.
func TestConnSetAlgebra(t *testing.T) {
	type plain [3 * laneWidth]bool
	spread := func(c ConnSet) *plain {
		var p plain
		for lane, protocol := range lanes {
			for _, i := range c.Ports(protocol) {
				for port := int(i.First); port <= int(i.Last); port++ {
					p[lane*laneWidth+port] = true
				}
			}
		}
		return &p
	}
	random := rand.New(rand.NewPCG(7, 7))
	draw := func() ConnSet {
		var sum ConnSet
		for range random.IntN(6) {
			first := random.IntN(65536)
			if random.IntN(4) == 0 {
				first = 0
			}
			sum = sum.Union(Range(lanes[random.IntN(3)], uint16(first), uint16(min(65535, first+random.IntN(1<<random.IntN(17))))))
		}
		return sum
	}
	for i := range 200 {
		a, b := draw(), draw()
		pa, pb := spread(a), spread(b)
		pu, pi, ps := spread(a.Union(b)), spread(a.Intersect(b)), spread(a.Subtract(b))
		count, same := 0, true
		for at := range pa {
			if pu[at] != (pa[at] || pb[at]) || pi[at] != (pa[at] && pb[at]) || ps[at] != (pa[at] && !pb[at]) {
				t.Fatalf("draw %d at %d: (%s), (%s): union %v, both %v, less %v", i, at, a, b, pu[at], pi[at], ps[at])
			}
			if a.has(point(at)) != pa[at] {
				t.Fatalf("draw %d: (%s) has %d: %v", i, a, at, !pa[at])
			}
			if pa[at] {
				count++
			}
			same = same && pa[at] == pb[at]
		}
		if a.Count() != count || a.Equal(b) != same {
			t.Fatalf("draw %d: (%s) counts %d, equal to (%s) %v; want %d, %v", i, a, a.Count(), b, a.Equal(b), count, same)
		}
		if back := a.Subtract(b).Union(a.Intersect(b)); !back.Equal(a) {
			t.Fatalf("draw %d: (%s) cut by (%s) and joined again is (%s)", i, a, b, back)
		}
	}
}

func TestConnSetOperationsLeaveOperandsAlone(t *testing.T) {
	a := set(Range(corev1.ProtocolTCP, 80, 80), Range(corev1.ProtocolTCP, 443, 443))
	b := set(Range(corev1.ProtocolTCP, 81, 442))
	before := slices.Clone(a.spans)
	a.Union(b)
	a.Subtract(b)
	a.Intersect(b)
	if !slices.Equal(a.spans, before) {
		t.Errorf("the set became %s", a)
	}
}

func TestConnSetContains(t *testing.T) {
	c := set(Range(corev1.ProtocolTCP, 80, 90), Range(corev1.ProtocolSCTP, 1, 65535))
	cases := []struct {
		protocol corev1.Protocol
		port     uint16
		want     bool
	}{
		{corev1.ProtocolTCP, 80, true}, {"", 85, true}, {corev1.ProtocolTCP, 79, false}, {corev1.ProtocolUDP, 80, false},
		{corev1.ProtocolSCTP, 65535, true}, {corev1.ProtocolSCTP, 0, false}, {"ICMP", 80, false},
	}
	for _, x := range cases {
		if got := c.Contains(x.protocol, x.port); got != x.want {
			t.Errorf("%s contains %s %d: %v", c, x.protocol, x.port, got)
		}
	}
}
