package lessons

import (
	"strings"

	"netpol-tutor/grader/journey"
)

// meant says of a connection that names something that is not in the world what was
// perhaps meant, or where it belongs; "" where there is nothing to say.
func (w *world) meant(c journey.Connection) string {
	if help := w.meantPod(c.From); help != "" {
		return help
	}
	switch c.By {
	case journey.ByService:
		return w.meantService(c.To)
	case journey.ByAddress, journey.ByHost:
		return w.meantPod(c.To)
	}
	return ""
}

// meantPod is about an end that is a pod, or a host outside.
func (w *world) meantPod(e journey.End) string {
	if e.IP.IsValid() || e.Name == "" || w.cluster.Pod(e.Namespace, e.Name) != nil {
		return ""
	}
	var pods []string
	for _, p := range w.cluster.Pods {
		key := p.Namespace + "/" + p.Name
		if pods = append(pods, key); e.Namespace == "" && p.Name == e.Name {
			return "Did you mean " + key + "?"
		}
	}
	if e.Namespace != "" {
		return suggested(e, pods, "Pods are described in cluster.yaml.")
	}
	if _, ok := w.cluster.Host(e.Name); ok {
		return ""
	}
	var hosts []string
	for _, h := range w.cluster.Outside {
		hosts = append(hosts, h.Name)
	}
	return suggested(e, hosts, "Hosts outside are listed under outside, with name and ip.")
}

func (w *world) meantService(e journey.End) string {
	var services []string
	for _, s := range w.cluster.Services {
		services = append(services, s.Namespace+"/"+s.Name)
	}
	return suggested(e, services, "Services are described in cluster.yaml.")
}

func suggested(e journey.End, known []string, otherwise string) string {
	if n := nearest(e.String(), known); n != "" && !strings.EqualFold(n, e.String()) {
		return "Did you mean " + n + "?"
	}
	return otherwise
}
