package journey

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// policy is a policy of a namespace, for all of its pods.
func policy(namespace, name, spec string) string {
	return fmt.Sprintf("\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: %s, namespace: %s}\nspec: {podSelector: {}, %s}\n", name, namespace, spec)
}

const (
	toAnyDNS = "{ports: [{port: 53, protocol: UDP}, {port: 53}]}"
	noEgress = "policyTypes: [Egress], egress: []"
)

// egress writes a policy's egress rules.
func egress(rules ...string) string {
	return "policyTypes: [Egress], egress: [" + strings.Join(rules, ", ") + "]"
}

func TestStages(t *testing.T) {
	toSpace2Rule := "{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: space2}}}]}"
	forgot := policy("space1", "np-space1", egress(toSpace2Rule))
	mended := policy("space1", "np-space1", egress(toSpace2Rule, toAnyDNS))
	cases := []struct {
		name, policies, connection string
		stage                      Stage
		allowed                    bool
		exit                       int
		delay                      time.Duration
		reason                     string
	}{
		{"open by name", "", "space1/app1-0 > svc space2/microservice1", "", true, 0, 0,
			"no policy restricts what may leave space1/app1-0 or enter space2/microservice1-0"},
		{"DNS forgotten", forgot, "space1/app1-0 > svc space2/microservice1", StageDNS, false, 1, 20 * time.Second,
			"space1/np-space1 restricts what may leave app1-0 and no rule of it allows UDP 53 to kube-system/coredns-0"},
		{"DNS forgotten, by address it works", forgot, "space1/app1-0 > space2/microservice1-0:8080", "", true, 0, 0,
			"egress rule 1 of space1/np-space1 lets app1-0 open TCP 8080 to space2/microservice1-0, and no policy restricts what may enter space2/microservice1-0"},
		{"DNS forgotten, host", forgot, "space1/app1-0 > host google.com:80", StageDNS, false, 1, 20 * time.Second,
			"space1/np-space1 restricts what may leave app1-0 and no rule of it allows UDP 53 to kube-system/coredns-0"},
		{"DNS mended", mended, "space1/app1-0 > svc space2/microservice1", "", true, 0, 0,
			"egress rule 1 of space1/np-space1 lets app1-0 open TCP 8080 to space2/microservice1-0, and no policy restricts what may enter space2/microservice1-0"},
		{"DNS mended, host resolves and is dropped", mended, "space1/app1-0 > host google.com:80", StageEgress, false, 1, 5 * time.Second,
			"space1/np-space1 restricts what may leave app1-0 and no rule of it allows TCP 80 to google.com"},
		{"only TCP 53", policy("space1", "p", egress("{ports: [{port: 53}]}")), "space1/app1-0 > dns", StageDNS, false, 1, 5 * time.Second,
			"space1/p restricts what may leave app1-0 and no rule of it allows UDP 53 to kube-system/coredns-0; TCP 53 is open, but names are asked for over UDP first"},
		{"only TCP 53, asked over TCP", policy("space1", "p", egress("{ports: [{port: 53}]}")), "space1/app1-0 > dns-tcp", "", true, 0, 0,
			"egress rule 1 of space1/p lets app1-0 open TCP 53 to kube-system/coredns-0, and no policy restricts what may enter kube-system/coredns-0"},
		{"only UDP 53", policy("space1", "p", egress("{ports: [{port: 53, protocol: UDP}]}")), "space1/app1-0 > dns-tcp", StageDNS, false, 9, 30 * time.Second,
			"space1/p restricts what may leave app1-0 and no rule of it allows TCP 53 to kube-system/coredns-0"},
		{"DNS cut on the server's side", policy("kube-system", "lock", "policyTypes: [Ingress]"), "space1/app1-0 > svc space2/microservice1", StageDNS, false, 1, 20 * time.Second,
			"kube-system/lock restricts what may enter coredns-0 and no rule of it allows UDP 53 from space1/app1-0"},
		{"ingress", policy("space2", "lock", "policyTypes: [Ingress]"), "space1/app1-0 > svc space2/microservice1", StageIngress, false, 1, 5 * time.Second,
			"space2/lock restricts what may enter microservice1-0 and no rule of it allows TCP 8080 from space1/app1-0"},
		{"both sides", policy("space1", "out", noEgress) + policy("space2", "in", "policyTypes: [Ingress]"), "space1/app1-0 > space2/microservice1-0:8080", StageEgress, false, 1, 5 * time.Second,
			"space1/out restricts what may leave app1-0 and no rule of it allows TCP 8080 to space2/microservice1-0; space2/in restricts what may enter microservice1-0 and does not allow it either"},
		{"several policies", policy("space1", "a", noEgress) + policy("space1", "b", noEgress), "space1/app1-0 > default/other-0:80", StageEgress, false, 1, 5 * time.Second,
			"space1/a and space1/b restrict what may leave app1-0 and no rule of them allows TCP 80 to default/other-0"},
		{"the Service port instead of the target port", policy("space1", "p", egress(toAnyDNS, "{ports: [{port: 80}]}")), "space1/app1-0 > svc space2/microservice1", StageEgress, false, 1, 5 * time.Second,
			"space1/p restricts what may leave app1-0 and no rule of it allows TCP 8080 to space2/microservice1-0"},
		{"refused", "", "space1/app1-0 > space2/microservice1-0:80", StageRefused, true, 1, 0,
			"policy lets it through, but nothing listens on TCP 80 of space2/microservice1-0, so the connection is refused"},
		{"dropped before it could be refused", policy("space1", "p", noEgress), "space1/app1-0 > space2/microservice1-0:80", StageEgress, false, 1, 5 * time.Second,
			"space1/p restricts what may leave app1-0 and no rule of it allows TCP 80 to space2/microservice1-0"},
		{"to itself", policy("space1", "p", noEgress+", ingress: []"), "space1/app1-0 > space1/app1-0:80", StageRefused, true, 1, 0,
			"policy lets it through, but nothing listens on TCP 80 of space1/app1-0, so the connection is refused"},
		{"from outside", "", "google.com > default/other-0:80", "", true, 0, 0, "no policy restricts what may enter default/other-0"},
		{"from outside, stopped", policy("default", "lock", "policyTypes: [Ingress]"), "google.com > default/other-0:80", StageIngress, false, 1, 5 * time.Second,
			"default/lock restricts what may enter other-0 and no rule of it allows TCP 80 from google.com"},
		{"from an address", policy("default", "in", "policyTypes: [Ingress], ingress: [{from: [{ipBlock: {cidr: 198.51.100.0/24}}]}]"), "198.51.100.7 > default/other-0:80", "", true, 0, 0,
			"ingress rule 1 of default/in lets TCP 80 from 198.51.100.7 into other-0"},
		{"UDP, nothing listens", "", "space1/app1-0 > default/other-0:80/UDP", StageRefused, true, 0, 0,
			"policy lets it through, but nothing listens on UDP 80 of default/other-0, so the connection is refused"},
		{"UDP, dropped", policy("space1", "p", noEgress), "space1/app1-0 > default/other-0:80/UDP", StageEgress, false, 0, 4 * time.Second,
			"space1/p restricts what may leave app1-0 and no rule of it allows UDP 80 to default/other-0"},
		{"SCTP, dropped", policy("space1", "p", noEgress), "space1/app1-0 > default/other-0:80/SCTP", StageEgress, false, 1, 5 * time.Second,
			"space1/p restricts what may leave app1-0 and no rule of it allows SCTP 80 to default/other-0"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := world(t, twoSpaces+c.policies, outside("google.com", "142.250.74.110"))
			j := try(t, w, c.connection, Options{})
			if j.Stage != c.stage || j.Allowed != c.allowed || j.Refused != (c.stage == StageRefused) {
				t.Errorf("stage %q, allowed %v, refused %v; want %q, %v", j.Stage, j.Allowed, j.Refused, c.stage, c.allowed)
			}
			if j.ExitCode != c.exit || j.Delay != c.delay {
				t.Errorf("exit code %d after %v, want %d after %v", j.ExitCode, j.Delay, c.exit, c.delay)
			}
			if j.Reason != c.reason {
				t.Errorf("reason %q\nwant   %q", j.Reason, c.reason)
			}
			if j.Deciding().OK != (c.stage == "") {
				t.Errorf("the last step is %+v", j.Deciding())
			}
		})
	}
}
