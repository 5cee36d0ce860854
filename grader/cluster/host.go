package cluster

import (
	"net/netip"
	"strings"
	"unicode"
)

// checkHosts leaves out outside hosts that no connection could name, and reports
// those that are told twice or have no address.
func (b *builder) checkHosts() {
	type id struct {
		name string
		v6   bool
	}
	seen := make(map[id]bool)
	var kept []Host
	for _, h := range b.cluster.Outside {
		h.IP = h.IP.Unmap()
		switch at := (id{h.Name, h.IP.Is6()}); {
		case !nameable(h.Name):
			b.problem(nil, "", BadHost, "the outside host %q cannot be named in a connection; it is left out", h.Name)
		case !h.IP.IsValid() || !plausible(h.IP):
			b.problem(nil, "", BadAddress, "the outside host %s has no usable address; it is left out", h.Name)
		case seen[at]:
			b.problem(nil, "", Duplicate, "the outside host %s is named twice; the first counts", h.Name)
		default:
			seen[at] = true
			kept = append(kept, h)
		}
	}
	b.cluster.Outside = kept
}

// nameable tells whether a host's name can stand in a connection: it is no
// address, and has nothing in it that separates the parts of one.
func nameable(name string) bool {
	if _, err := netip.ParseAddr(name); err == nil || name == "" || len(name) > 253 {
		return false
	}
	return !strings.ContainsFunc(name, func(r rune) bool {
		return strings.ContainsRune("/:>[]", r) || unicode.IsSpace(r) || !unicode.IsPrint(r)
	})
}
