package journey

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"netpol-tutor/grader/cluster"
)

// way writes a journey's steps on a line each.
func way(j Journey) string {
	var lines []string
	for _, s := range j.Steps {
		mark := "▶"
		if !s.OK {
			mark = "✗"
		}
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%s %s %s %s %s", s.Kind, s.From, mark, s.Target(), s.Note)))
	}
	return strings.Join(lines, "\n")
}

func TestWay(t *testing.T) {
	w := world(t, twoSpaces+toSpace2, outside("google.com", "142.250.74.110"))
	cases := []struct{ connection, want string }{
		{"space1/app1-0 > svc space2/microservice1", "resolve-udp space1/app1-0 ✗ kube-dns 10.96.0.10, UDP 53 egress of space1/np-space1"},
		{"default/other-0 > svc space2/microservice1", `resolve-udp default/other-0 ▶ kube-dns 10.96.0.10, UDP 53
service default/other-0 ▶ space2/microservice1 10.97.0.1, TCP 80 leads to TCP 8080 of space2/microservice1-0
connect default/other-0 ▶ space2/microservice1-0 10.244.1.2, TCP 8080`},
		{"default/other-0 > host google.com:443", "resolve-udp default/other-0 ▶ kube-dns 10.96.0.10, UDP 53\nconnect default/other-0 ▶ google.com 142.250.74.110, TCP 443"},
		{"space1/app1-0 > 142.250.74.110:443", "connect space1/app1-0 ✗ google.com 142.250.74.110, TCP 443 egress of space1/np-space1"},
		{"space1/app1-0 > 9.9.9.9:443", "connect space1/app1-0 ✗ 9.9.9.9, TCP 443 egress of space1/np-space1"},
		{"default/other-0 > 10.97.0.1:80", `service default/other-0 ▶ space2/microservice1 10.97.0.1, TCP 80 leads to TCP 8080 of space2/microservice1-0
connect default/other-0 ▶ space2/microservice1-0 10.244.1.2, TCP 8080`},
		{"default/other-0 > 10.244.1.2:9", "connect default/other-0 ✗ space2/microservice1-0 10.244.1.2, TCP 9 refused"},
	}
	for _, c := range cases {
		t.Run(c.connection, func(t *testing.T) {
			if got := way(try(t, w, c.connection, Options{})); got != c.want {
				t.Errorf("the way is\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestEvidence(t *testing.T) {
	w := world(t, twoSpaces+toSpace2, cluster.Options{})
	j := try(t, w, "space1/app1-0 > svc space2/microservice1", Options{})
	s := j.Deciding()
	if s.Flow == nil || s.Flow.To.Pod == nil || s.Flow.To.Pod.Name != "coredns-0" || s.Flow.Port != 53 {
		t.Fatalf("the deciding flow is %+v, want one to coredns-0", s.Flow)
	}
	if v := s.Verdict; v.Allowed || len(v.Egress.Isolating) != 1 || v.Egress.Nearest == nil {
		t.Errorf("the verdict lacks its evidence: %+v", v)
	}
}

func TestByAddress(t *testing.T) {
	w := world(t, twoSpaces+toSpace2, outside("google.com", "142.250.74.110"))
	cases := []struct {
		connection, command string
		stage               Stage
		steps               int
	}{
		{"space1/app1-0 > svc space2/microservice1", "wget -O- -T 5 10.97.0.1", "", 2},
		{"space1/app1-0 > host google.com:80", "wget -O- -T 5 142.250.74.110", StageEgress, 1},
		{"space1/app1-0 > default/other-0:80", "wget -O- -T 5 10.244.1.3", StageEgress, 1},
		{"space1/app1-0 > dns", "nslookup kube-dns.kube-system.svc.cluster.local", StageDNS, 1},
	}
	for _, c := range cases {
		t.Run(c.connection, func(t *testing.T) {
			j := try(t, w, c.connection, Options{ByAddress: true})
			if j.Stage != c.stage || len(j.Steps) != c.steps || j.Command != c.command {
				t.Errorf("stage %q after %d steps with %q", j.Stage, len(j.Steps), j.Command)
			}
		})
	}
}

func TestWrongName(t *testing.T) {
	w := world(t, twoSpaces, cluster.Options{})
	for _, typed := range []string{"microservice1", "microservice1.space3", "microservice9.space2", "microservice1.space2.svc.cluster.locl", "google.com"} {
		j, err := Call(w, "space1", "app1-0", Target{Name: typed, Port: 80}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if j.Stage != StageName || j.Allowed || j.Delay != 0 || j.Output != "wget: bad address '"+typed+"'" {
			t.Errorf("%s: stage %q after %v: %s", typed, j.Stage, j.Delay, j.Output)
		}
	}
}

func TestServices(t *testing.T) {
	const more = `
---
apiVersion: v1
kind: Pod
metadata: {name: w-0, namespace: space2, labels: {app: w, n: "0"}}
spec: {hostname: w-0, subdomain: peers, containers: [{name: c, image: x, ports: [{name: http, containerPort: 8080}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: w-1, namespace: space2, labels: {app: w, n: "1"}}
spec: {hostname: w-1, subdomain: peers, containers: [{name: c, image: x, ports: [{name: http, containerPort: 9090}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: named, namespace: space2}
spec: {selector: {app: w}, ports: [{port: 5000, targetPort: http}]}
---
apiVersion: v1
kind: Service
metadata: {name: peers, namespace: space2}
spec: {clusterIP: None, selector: {app: w}, ports: [{port: 80, targetPort: http}]}
---
apiVersion: v1
kind: Service
metadata: {name: empty, namespace: space2}
spec: {selector: {app: nobody}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: alone, namespace: space2}
spec: {ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: abroad, namespace: space2}
spec: {type: ExternalName, externalName: google.com}
---
apiVersion: v1
kind: Service
metadata: {name: alias, namespace: space1}
spec: {type: ExternalName, externalName: named.space2.svc.cluster.local}
---
apiVersion: v1
kind: Service
metadata: {name: circle, namespace: space2}
spec: {type: ExternalName, externalName: circle.space2.svc.cluster.local}
`
	closeFirst := "\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: lock, namespace: space2}\nspec: {podSelector: {matchLabels: {n: \"0\"}}, policyTypes: [Ingress]}\n"
	cases := []struct {
		name, policies, typed string
		port                  uint16
		stage                 Stage
		last, note            string
	}{
		{"named target port of the first pod", "", "named.space2", 5000, "", "space2/w-0 10.244.1.4, TCP 8080", ""},
		{"first pod closed: the second one, on its own number", closeFirst, "named.space2", 5000, "", "space2/w-1 10.244.1.5, TCP 9090", "space2/w-0 behind the same Service is not reached"},
		{"port that the Service does not have", "", "named.space2", 80, StageService, "space2/named 10.97.0.2, TCP 80", "no such port"},
		{"no pod behind it", "", "empty.space2", 80, StageService, "space2/empty 10.97.0.3, TCP 80", "no pod behind it"},
		{"no selector", "", "alone.space2", 80, StageService, "space2/alone 10.97.0.4, TCP 80", "no pod behind it"},
		{"headless translates no port", "", "peers.space2", 80, StageRefused, "space2/w-0 10.244.1.4, TCP 80", "refused"},
		{"headless, the port of one of its pods", "", "peers.space2", 9090, "", "space2/w-1 10.244.1.5, TCP 9090", ""},
		{"pod of a headless Service", "", "w-1.peers.space2", 9090, "", "space2/w-1 10.244.1.5, TCP 9090", ""},
		{"pod of a Service by its address", "", "10-244-1-5.named.space2.svc.cluster.local", 9090, "", "space2/w-1 10.244.1.5, TCP 9090", ""},
		{"pod by its address", "", "10-244-1-5.space2.pod.cluster.local", 9090, "", "space2/w-1 10.244.1.5, TCP 9090", ""},
		{"stands for an outside host", "", "abroad.space2", 80, "", "google.com 142.250.74.110, TCP 80", ""},
		{"stands for another Service", "", "alias", 5000, "", "space2/w-0 10.244.1.4, TCP 8080", ""},
		{"stands for itself", "", "circle.space2", 80, StageName, "kube-dns 10.96.0.10, UDP 53", "no such name"},
		{"upper case", "", "NAMED.Space2", 5000, "", "space2/w-0 10.244.1.4, TCP 8080", ""},
		{"the API server's name", "", "kubernetes.default", 443, "", "10.96.0.1, TCP 443", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := world(t, twoSpaces+more+c.policies, outside("google.com", "142.250.74.110"))
			j, err := Call(w, "space1", "app1-0", Target{Name: c.typed, Port: c.port}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if last := j.Deciding(); j.Stage != c.stage || last.Target() != c.last || last.Note != c.note {
				t.Errorf("stage %q at %s (%s)\n%s", j.Stage, last.Target(), last.Note, way(j))
			}
		})
	}
	t.Run("port chosen", func(t *testing.T) {
		w := world(t, twoSpaces+more, cluster.Options{})
		for connection, want := range map[string]string{
			"space1/app1-0 > svc space2/named":         "wget -O- -T 5 named.space2:5000",
			"space1/app1-0 > svc space2/microservice1": "wget -O- -T 5 microservice1.space2",
			"space1/app1-0 > svc space2/peers":         "wget -O- -T 5 peers.space2:8080",
			"space1/app1-0 > svc kube-system/kube-dns": "echo hello | nc -u -w 2 kube-dns.kube-system 53",
		} {
			if got := try(t, w, connection, Options{}).Command; got != want {
				t.Errorf("%s: %s, want %s", connection, got, want)
			}
		}
	})
}

func TestLongAnswers(t *testing.T) {
	manifests := func(pods int) string {
		text := twoSpaces + "\n---\napiVersion: v1\nkind: Service\nmetadata: {name: big, namespace: space2}\nspec: {clusterIP: None, selector: {app: big}, ports: [{port: 80}]}\n"
		for i := range pods {
			text += fmt.Sprintf("\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: big-%d, namespace: space2, labels: {app: big}}\nspec: {containers: [{name: c, image: x, ports: [{containerPort: 80}]}]}\n", i)
		}
		return text
	}
	udpOnly := policy("space1", "p", egress("{ports: [{port: 53, protocol: UDP}, {port: 80}]}"))
	cases := []struct {
		name, policies string
		pods           int
		stage          Stage
		delay          time.Duration
		kinds          []StepKind
	}{
		{"fits into UDP", udpOnly, 28, "", 0, []StepKind{ResolveUDP, ToService, Connect}},
		{"does not fit, TCP open", "", 40, "", 0, []StepKind{ResolveUDP, ResolveTCP, ToService, Connect}},
		{"does not fit, TCP cut", udpOnly, 40, StageDNS, kernelTime, []StepKind{ResolveUDP, ResolveTCP}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			j := try(t, world(t, manifests(c.pods)+c.policies, cluster.Options{}), "space1/app1-0 > svc space2/big", Options{})
			var kinds []StepKind
			for _, s := range j.Steps {
				kinds = append(kinds, s.Kind)
			}
			if j.Stage != c.stage || j.Delay != c.delay || !slices.Equal(kinds, c.kinds) {
				t.Errorf("stage %q after %v by %v: %s", j.Stage, j.Delay, kinds, j.Reason)
			}
		})
	}
}

func TestResolvers(t *testing.T) {
	toNode := policy("space1", "p", egress("{to: [{ipBlock: {cidr: 169.254.20.10/32}}], ports: [{port: 53, protocol: UDP}]}"))
	toPods := policy("space1", "p", egress("{to: [{namespaceSelector: {}}], ports: [{port: 53, protocol: UDP}, {port: 53}]}"))
	elsewhere := `
---
apiVersion: v1
kind: Pod
metadata: {name: dns-a, namespace: kube-system, labels: {k8s-app: kube-dns}}
spec: {containers: [{name: c, image: x, ports: [{name: dns, containerPort: 1053, protocol: UDP}, {name: dns-tcp, containerPort: 1053}]}]}
`
	spare := `
---
apiVersion: v1
kind: Pod
metadata: {name: coredns-1, namespace: kube-system, labels: {k8s-app: kube-dns, spare: "yes"}}
spec: {containers: [{name: c, image: x, ports: [{containerPort: 53, protocol: UDP}, {containerPort: 53}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: coredns-2, namespace: kube-system, labels: {k8s-app: kube-dns}}
spec: {containers: [{name: c, image: x, ports: [{containerPort: 53, protocol: UDP}, {containerPort: 53}]}]}
`
	toSpare := policy("space1", "p", egress(`{to: [{namespaceSelector: {}, podSelector: {matchLabels: {spare: "yes"}}}]}`))
	over := `
---
apiVersion: v1
kind: Pod
metadata: {name: coredns-0, namespace: kube-system, labels: {k8s-app: kube-dns}}
spec: {containers: [{name: c, image: x}]}
status: {phase: Failed}
`
	cases := []struct {
		name, text string
		resolver   cluster.Resolver
		stage      Stage
		way        string
	}{
		{"node-local, allowed by address", toNode, cluster.NodeLocal, "", "resolve-udp space1/app1-0 ▶ node-local-dns 169.254.20.10, UDP 53"},
		{"node-local, selectors do not match it", toPods, cluster.NodeLocal, StageDNS, "resolve-udp space1/app1-0 ✗ node-local-dns 169.254.20.10, UDP 53 egress of space1/p"},
		{"kube-dns, its address alone does not help", toNode, cluster.KubeDNS, StageDNS, "resolve-udp space1/app1-0 ✗ kube-dns 10.96.0.10, UDP 53 egress of space1/p"},
		{"another target port, 53 allowed", elsewhere + toPods, cluster.KubeDNS, StageDNS, "resolve-udp space1/app1-0 ✗ kube-dns 10.96.0.10, UDP 53 egress of space1/p"},
		{"another target port, allowed by name", elsewhere + policy("space1", "p", egress("{ports: [{port: dns, protocol: UDP}]}")), cluster.KubeDNS, "", "resolve-udp space1/app1-0 ▶ kube-dns 10.96.0.10, UDP 53"},
		{"one of two servers is enough", spare + toSpare, cluster.KubeDNS, "", "resolve-udp space1/app1-0 ▶ kube-dns 10.96.0.10, UDP 53"},
		{"no server runs", over, cluster.KubeDNS, StageDNS, "resolve-udp space1/app1-0 ✗ kube-dns 10.96.0.10, UDP 53 no pod behind it"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			j := try(t, world(t, twoSpaces+c.text, cluster.Options{Resolver: c.resolver}), "space1/app1-0 > dns", Options{})
			if j.Stage != c.stage || way(j) != c.way {
				t.Errorf("stage %q: %s\n%s", j.Stage, j.Reason, way(j))
			}
		})
	}
}

func TestOtherEnds(t *testing.T) {
	const more = `
---
apiVersion: v1
kind: Node
metadata: {name: n1}
status: {addresses: [{type: InternalIP, address: 192.168.7.1}]}
---
apiVersion: v1
kind: Node
metadata: {name: n2}
status: {addresses: [{type: InternalIP, address: 192.168.7.2}]}
---
apiVersion: v1
kind: Pod
metadata: {name: placed, namespace: space1}
spec: {nodeName: n1, containers: [{name: c, image: x, ports: [{containerPort: 80}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: exporter, namespace: space1}
spec: {nodeName: n2, hostNetwork: true, containers: [{name: c, image: x, ports: [{containerPort: 9100}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: done, namespace: space2}
spec: {containers: [{name: c, image: x}]}
status: {phase: Succeeded, podIP: 10.244.9.9}
---
apiVersion: v1
kind: Pod
metadata: {name: six, namespace: space2}
spec: {containers: [{name: c, image: x, ports: [{containerPort: 80}]}]}
status: {podIP: 'fd00::6'}
---
apiVersion: v1
kind: Pod
metadata: {name: both, namespace: space2}
spec: {containers: [{name: c, image: x, ports: [{containerPort: 80}]}]}
status: {podIPs: [{ip: 10.244.9.8}, {ip: 'fd00::8'}]}
`
	lock := policy("space1", "lock", "policyTypes: [Egress, Ingress]")
	cases := []struct {
		name, connection string
		stage            Stage
		command, output  string
	}{
		{"own node", "space1/placed > 192.168.7.1:80", "", "wget -O- -T 5 192.168.7.1", ""},
		{"from the own node", "192.168.7.1 > space1/placed:80", "", "wget -O- -T 5 10.244.1.4", ""},
		{"another node", "space1/placed > 192.168.7.2:80", StageEgress, "wget -O- -T 5 192.168.7.2", "Connecting to 192.168.7.2 (192.168.7.2:80)\nwget: download timed out"},
		{"a pod on the host network is not isolated", "space1/exporter > space2/microservice1-0:8080", "", "wget -O- -T 5 10.244.1.2:8080", ""},
		{"to a pod on the host network", "space2/microservice1-0 > space1/exporter:9100", "", "wget -O- -T 5 192.168.7.2:9100", ""},
		{"to a finished pod", "default/other-0 > space2/done:80", StageRoute, "wget -O- -T 5 10.244.9.9", "Connecting to 10.244.9.9 (10.244.9.9:80)\nwget: download timed out"},
		{"no common IP version", "default/other-0 > space2/six:80", StageRoute, "wget -O- -T 5 http://[fd00::6]/", "Connecting to [fd00::6] ([fd00::6]:80)\nwget: can't connect to remote host: Network is unreachable"},
		{"both versions: IPv4 as busybox does", "default/other-0 > space2/both:80", "", "wget -O- -T 5 10.244.9.8", ""},
		{"from a host, over the version it shares", "example.com > space2/six:80", "", "wget -O- -T 5 http://[fd00::6]/", ""},
		{"IPv6 by address", "space2/both > [fd00::6]:80", "", "wget -O- -T 5 http://[fd00::6]/", ""},
	}
	w := world(t, twoSpaces+more+lock, outside("example.com", "203.0.113.9", "example.com", "2001:db8::9"))
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			j := try(t, w, c.connection, Options{})
			if j.Stage != c.stage || j.Command != c.command || j.Reason == "" {
				t.Errorf("stage %q with %s: %s", j.Stage, j.Command, j.Reason)
			}
			if c.output != "" && j.Output != c.output {
				t.Errorf("output %q, want %q", j.Output, c.output)
			}
		})
	}
}
