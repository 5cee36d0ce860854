package template

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
)

// draw is what a seed decides: the surface of one twin. The texts of a template are
// written over it. Policies restrict the Guard, in one direction; the Friend is whom the
// Guard has to do with.
type draw struct {
	ID, Place, Story string

	Out    bool // the Guard opens the connections; otherwise it accepts them
	Guard  *workload
	Friend *workload
	Near   *workload   // beside the Guard, in its namespace
	Pal    *workload   // beside the Friend
	Far    *workload   // in a third namespace
	Crowd  []*workload // who else is about
	Host   host
	Policy string // what the learner's policy is called

	shape map[string]string
	dice  *rand.Rand
}

// workload is one pod and the Service before it.
type workload struct {
	App   string // the value of its label, and the name of its Service
	NS    string
	Key   string // the label by which the task knows it
	Team  string
	Proto string // TCP or UDP
	Port  int    // on which it serves
	Side  int    // another one on which it serves, 0 without
	Front int    // that of its Service

	Address string // of its Service; "" where the cluster may choose
}

// Pod is its key, as in ward/charts-0.
func (w *workload) Pod() string { return w.NS + "/" + w.Name() }

// Name is that of its pod.
func (w *workload) Name() string { return w.App + "-0" }

// Svc is the key of its Service.
func (w *workload) Svc() string { return w.NS + "/" + w.App }

// Label is a label as a sentence names it, as in app=charts.
func (w *workload) Label() string { return w.Key + "=" + w.App }

// newDraw deals out the parts. The shape goes round with the seed, so that neighbours
// never share it; the world goes round as well, with another beginning for each template.
func (t Template) newDraw(seed uint64) *draw {
	own := hash(t.ID)
	all := worlds()
	w := all[(seed+own)%uint64(len(all))]
	d := &draw{
		ID: t.Twin(seed), Place: w.place, Story: w.story, Host: w.host,
		shape: t.shape(seed), dice: rand.New(rand.NewPCG(seed, own)),
	}
	d.Out = d.shape["way"] == "out"
	key := pick(d.dice, "app", "app", "component", "role")
	callers, servers, others := w.callers.workloads(key), w.servers.workloads(key), w.others.workloads(key)
	guards, friends := servers, callers
	if d.Out {
		guards, friends = callers, servers
	}
	d.shuffle(guards[1:], friends[1:], others)
	d.Guard, d.Near = guards[0], guards[1]
	d.Friend, d.Pal = friends[0], friends[1]
	if d.Is("pal", "other team") {
		if d.Pal.Team == d.Friend.Team {
			d.Pal, friends[2] = friends[2], d.Pal
		}
		d.Crowd = append(d.Crowd, friends[2])
	}
	d.Far = others[0]
	d.differ(w, guards[2], others[1])
	d.Policy = d.subject() + "-" + pick(d.dice, "guard", "door", "rules", "fence")
	return d
}

func hash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64() >> 1 // a seed may be added
}

func pick(dice *rand.Rand, from ...string) string { return from[dice.IntN(len(from))] }

// differ makes of the parts what the shape wants.
func (d *draw) differ(w world, near, far *workload) {
	switch d.shape["bystander"] {
	case "near":
		d.Crowd = append(d.Crowd, near)
	case "far":
		d.Crowd = append(d.Crowd, far)
	}
	if d.Is("address", "known") {
		d.server(d.Friend).Address = fmt.Sprintf("10.96.%d.%d", 10+d.dice.IntN(200), 10+d.dice.IntN(200))
	}
	if d.Is("namesake", "here") {
		d.Crowd = append(d.Crowd, d.Namesake())
	}
	for _, p := range d.Pods() {
		serves := p.NS == w.servers.name
		if d.Is("protocol", "udp") && serves {
			p.Proto = "UDP"
		}
		if d.Is("side", "door") && serves {
			p.Side = p.Port + 1000
		}
		if d.Is("service", "front") {
			p.Front = 80
		}
	}
}

// Namesake is a pod that carries the Friend's label and lives beside the Guard.
func (d *draw) Namesake() *workload {
	n := *d.Near
	n.App = d.Friend.App
	return &n
}

// Column is a text as kubectl pads it in the column that holds the Friend's namespace.
func (d *draw) Column(text string) string {
	return fmt.Sprintf("%-*s", max(len("NAME"), len(d.Them())), text)
}

// subject is a word for whom the policy restricts.
func (d *draw) subject() string {
	if d.Is("subject", "space") {
		return d.Us()
	}
	return d.Guard.App
}

// Second is who has to do with the Guard on its other port, and Third who does not.
func (d *draw) Second() *workload {
	if d.Is("second", "far") && d.In() {
		return d.Far
	}
	return d.Pal
}

func (d *draw) Third() *workload {
	if d.Second() == d.Pal {
		return d.Far
	}
	return d.Pal
}

// Address is that of the Service in question.
func (d *draw) Address() string { return d.server(d.Friend).Address }

func (d *draw) shuffle(all ...[]*workload) {
	for _, ws := range all {
		d.dice.Shuffle(len(ws), func(i, j int) { ws[i], ws[j] = ws[j], ws[i] })
	}
}

func (s space) workloads(key string) []*workload {
	var all []*workload
	for _, a := range s.apps {
		all = append(all, &workload{App: a.name, NS: s.name, Key: key, Team: a.team, Proto: "TCP", Port: s.port, Front: s.port})
	}
	return all
}

// Is tells what was chosen; the texts branch on it.
func (d *draw) Is(choice, option string) bool { return d.shape[choice] == option }

// In tells that the Guard accepts connections.
func (d *draw) In() bool { return !d.Out }

// Us and Them are the namespaces of the Guard and of the Friend.
func (d *draw) Us() string   { return d.Guard.NS }
func (d *draw) Them() string { return d.Friend.NS }

// Type, Rules and Peers are how a policy spells the direction.
func (d *draw) Type() string  { return choose(d.Out, "Egress", "Ingress") }
func (d *draw) Rules() string { return choose(d.Out, "egress", "ingress") }
func (d *draw) Peers() string { return choose(d.Out, "to", "from") }

// OtherType, OtherRules and OtherPeers are the same of the other direction.
func (d *draw) OtherType() string  { return choose(d.In(), "Egress", "Ingress") }
func (d *draw) OtherRules() string { return choose(d.In(), "egress", "ingress") }
func (d *draw) OtherPeers() string { return choose(d.In(), "to", "from") }

func choose(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

// Port, Proto, Front and Side are those of the end where the connections of the task arrive.
func (d *draw) Port() int     { return d.server(d.Friend).Port }
func (d *draw) Proto() string { return d.server(d.Friend).Proto }
func (d *draw) Front() int    { return d.server(d.Friend).Front }
func (d *draw) Side() int     { return d.server(d.Friend).Side }

// server is the end that is called when the Guard and a peer meet.
func (d *draw) server(peer *workload) *workload {
	if d.Out {
		return peer
	}
	return d.Guard
}

// With is the connection of the Guard and a peer in the direction of the task.
func (d *draw) With(peer *workload) string { return d.meet(d.Guard, peer) }

// NearWith is the same of the workload beside the Guard.
func (d *draw) NearWith(peer *workload) string { return d.meet(d.Near, peer) }

func (d *draw) meet(one, peer *workload) string {
	if d.Out {
		return line(one, peer)
	}
	return line(peer, one)
}

// Against is the connection of the Guard and a peer in the other direction.
func (d *draw) Against(peer *workload) string {
	if d.Out {
		return line(peer, d.Guard)
	}
	return line(d.Guard, peer)
}

// ByName is With by the name of the Service.
func (d *draw) ByName(peer *workload) string {
	if d.Out {
		return d.Guard.Pod() + " > svc " + peer.Svc()
	}
	return peer.Pod() + " > svc " + d.Guard.Svc()
}

// BySide is With on the other port of whoever serves.
func (d *draw) BySide(peer *workload) string {
	server := *d.server(peer)
	server.Port = server.Side
	if d.Out {
		return line(d.Guard, &server)
	}
	return line(peer, &server)
}

// Line is a connection by address.
func (d *draw) Line(from, to *workload) string { return line(from, to) }

func line(from, to *workload) string {
	text := fmt.Sprintf("%s > %s:%d", from.Pod(), to.Pod(), to.Port)
	if to.Proto != "TCP" {
		text += "/" + to.Proto
	}
	return text
}

// Pods are all that there are, each namespace together.
func (d *draw) Pods() []*workload {
	return append([]*workload{d.Guard, d.Near, d.Friend, d.Pal, d.Far}, d.Crowd...)
}

// Namespaces are those of the pods, each once.
func (d *draw) Namespaces() []string {
	var all []string
	for _, w := range d.Pods() {
		if !slices.Contains(all, w.NS) {
			all = append(all, w.NS)
		}
	}
	return all
}
