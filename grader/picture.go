package grader

import (
	"net/netip"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
)

// Picture is who reaches whom on one port, before and after a submission.
type Picture struct {
	Port  task.Port
	Ends  []End    // rows and columns: pods by namespace, then the outside
	Cells [][]Cell // Cells[from][to], both indexes of Ends
}

// End is a row and a column of a Picture: one pod or outside address, or several pods
// of a namespace that nothing in the picture tells apart.
type End struct {
	Namespace string // "" for the outside
	Name      string // of the first member
	Members   []netpol.Endpoint
}

// Cell is the verdict on one connection.
type Cell struct {
	None    bool // no connection to judge: a pod to itself, outside to outside, another IP family
	Flow    netpol.Flow
	Allowed bool
	Before  bool // allowed before the submission
	Wrong   bool // not what the task wants
}

// NewPicture draws the judgement on one port; pods that behave alike are one end.
func NewPicture(t *task.Compiled, j *task.Judgement, port task.Port) *Picture {
	return WholePicture(t, j, port).Fold()
}

// WholePicture draws the judgement on one port with an end for every pod.
func WholePicture(t *task.Compiled, j *task.Judgement, port task.Port) *Picture {
	p := &Picture{Port: port, Ends: ends(t.Cluster)}
	d := drawing{t, j, port, failing(t, j)}
	p.Cells = make([][]Cell, len(p.Ends))
	for i, from := range p.Ends {
		p.Cells[i] = make([]Cell, len(p.Ends))
		for k, to := range p.Ends {
			p.Cells[i][k] = d.cell(from.Members[0], to.Members[0])
		}
	}
	return p
}

// nowhere is an outside address that no host has: it stands for the rest of the world
// in clusters that name no outside host.
var nowhere = netip.AddrFrom4([4]byte{203, 0, 113, 1})

func ends(c *cluster.Cluster) []End {
	var all []End
	for _, ns := range c.Namespaces {
		for _, pod := range c.Pods {
			if pod.Namespace == ns.Name && pod.OnPodNetwork() && len(pod.IPs) > 0 {
				all = append(all, End{ns.Name, pod.Name, []netpol.Endpoint{{Pod: pod, IP: pod.IPs[0]}}})
			}
		}
	}
	for _, h := range c.Outside {
		name := c.Called(h.IP)
		if name == "" {
			name = h.IP.String() // two of one name would look alike
		}
		all = append(all, End{"", name, []netpol.Endpoint{{IP: h.IP}}})
	}
	if len(c.Outside) == 0 {
		all = append(all, End{"", "outside", []netpol.Endpoint{{IP: nowhere}}})
	}
	return all
}

// drawing is what all cells of a picture have in common.
type drawing struct {
	task   *task.Compiled
	now    *task.Judgement
	port   task.Port
	failed []netpol.Flow // by checks, in tasks that have no bounds
}

func (d drawing) cell(from, to netpol.Endpoint) Cell {
	from, to = meeting(from, to)
	if from.Pod == to.Pod || from.IP.Is4() != to.IP.Is4() {
		return Cell{None: true}
	}
	f := netpol.Flow{From: from, To: to, Protocol: d.port.Protocol, Port: d.port.Number}
	allowed := d.now.World.Policies.Allowed(f)
	return Cell{Flow: f, Allowed: allowed, Before: d.task.Untouched().World.Policies.Allowed(f), Wrong: d.wrong(f, allowed)}
}

// meeting lets a pod with addresses of both families use the one of the other end.
func meeting(from, to netpol.Endpoint) (netpol.Endpoint, netpol.Endpoint) {
	from = speaking(from, to.IP)
	return from, speaking(to, from.IP)
}

func speaking(e netpol.Endpoint, like netip.Addr) netpol.Endpoint {
	if e.Pod == nil || e.IP.Is4() == like.Is4() {
		return e
	}
	if ip := e.Pod.IP(like.Is6()); ip.IsValid() {
		e.IP = ip
	}
	return e
}

// wrong tells whether the task wants another verdict. Where it has no bounds, its
// checks alone say what it wants.
func (d drawing) wrong(f netpol.Flow, allowed bool) bool {
	for _, one := range d.failed {
		if meets(one.From, f.From) && meets(one.To, f.To) && one.Protocol == f.Protocol && one.Port == f.Port {
			return true
		}
	}
	return !d.task.InBounds(f, allowed)
}

// meets tells whether two ends are the same pod or the same address.
func meets(a, b netpol.Endpoint) bool {
	if a.Pod != nil || b.Pod != nil {
		return a.Pod == b.Pod
	}
	return a.IP == b.IP
}

func failing(t *task.Compiled, j *task.Judgement) []netpol.Flow {
	if t.Bounds != task.ChecksOnly {
		return nil
	}
	var flows []netpol.Flow
	for _, check := range j.Checks {
		if step := check.Journey.Deciding(); !check.Passed && step != nil && step.Flow != nil {
			flows = append(flows, *step.Flow)
		}
	}
	return flows
}
