package diagnose

import "slices"

// Page explains a code to somebody who met it in a report.
type Page struct {
	Code    string
	Title   string // what it is called in a sentence
	Say     string // what a teacher would say, looking over your shoulder
	Symptom string // how it shows in a cluster
	Why     string // how Kubernetes comes to behave that way
	Before  string // a manifest, or a part of one, that shows it
	After   string // the same part, mended; "" where no change of a manifest mends it
}

// Explain answers the page of a code.
func Explain(code string) (Page, bool) {
	for _, chapter := range chapters() {
		for _, page := range chapter {
			if page.Code == code {
				return page, true
			}
		}
	}
	return Page{}, false
}

// Causes lists the codes that name a mistake, in the order of teaching. The others only say
// what came of one.
func Causes() []string {
	all := chapters()
	return codesOf(all[:len(all)-1]) // the last chapter is general
}

// Chapter is the number of the subject that a code belongs to, from 0; -1 for no code of
// ours. Codes of one chapter are easily taken for each other.
func Chapter(code string) int {
	return slices.IndexFunc(chapters(), func(chapter []Page) bool {
		return slices.ContainsFunc(chapter, func(p Page) bool { return p.Code == code })
	})
}

// Codes lists every code there is, in the order of teaching.
func Codes() []string { return codesOf(chapters()) }

func codesOf(chapters [][]Page) []string {
	var codes []string
	for _, chapter := range chapters {
		for i := range chapter {
			codes = append(codes, chapter[i].Code)
		}
	}
	return codes
}

func chapters() [][]Page {
	return [][]Page{
		dnsPages, peerPages, placePages, rulePages, portPages, addressPages, manifestPages, probePages, generalPages,
	}
}

// order is the place of a code among all, the last criterion between equal repairs.
func order(code string) int {
	n := 0
	for _, chapter := range chapters() {
		for _, page := range chapter {
			if page.Code == code {
				return n
			}
			n++
		}
	}
	return n
}

// say is the teacher's sentence of a code.
func say(code string) string {
	page, _ := Explain(code)
	return page.Say
}
