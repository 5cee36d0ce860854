package grader

import (
	"net/netip"
	"slices"

	corev1 "k8s.io/api/core/v1"

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

// NewPicture draws the judgement on one port.
func NewPicture(t *task.Compiled, j *task.Judgement, port task.Port) *Picture {
	p := &Picture{Port: port}
	single := ends(t.Cluster)
	cells := make([][]Cell, len(single))
	for i, from := range single {
		cells[i] = make([]Cell, len(single))
		for k, to := range single {
			cells[i][k] = cell(t, j, from.Members[0], to.Members[0], port)
		}
	}
	p.fold(single, cells)
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
		all = append(all, End{"", h.Name, []netpol.Endpoint{{IP: h.IP}}})
	}
	if len(c.Outside) == 0 {
		all = append(all, End{"", "outside", []netpol.Endpoint{{IP: nowhere}}})
	}
	return all
}

func cell(t *task.Compiled, j *task.Judgement, from, to netpol.Endpoint, port task.Port) Cell {
	if from.Pod == to.Pod || from.IP.Is4() != to.IP.Is4() {
		return Cell{None: true}
	}
	f := netpol.Flow{From: from, To: to, Protocol: port.Protocol, Port: port.Number}
	allowed := j.World.Policies.Allowed(f)
	return Cell{Flow: f, Allowed: allowed, Before: t.Untouched().World.Policies.Allowed(f), Wrong: !t.InBounds(f, allowed)}
}

// fold joins the pods of a namespace whose rows and columns are alike.
func (p *Picture) fold(all []End, cells [][]Cell) {
	var kept []int
	for i, e := range all {
		twin := slices.IndexFunc(kept, func(k int) bool { return alike(all, cells, k, i) })
		if twin >= 0 {
			p.Ends[twin].Members = append(p.Ends[twin].Members, e.Members...)
			continue
		}
		kept = append(kept, i)
		p.Ends = append(p.Ends, e)
	}
	for n, i := range kept {
		row := make([]Cell, len(kept))
		for m, k := range kept {
			row[m] = cells[i][k]
			if i == k && len(p.Ends[n].Members) > 1 {
				row[m] = betweenTwins(all, cells, i)
			}
		}
		p.Cells = append(p.Cells, row)
	}
}

// betweenTwins is the cell between two different members of a folded end.
func betweenTwins(all []End, cells [][]Cell, i int) Cell {
	for k := i + 1; k < len(all); k++ {
		if alike(all, cells, i, k) {
			return cells[i][k]
		}
	}
	return cells[i][i]
}

// alike tells whether two ends of one namespace have the same verdicts with everybody
// else, and the same in both ways with each other.
func alike(all []End, cells [][]Cell, a, b int) bool {
	if all[a].Namespace == "" || all[a].Namespace != all[b].Namespace || !cells[a][b].same(cells[b][a]) {
		return false
	}
	for k := range all {
		if k == a || k == b {
			continue
		}
		if !cells[a][k].same(cells[b][k]) || !cells[k][a].same(cells[k][b]) {
			return false
		}
	}
	return true
}

func (c Cell) same(d Cell) bool {
	return c.None == d.None && c.Allowed == d.Allowed && c.Before == d.Before && c.Wrong == d.Wrong
}

// BestPort is the port that the task speaks of first.
func BestPort(t *task.Compiled) task.Port {
	if ports := t.Ports(); len(ports) > 0 {
		return ports[0]
	}
	return task.Port{Protocol: corev1.ProtocolTCP, Number: 80}
}
