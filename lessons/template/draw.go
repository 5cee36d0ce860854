package template

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
)

// draw is what a seed decides: the surface of one twin. The texts of a template are
// written over it. Policies restrict the Guard, in one direction; the Friend is whom the
// Guard has to do with.
type draw struct {
	Place, Story string

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

// newDraw deals out the parts. The shape goes round with the seed, so that neighbours
// never share it; the world goes round as well, with another beginning for each template.
func (t Template) newDraw(seed uint64) *draw {
	own := hash(t.ID)
	all := worlds()
	w := all[(seed+own)%uint64(len(all))]
	d := &draw{
		Place: w.place, Story: w.story, Host: w.host,
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

// subject is a word for whom the policy restricts.
func (d *draw) subject() string {
	if d.Is("subject", "space") {
		return d.Us()
	}
	return d.Guard.App
}

func (d *draw) shuffle(all ...[]*workload) {
	for _, ws := range all {
		d.dice.Shuffle(len(ws), func(i, j int) { ws[i], ws[j] = ws[j], ws[i] })
	}
}

// Is tells what was chosen; the texts branch on it.
func (d *draw) Is(choice, option string) bool { return d.shape[choice] == option }
