package journey

import (
	"net/netip"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
)

func TestParse(t *testing.T) {
	const tcp, udp, sctp = corev1.ProtocolTCP, corev1.ProtocolUDP, corev1.ProtocolSCTP
	ip := netip.MustParseAddr
	a := End{Namespace: "a", Name: "p-0"}
	cases := []struct {
		text  string
		want  Connection
		canon string // where it differs from text
	}{
		{"a/p-0 > b/q-0:80", Connection{From: a, To: End{"b", "q-0", netip.Addr{}}, Port: 80, Protocol: tcp}, ""},
		{"a/p-0 > b/q-0:53/UDP", Connection{From: a, To: End{"b", "q-0", netip.Addr{}}, Port: 53, Protocol: udp}, ""},
		{"a/p-0 > b/q-0:132/SCTP", Connection{From: a, To: End{"b", "q-0", netip.Addr{}}, Port: 132, Protocol: sctp}, ""},
		{"a/p-0>b/q-0:080/tcp", Connection{From: a, To: End{"b", "q-0", netip.Addr{}}, Port: 80, Protocol: tcp}, "a/p-0 > b/q-0:80"},
		{"a/p-0 > svc b/web", Connection{From: a, To: End{"b", "web", netip.Addr{}}, By: ByService, Protocol: tcp}, ""},
		{"a/p-0 > svc b/web:8080", Connection{From: a, To: End{"b", "web", netip.Addr{}}, By: ByService, Port: 8080, Protocol: tcp}, ""},
		{"a/p-0 > svc b/dns:53/UDP", Connection{From: a, To: End{"b", "dns", netip.Addr{}}, By: ByService, Port: 53, Protocol: udp}, ""},
		{"a/p-0 > host example.com:443", Connection{From: a, To: End{"", "example.com", netip.Addr{}}, By: ByHost, Port: 443, Protocol: tcp}, ""},
		{"a/p-0 > example.com:443", Connection{From: a, To: End{"", "example.com", netip.Addr{}}, Port: 443, Protocol: tcp}, ""},
		{"a/p-0 > 10.0.0.1:22", Connection{From: a, To: End{IP: ip("10.0.0.1")}, Port: 22, Protocol: tcp}, ""},
		{"a/p-0 > [fd00::1]:22", Connection{From: a, To: End{IP: ip("fd00::1")}, Port: 22, Protocol: tcp}, ""},
		{"a/p-0 > [::ffff:10.0.0.1]:22", Connection{From: a, To: End{IP: ip("10.0.0.1")}, Port: 22, Protocol: tcp}, "a/p-0 > 10.0.0.1:22"},
		{"example.com > a/p-0:80", Connection{From: End{Name: "example.com"}, To: a, Port: 80, Protocol: tcp}, ""},
		{"fd00::9 > a/p-0:80", Connection{From: End{IP: ip("fd00::9")}, To: a, Port: 80, Protocol: tcp}, ""},
		{"a/p-0 > dns", Connection{From: a, By: ByDNS, Protocol: udp}, ""},
		{" a/p-0  >  dns-tcp ", Connection{From: a, By: ByDNS, Protocol: tcp}, "a/p-0 > dns-tcp"},
	}
	for _, c := range cases {
		t.Run(c.text, func(t *testing.T) {
			got, err := Parse(c.text)
			if err != nil {
				t.Fatal(err)
			}
			if c.want.Text = c.canon; c.canon == "" {
				c.want.Text = c.text
			}
			if got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestParseErrors(t *testing.T) {
	cases := []struct{ text, says string }{
		{"", "FROM > TO"},
		{"a/p-0", "FROM > TO"},
		{"> dns", "source before > is missing"},
		{"a/p-0 >", "destination after > is missing"},
		{"a/p-0:80 > dns", "port belongs to the destination"},
		{"svc a/b > dns", "a connection starts at"},
		{"a/p-0 > b/q-0", "no port: write b/q-0:80"},
		{"a/p-0 > 10.0.0.1", "no port: write 10.0.0.1:80"},
		{"a/p-0 > fd00::1", "no port: write [fd00::1]:80"},
		{"a/p-0 > b/q-0:http", `port "http": expected a number from 1 to 65535`},
		{"a/p-0 > b/q-0:0", `port "0": expected`},
		{"a/p-0 > b/q-0:65536", `port "65536": expected`},
		{"a/p-0 > b/q-0:80/ICMP", `protocol "ICMP": expected TCP, UDP or SCTP`},
		{"a/p-0 > b/q-0:80/", `protocol "": expected`},
		{"a/p-0 > svc web", "write NS/NAME"},
		{"a/p-0 > svc", "not a name"},
		{"a/p-0 > host example.com", "has no port"},
		{"a/p-0 > host b/q-0:80", "name of an outside host"},
		{"a/p-0 > host 1.2.3.4:80", "name of an outside host"},
		{"a/p-0 > dns:53", "takes no port"},
		{"a/p-0 > dns 53", "takes nothing after it"},
		{"a/ > dns", `"" is not a name`},
		{"/p > dns", `"" is not a namespace`},
		{"a/b/c > dns", `"b/c" is not a name`},
		{"a/p-0 > b/q-0:80 > c/d:80", "is not a name"},
		{"a/p-0 > b/q 0:80", "is not a name"},
		{"a/p-0 > b/\x1b[31mq:80", "is not a name"},
	}
	for _, c := range cases {
		t.Run(c.text, func(t *testing.T) {
			_, err := Parse(c.text)
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("Parse says %v, want %q", err, c.says)
			}
			if err != nil && strings.ContainsRune(err.Error(), '\x1b') {
				t.Error("the message carries an escape sequence")
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"a/p > b/q:80", "x > [fd00::1]:1/UDP", "a/p > svc b/w:3/SCTP", "a/p > host h:1", "a/p > dns-tcp", "1.2.3.4 > a/p:9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := Parse(s)
		if err != nil {
			if len(err.Error()) > 2000 {
				t.Fatalf("an error of %d bytes", len(err.Error()))
			}
			return
		}
		again, err := Parse(c.String())
		if err != nil || again != c {
			t.Fatalf("%q reads as %+v, and what that writes as %+v, %v", s, c, again, err)
		}
	})
}
