package cluster

import (
	"net/netip"
	"testing"

	"netpol-tutor/grader/manifest"
)

func FuzzNew(f *testing.F) {
	f.Add(ns("a")+pod("p", "status: {podIP: 10.244.0.2}")+service("s", "{selector: {app: p}, ports: [{port: 80, targetPort: http}]}"), true, true)
	f.Add(pod("p", "spec: {hostNetwork: true, containers: [{name: c, image: x}]}")+service("kube-dns", "{clusterIP: None}"), true, false)
	f.Add(pod("p", "status: {podIPs: [{ip: 'fd00::1'}, null]}"), false, true)
	f.Fuzz(func(t *testing.T, text string, defaults, addresses bool) {
		read := manifest.Read([]manifest.Source{{Name: "f", Text: text}}, manifest.Options{AnyKind: true})
		c, problems := New(read.Objects, Options{Defaults: defaults, Addresses: addresses})
		told := false
		for _, p := range problems {
			told = told || p.Code == DuplicateAddress
		}
		seen := map[netip.Addr]bool{}
		for _, p := range c.Pods {
			if c.Namespace(p.Namespace) == nil {
				t.Fatalf("%s lives in a namespace that does not exist", p.Key())
			}
			for _, ip := range p.IPs {
				if p.OnPodNetwork() && seen[ip] && !told {
					t.Fatalf("%s shares %s with another, and no problem says so", p.Key(), ip)
				}
				seen[ip] = seen[ip] || p.OnPodNetwork()
			}
		}
		for _, s := range c.Services {
			for _, port := range s.Ports {
				for _, e := range c.Endpoints(s, port) {
					if !e.Pod.Running() || e.Port == 0 || !e.IP.IsValid() {
						t.Fatalf("Service %s has the endpoint %+v", s.Key(), e)
					}
				}
			}
		}
		if defaults && c.DNS() == nil {
			t.Fatal("no DNS")
		}
	})
}
