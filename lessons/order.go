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
