package template

import "slices"

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

func (s space) workloads(key string) []*workload {
	var all []*workload
	for _, a := range s.apps {
		all = append(all, &workload{App: a.name, NS: s.name, Key: key, Team: a.team, Proto: "TCP", Port: s.port, Front: s.port})
	}
	return all
}

// Namesake is a pod that carries the Friend's label and lives beside the Guard.
func (d *draw) Namesake() *workload {
	n := *d.Near
	n.App = d.Friend.App
	return &n
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

// Pods are all that there are.
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
