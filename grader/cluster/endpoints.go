package cluster

import (
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// Backends are the running pods that the Service selects, in the cluster's order.
// A Service without a selector has none that are known.
func (c *Cluster) Backends(s *Service) []*Pod {
	if len(s.Selector) == 0 {
		return nil
	}
	var pods []*Pod
	for _, p := range c.candidates(s) {
		if p.Namespace == s.Namespace && p.Running() && selects(s.Selector, p.Labels) {
			pods = append(pods, p)
		}
	}
	return pods
}

// candidates are pods among which all those behind the Service are.
func (c *Cluster) candidates(s *Service) []*Pod {
	x := c.indexed()
	if x == nil {
		return c.Pods
	}
	fewest := c.Pods
	for k, v := range s.Selector {
		if pods, known := x.labelled[label{s.Namespace, k, v}]; known && len(pods) < len(fewest) {
			fewest = pods
		}
	}
	return fewest
}

// Endpoints are the addresses behind a port of a Service, one for each backing pod
// and family that the Service serves. A named target port is looked up on each
// pod, so the numbers may differ; a pod that lacks the name is no endpoint.
func (c *Cluster) Endpoints(s *Service, port ServicePort) []Endpoint {
	var out []Endpoint
	for _, p := range c.Backends(s) {
		number, ok := port.on(p)
		if !ok {
			continue
		}
		for _, ip := range p.IPs {
			if s.serves(ip.Is6()) {
				out = append(out, Endpoint{Pod: p, IP: ip, Port: number})
			}
		}
	}
	return out
}

// on is the port's number on a pod.
func (sp ServicePort) on(p *Pod) (uint16, bool) {
	if sp.TargetPort.Type == intstr.String {
		return p.NamedPort(sp.TargetPort.StrVal, protocolOr(sp.Protocol))
	}
	if n := sp.TargetPort.IntVal; n > 0 && n <= 65535 {
		return uint16(n), true
	}
	return sp.Port, sp.Port > 0
}

// serves tells whether the Service has an address of that family; a headless one
// serves every family of its pods.
func (s *Service) serves(v6 bool) bool {
	return len(s.IPs) == 0 || s.IP(v6).IsValid()
}

func selects(selector, labels map[string]string) bool {
	for k, v := range selector {
		if got, ok := labels[k]; !ok || got != v {
			return false
		}
	}
	return true
}

func protocolOr(p corev1.Protocol) corev1.Protocol {
	if p == "" {
		return corev1.ProtocolTCP
	}
	return p
}
