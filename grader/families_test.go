package grader

import (
	"net/netip"
	"strings"
	"testing"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/task"
)

const bothFamilies = `
apiVersion: v1
kind: Pod
metadata: {name: feed, namespace: red}
spec: {containers: [{name: c, image: i}]}
status: {podIPs: [{ip: 10.1.0.1}, {ip: 'fd00::1'}]}
---
apiVersion: v1
kind: Pod
metadata: {name: six-first, namespace: red}
spec: {containers: [{name: c, image: i}]}
status: {podIPs: [{ip: 'fd00::2'}, {ip: 10.1.0.2}]}
---
apiVersion: v1
kind: Pod
metadata: {name: four, namespace: red}
spec: {containers: [{name: c, image: i}]}
status: {podIPs: [{ip: 10.1.0.3}]}
`

// In a picture, two ends meet over the family that they share, and two addresses of one
// name are told apart.
func TestAPictureOfTwoFamilies(t *testing.T) {
	host := func(name, ip string) cluster.Host { return cluster.Host{Name: name, IP: netip.MustParseAddr(ip)} }
	outside := []cluster.Host{host("wire", "203.0.113.9"), host("wire", "2001:db8::9"), host("rival", "2001:db8::7")}
	c, problems := cluster.New(accepted(t, "apiVersion: v1\nkind: Namespace\nmetadata: {name: red}\n---"+bothFamilies), cluster.Options{Outside: outside})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	const onlyFour = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: out, namespace: red}
spec: {podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]}
`
	compiled, err := task.Compile(task.Task{ID: "families", Namespace: "red", Cluster: c})
	if err != nil {
		t.Fatal(err)
	}
	p := WholePicture(compiled, judged(t, compiled, onlyFour), tcp(443))
	if got, want := strings.Join(endNames(p), " "), "red/feed*1 red/six-first*1 red/four*1 /203.0.113.9*1 /2001:db8::9*1 /rival*1"; got != want {
		t.Fatalf("the ends are %s, want %s", got, want)
	}
	cases := []struct {
		from, to      int
		none, allowed bool
		address       string // of the one who opens
	}{
		{0, 3, false, true, "10.1.0.1"},
		{0, 4, false, false, "fd00::1"},
		{1, 3, false, true, "10.1.0.2"},
		{2, 4, true, false, ""},
		{0, 1, false, false, "fd00::1"},
		{1, 0, false, false, "10.1.0.2"},
		{4, 0, false, true, "2001:db8::9"},
		{4, 5, true, false, ""},
	}
	for _, one := range cases {
		cell := p.Cells[one.from][one.to]
		if cell.None != one.none || cell.Allowed != one.allowed || !one.none && cell.Flow.From.IP.String() != one.address {
			t.Errorf("%s to %s is %+v", p.Ends[one.from].Name, p.Ends[one.to].Name, cell)
		}
	}
	if got, want := task.NameFlow(c, p.Cells[0][4].Flow), "red/feed > [2001:db8::9]:443"; got != want {
		t.Errorf("the flow is called %s, want %s", got, want)
	}
}
