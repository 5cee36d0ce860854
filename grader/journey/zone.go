package journey

import (
	"net/netip"
	"strings"

	"netpol-tutor/grader/cluster"
)

const (
	clusterZone = ".cluster.local"
	serviceZone = ".svc.cluster.local"
	podZone     = ".pod.cluster.local"

	ndots      = 5   // of the pods' resolv.conf
	udpAnswer  = 512 // bytes; without EDNS no answer over UDP is longer
	mostCNAMEs = 8   // of ExternalName Services that name one another
)

// apiServer is the address of the Service default/kubernetes, which every cluster has
// whether its manifests are at hand or not.
var apiServer = netip.AddrFrom4([4]byte{10, 96, 0, 1})

// answer is what DNS holds for one full name.
type answer struct {
	name      string // the full name without the last dot
	exists    bool
	addresses []netip.Addr
	service   *cluster.Service // where the name is a Service's own
}

// ask tries full names in turn; the first that has an address is the answer.
func (t *trip) ask(names []string) {
	step := t.j.Deciding()
	t.lookup.fate = noSuchName
	for i, full := range names {
		step.Names = names[:i+1]
		if a := t.answer(full); len(a.addresses) > 0 {
			t.lookup.fate, t.lookup.answer = found, a
			return
		}
	}
}

func (t *trip) namespace() string {
	if t.from.Pod != nil {
		return t.from.Pod.Namespace
	}
	return "default"
}

// searched are the full names that a resolver asks for in turn: a name with fewer dots
// than ndots goes through the search domains first, one that ends in a dot never does.
func searched(name, namespace string) []string {
	if full, absolute := strings.CutSuffix(name, "."); absolute {
		return []string{full}
	}
	in := name + "." + namespace + serviceZone
	if strings.Count(name, ".") >= ndots {
		return []string{name, in, name + serviceZone, name + clusterZone}
	}
	return []string{in, name + serviceZone, name + clusterZone, name}
}

// names are the full names that a program asks for in turn. Most leave that to the
// resolver; nslookup of busybox uses the search domains only for a name without a
// dot, and never the name as it stands; dig does not use them at all.
func (p Program) names(name, namespace string) []string {
	switch {
	case !p.asksOnly():
		return searched(name, namespace)
	case p == Nslookup && !strings.Contains(name, "."):
		return searched(name, namespace)[:3]
	}
	return []string{strings.TrimSuffix(name, ".")}
}

// unanswered are those among names that are asked for when no answer comes: nslookup
// sends all at once, the resolver tries the first, and then the name as it was typed.
func (p Program) unanswered(names []string) []string {
	if p.asksOnly() || len(names) < 2 {
		return names
	}
	if first, last := names[0], names[len(names)-1]; strings.HasPrefix(first, last) {
		return []string{first, last}
	}
	return names[:2]
}

// answer is what the cluster DNS says to a full name.
func (t *trip) answer(name string) answer {
	name = strings.TrimSuffix(name, ".")
	a := answer{name: name}
	for range mostCNAMEs {
		next := t.fill(&a, strings.ToLower(strings.TrimSuffix(name, ".")))
		if next == "" {
			break
		}
		name = next
	}
	return a
}

// fill adds what one name stands for; for an ExternalName that is another name.
func (t *trip) fill(a *answer, name string) (next string) {
	if rest, ok := strings.CutSuffix(name, serviceZone); ok {
		return t.fillService(a, rest)
	}
	if rest, ok := strings.CutSuffix(name, podZone); ok {
		t.fillPod(a, rest)
		return ""
	}
	for _, h := range t.Cluster.Outside {
		if strings.EqualFold(h.Name, name) {
			a.exists, a.addresses = true, append(a.addresses, h.IP)
		}
	}
	return ""
}

// fillService answers SERVICE.NAMESPACE, and POD.SERVICE.NAMESPACE for the pods that
// a Service lends a name.
func (t *trip) fillService(a *answer, rest string) (next string) {
	rest, namespace := cutLast(rest)
	host, name := cutLast(rest)
	s := t.Cluster.Service(namespace, name)
	switch {
	case s == nil && host == "" && name == "kubernetes" && namespace == "default":
		a.exists, a.addresses = true, []netip.Addr{apiServer}
	case s == nil || strings.Contains(host, "."):
	case host != "":
		t.fillEndpoint(a, s, host)
	case s.ExternalName != "":
		a.exists = true
		return s.ExternalName
	case s.Headless:
		a.service = s
		for _, p := range t.Cluster.Backends(s) {
			a.exists, a.addresses = true, append(a.addresses, p.IPs...)
		}
	default:
		a.exists, a.addresses, a.service = true, s.IPs, s
	}
	return ""
}

// fillEndpoint answers for one pod behind a Service: by the pod's hostname where its
// subdomain names the Service, else by its address with dashes.
func (t *trip) fillEndpoint(a *answer, s *cluster.Service, host string) {
	for _, p := range t.Cluster.Backends(s) {
		for _, ip := range p.IPs {
			if host == dashed(ip) || host == p.Hostname && p.Subdomain == s.Name {
				a.exists, a.addresses = true, append(a.addresses, ip)
			}
		}
	}
}

// fillPod answers 10-244-1-5.NAMESPACE: any address will do, whether or not a pod of
// that namespace has it.
func (t *trip) fillPod(a *answer, rest string) {
	host, namespace := cutLast(rest)
	text := strings.ReplaceAll(host, "-", ".")
	ip, err := netip.ParseAddr(text)
	if err != nil {
		ip, err = netip.ParseAddr(strings.ReplaceAll(host, "-", ":"))
	}
	if err == nil && t.Cluster.Namespace(namespace) != nil {
		a.exists, a.addresses = true, []netip.Addr{ip}
	}
}

func dashed(ip netip.Addr) string {
	return strings.NewReplacer(".", "-", ":", "-").Replace(ip.String())
}

func cutLast(s string) (before, last string) {
	i := strings.LastIndexByte(s, '.')
	return s[:max(i, 0)], s[i+1:]
}

// long tells whether the answer over UDP would be cut off: header, question, and
// compressed records of 16 bytes for an IPv4 address and 28 for an IPv6 one. Both
// families are asked for apart.
func (a *answer) long() bool {
	base := 12 + len(a.name) + 2 + 4
	v4, v6 := base, base
	for _, ip := range a.addresses {
		if ip.Is6() {
			v6 += 28
		} else {
			v4 += 16
		}
	}
	return max(v4, v6) > udpAnswer
}
