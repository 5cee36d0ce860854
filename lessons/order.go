package lessons

import (
	"slices"
	"strings"
)

// trackTitles names the tracks in the order in which they are listed.
func trackTitles() [][2]string {
	return [][2]string{
		{"foundations", "Foundations"},
		{"ingress", "Ingress"},
		{"egress-dns", "Egress & DNS"},
		{"selectors", "Selectors"},
		{"ip-blocks", "IP blocks & the outside"},
		{"ports", "Ports"},
		{"debugging", "Debugging"},
		{"least-privilege", "Choose"},
		{"predict", "Predict"},
		{"symptoms", "Symptoms"},
		{"capstone", "Capstone"},
	}
}

// trackTitle is how a track is called; one that is not ours is called by its slug.
func trackTitle(id string) string {
	if i := trackOrder(id); i < len(trackTitles()) {
		return trackTitles()[i][1]
	}
	words := strings.ReplaceAll(id, "-", " ")
	if words == "" {
		return "Other lessons"
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

func trackOrder(id string) int {
	titles := trackTitles()
	if i := slices.IndexFunc(titles, func(t [2]string) bool { return t[0] == id }); i >= 0 {
		return i
	}
	return len(titles)
}

// order is the recommended order: each idea is met as a worked example first, then with
// holes, then on an empty page; subjects and kinds are mixed on purpose.
func order() []string {
	return strings.Fields(`
		prologue open-by-default two-missing-lines deny-ingress refused-is-good-news one-label-only
		wrong-room db-from-api own-namespace guessed-label one-dash two-doors monitoring
		dns-only silence-or-no nested-dns too-much space1-space2 which-stage dns-to-coredns worker-to-queue
		test-pod-label half-a-bridge a-name-that-is-not target-port port-that-is-not named-port range silent-udp
		two-policies leftover
		team-label by-list empty-things everything-but letter
		partner-range no-metadata office-in service-ip
		types-forgotten both-ways ports-and-peers
		which-file which-egress which-default deny-stays
		three-tiers tenants after-the-breach`)
}

// step is where a lesson stands among the steps of the path; the lessons of packs
// follow in their own order.
func (l *Lesson) step(steps []string) int {
	if i := slices.Index(steps, l.ID); i >= 0 && l.Pack == "" {
		return i
	}
	return len(steps)
}
