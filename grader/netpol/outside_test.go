package netpol

import (
	"net/netip"
	"slices"
	"testing"

	"netpol-tutor/grader/cluster"
)

func prefixes(texts ...string) []netip.Prefix {
	var all []netip.Prefix
	for _, text := range texts {
		all = append(all, netip.MustParsePrefix(text))
	}
	return all
}

func TestCut(t *testing.T) {
	taken := map[netip.Addr]owner{}
	for _, ip := range []string{"10.0.0.1", "10.0.0.2", "10.0.0.3", "fd00::1"} {
		taken[netip.MustParseAddr(ip)] = owner{}
	}
	hosts := []cluster.Host{
		{Name: "search", IP: netip.MustParseAddr("142.250.74.110")},
		{Name: "local", IP: netip.MustParseAddr("10.9.8.7")},
		{Name: "sham", IP: netip.MustParseAddr("10.0.0.1")},
		{Name: "six", IP: netip.MustParseAddr("2001:db8:1::5")},
	}
	cases := []struct {
		name   string
		family family
		rules  []netip.Prefix
		want   map[string]string // prefix -> address that stands for what is in no narrower one
	}{
		{"no blocks", 0, nil, map[string]string{"0.0.0.0/0": "142.250.74.110"}},
		{"a named host stands for its block", 0, prefixes("10.0.0.0/8"), map[string]string{"0.0.0.0/0": "142.250.74.110", "10.0.0.0/8": "10.9.8.7"}},
		{"the first address that no pod has", 0, prefixes("10.0.0.0/29", "10.0.0.4/31"), map[string]string{"0.0.0.0/0": "142.250.74.110", "10.0.0.0/29": "10.0.0.6", "10.0.0.4/31": "10.0.0.5"}},
		{"a pod's own address is not outside", 0, prefixes("10.0.0.1/32"), map[string]string{"0.0.0.0/0": "142.250.74.110", "10.0.0.1/32": ""}},
		{"the network's address when nothing else is left", 0, prefixes("10.0.0.0/30"), map[string]string{"0.0.0.0/0": "142.250.74.110", "10.0.0.0/30": "10.0.0.0"}},
		{"halves leave nothing", 0, prefixes("0.0.0.0/1", "128.0.0.0/1"), map[string]string{"0.0.0.0/0": "", "0.0.0.0/1": "10.9.8.7", "128.0.0.0/1": "142.250.74.110"}},
		{"familiar where no host is", 0, prefixes("142.250.74.0/24", "10.0.0.0/8"), map[string]string{"0.0.0.0/0": "203.0.113.10", "142.250.74.0/24": "142.250.74.110", "10.0.0.0/8": "10.9.8.7"}},
		{"loopback and multicast are nobody's", 0, prefixes("127.0.0.0/8", "127.0.0.1/32", "224.0.0.0/4", "240.0.0.0/4"), map[string]string{"0.0.0.0/0": "142.250.74.110", "127.0.0.0/8": "", "127.0.0.1/32": "", "224.0.0.0/4": "", "240.0.0.0/4": "240.0.0.1"}},
		{"the metadata service is", 0, prefixes("169.254.169.254/32"), map[string]string{"0.0.0.0/0": "142.250.74.110", "169.254.169.254/32": "169.254.169.254"}},
		{"IPv6", 1, prefixes("fd00::/64", "fd00::/128", "fd00::1/128", "ff00::/8"), map[string]string{"::/0": "2001:db8:1::5", "fd00::/64": "fd00::2", "fd00::/128": "fd00::", "fd00::1/128": "", "ff00::/8": ""}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			o := cut(c.family, slices.Clone(c.rules), hosts, taken)
			if len(o.prefixes) != len(c.want) {
				t.Errorf("cut into %v", o.prefixes)
			}
			for i, p := range o.prefixes {
				got := ""
				if o.atoms[i].address.IsValid() {
					got = o.atoms[i].address.String()
				}
				if want := c.want[p.String()]; got != want {
					t.Errorf("%s is represented by %q, want %q", p, got, want)
				}
			}
		})
	}
}

func TestParsePrefix(t *testing.T) {
	cases := []struct{ text, want string }{
		{"10.0.0.0/8", "10.0.0.0/8"}, {"10.1.2.3/8", "10.0.0.0/8"}, {"10.0.0.0/08", "10.0.0.0/8"}, {"010.000.0.0/8", "10.0.0.0/8"},
		{"0.0.0.0/0", "0.0.0.0/0"}, {"2001:db8::1/64", "2001:db8::/64"}, {"::ffff:10.0.0.0/104", ""}, {"10.0.0.0", ""}, {"", ""}, {"/", ""},
		{"10.0.0.0/33", ""}, {"10.0.0/8", ""}, {"example.com/8", ""},
	}
	for _, c := range cases {
		t.Run(c.text, func(t *testing.T) {
			got, ok := parsePrefix(c.text)
			if ok != (c.want != "") || ok && got.String() != c.want {
				t.Errorf("got %v, %v; want %q", got, ok, c.want)
			}
		})
	}
}

func TestLastOf(t *testing.T) {
	for prefix, want := range map[string]string{
		"0.0.0.0/0": "255.255.255.255", "10.0.0.0/9": "10.127.255.255", "10.1.2.3/32": "10.1.2.3",
		"::/0": "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fd00::/127": "fd00::1", "fd00::5/128": "fd00::5",
	} {
		if got := lastOf(netip.MustParsePrefix(prefix)); got.String() != want {
			t.Errorf("the last of %s is %s, want %s", prefix, got, want)
		}
	}
}
