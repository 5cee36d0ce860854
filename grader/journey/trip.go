package journey

import (
	"fmt"
	"net/netip"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/netpol"
)

// Go tries a connection. Whether it fails depends on the cluster alone, never on the
// policies: it names something that does not exist, or that no command can do. The
// journey is then what somebody would see who tries all the same.
func Go(w World, c Connection, o Options) (Journey, error) {
	t := newTrip(w, c, o)
	from, err := t.source(c.From)
	if err != nil {
		return t.j, err
	}
	t.from = from
	switch c.By {
	case ByDNS:
		return t.goDNS()
	case ByService:
		return t.goService()
	case ByHost:
		return t.goHost()
	}
	return t.goAddress()
}

// Call is what a command inside a pod does: it connects to a name as it was typed, or
// to an address, and nothing is known about what stands behind it. Unlike Go it does
// not fail for a name that does not exist.
func Call(w World, namespace, pod string, to Target, o Options) (Journey, error) {
	c := Connection{From: End{Namespace: namespace, Name: pod}, To: End{Name: to.Name}, By: ByHost, Port: to.Port, Protocol: to.Protocol}
	c.Text = c.String()
	t := newTrip(w, c, o)
	p, err := t.pod(c.From)
	if err == nil {
		t.from, err = t.source(c.From)
	}
	if p == nil || err != nil {
		return t.j, err
	}
	if ip, ok := parseIP(to.Name); ok {
		return t.toIP(ip), nil
	}
	return t.byName(to.Name), nil
}

// Target is a destination as it is typed: a name or an address, and a port.
type Target struct {
	Name     string
	Port     uint16
	Protocol corev1.Protocol
}

// trip is a journey under way.
type trip struct {
	World
	j        Journey
	options  Options
	tool     Tool
	from     netpol.Endpoint
	typed    string // the name or address as it stands in the command
	port     uint16 // as it stands in the command
	protocol corev1.Protocol
	lookup   lookup     // what came of asking for the name
	address  netip.Addr // that the tool connects to
}

func newTrip(w World, c Connection, o Options) *trip {
	t := &trip{World: w, options: o, port: c.Port, protocol: c.Protocol}
	t.j.Connection = c
	t.j.Steps = make([]Step, 0, 4)
	if t.protocol == "" {
		t.protocol = corev1.ProtocolTCP
	}
	return t
}

// source finds where a connection starts.
func (t *trip) source(e End) (netpol.Endpoint, error) {
	switch {
	case e.Namespace != "":
		p, err := t.pod(e)
		if err == nil && !p.Running() {
			err = fmt.Errorf("pod %s has ended or not begun, so no command runs in it", p.Key())
		}
		return netpol.Endpoint{Pod: p}, err
	case e.Name != "":
		h, err := t.host(e.Name)
		return netpol.Endpoint{IP: h.IP}, err
	}
	if owner := t.Cluster.Owner(e.IP); owner.Pod != nil {
		return netpol.Endpoint{Pod: owner.Pod, IP: e.IP}, nil
	}
	return netpol.Endpoint{IP: e.IP}, nil
}

func (t *trip) pod(e End) (*cluster.Pod, error) {
	if p := t.Cluster.Pod(e.Namespace, e.Name); p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("there is no pod %s in this cluster", e)
}

func (t *trip) host(name string) (cluster.Host, error) {
	if h, ok := t.Cluster.Host(name); ok {
		return h, nil
	}
	return cluster.Host{}, fmt.Errorf("there is no outside host %s here; a pod is written NAMESPACE/NAME", name)
}

// goAddress connects without asking for a name.
func (t *trip) goAddress() (Journey, error) {
	to := t.j.Connection.To
	switch {
	case to.Namespace != "":
		p, err := t.pod(to)
		if err != nil {
			return t.j, err
		}
		return t.toPod(p, t.common(p.IPs)), nil
	case to.Name != "":
		return t.toHost(to.Name)
	}
	if t.from.Pod == nil && t.Cluster.Owner(to.IP).Pod == nil {
		return t.j, errOutside
	}
	return t.toIP(to.IP), nil
}

var errOutside = fmt.Errorf("one end of a connection must be a pod: policies do not see traffic between outside addresses")

// toHost connects to an outside host's address.
func (t *trip) toHost(name string) (Journey, error) {
	if _, err := t.host(name); err != nil {
		return t.j, err
	}
	if t.from.Pod == nil {
		return t.j, errOutside
	}
	var ips []netip.Addr
	for _, h := range t.Cluster.Outside {
		if h.Name == name {
			ips = append(ips, h.IP)
		}
	}
	return t.toIP(t.common(ips)), nil
}

// goHost looks up an outside host and connects to it.
func (t *trip) goHost() (Journey, error) {
	name := t.j.Connection.To.Name
	if t.options.ByAddress {
		return t.toHost(name)
	}
	if err := t.canAsk(); err != nil {
		return t.j, err
	}
	_, err := t.host(name)
	return t.byName(name), err
}

// byName looks up a name as it was typed, and connects to what DNS answers.
func (t *trip) byName(name string) Journey {
	t.typed = name
	t.tool = t.options.Tool.fitting(t.protocol, t.port)
	if !t.resolve(name) || t.tool.Program.asksOnly() {
		return t.arrive()
	}
	if s := t.lookup.service; s != nil {
		return t.toService(s)
	}
	return t.toIP(t.common(t.lookup.addresses))
}

func (t *trip) step(s Step) {
	s.From = t.fromName()
	t.j.Steps = append(t.j.Steps, s)
}

func (t *trip) fromName() string {
	if t.from.Pod != nil {
		return t.from.Pod.Key()
	}
	if name := t.j.Connection.From.String(); name != "" {
		return name
	}
	return t.from.IP.String()
}

// arrive ends the journey: what the tool prints follows from where it ended.
func (t *trip) arrive() Journey {
	t.j.Allowed = t.j.Stage == "" || t.j.Stage == StageRefused
	t.speak()
	return t.j
}

// shortName is the name of a pod or Service without its namespace.
func shortName(key string) string { return key[strings.LastIndexByte(key, '/')+1:] }
