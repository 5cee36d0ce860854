package lessons

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/journey"
)

// format is the version of lesson.yaml that this program reads.
const format = 1

// decode reads lesson.yaml. It answers nil if nothing could be made of the file; with
// any problem the lesson must not be used.
func decode(file, text string) (*Lesson, []Problem) {
	d := &decoder{file: file, places: places{}}
	root := d.parse(text)
	if root == nil || !d.ours(root) {
		return nil, d.problems
	}
	l := &Lesson{Namespace: "default", Resolver: cluster.KubeDNS, Difficulty: "medium", places: d.places}
	d.mapping("", root, schema(l))
	d.required(root, l)
	d.fitting(root, l)
	return l, d.problems
}

// ours tells whether the file is written in a format that this program knows. Of a
// format to come, nothing else is worth reporting.
func (d *decoder) ours(root *yaml.Node) bool {
	value := valueOf(root, "format")
	switch {
	case value == nil:
		d.fault(root, fmt.Sprintf("Write format: %d into the first line.", format), "format is missing")
		return true
	case value.Value == fmt.Sprint(format):
		return true
	}
	help := fmt.Sprintf("This program reads format %d.", format)
	if strings.Trim(value.Value, "0123456789") == "" && value.Value > "1" {
		help += " A newer netpol-tutor may read the lesson."
	}
	d.fault(value, help, "unknown format %q", value.Value)
	return false
}

func valueOf(mapping *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			return follow(mapping.Content[i+1])
		}
	}
	return nil
}

// schema is format 1: every field of lesson.yaml and where its value goes.
func schema(l *Lesson) []field {
	var ignored int
	return []field{
		{"format", number(&ignored, format, format)},
		{"id", checked(&l.ID, slug)},
		{"title", checked(&l.Title, title)},
		{"kind", checked(&l.Kind, oneOf(Kinds()...))},
		{"track", checked(&l.Track, slug)},
		{"difficulty", checked(&l.Difficulty, oneOf("easy", "medium", "hard"))},
		{"minutes", number(&l.Minutes, 1, 240)},
		{"namespace", checked(&l.Namespace, slug)},
		{"resolver", checked(&l.Resolver, oneOf(cluster.KubeDNS, cluster.NodeLocal))},
		{"bounds", bounds(&l.ChecksOnly)},
		{"strict", truth(&l.Strict)},
		{"twin", checked(&l.Twin, slug)},
		{"outside", records(&l.Outside, host)},
		{"objects", texts(&l.Objects, object)},
		{"protected", texts(&l.Protected, object)},
		{"allow", texts(&l.Allow, connection)},
		{"deny", texts(&l.Deny, connection)},
		{"hints", texts(&l.Hints, filled)},
		{"causes", texts(&l.Causes, slug)},
		{"wrong", records(&l.wrong, wrong)},
		{"options", records(&l.Options, option)},
		{"questions", records(&l.Questions, question)},
	}
}

func host(h *cluster.Host) []field {
	return []field{{"name", checked(&h.Name, hostName)}, {"ip", address(&h.IP)}}
}

func wrong(w *Wrong) []field {
	return []field{{"file", checked(&w.File, answerFile)}, {"cause", checked(&w.Cause, slug)}}
}

func option(o *Option) []field {
	return []field{{"file", checked(&o.File, answerFile)}, {"right", truth(&o.Right)}, {"why", checked(&o.Why, filled)}}
}

func question(q *Question) []field {
	return []field{
		{"connection", checked(&q.Connection, connection)},
		{"command", checked(&q.Command, filled)},
		{"output", checked(&q.Output, anything)},
		{"took", checked(&q.Took, span)},
		{"answer", checked(&q.Answer, slug)},
		{"why", checked(&q.Why, filled)},
		{"cause", checked(&q.Cause, slug)},
	}
}

// span checks how long a command ran.
func span(s string) (message, help string) {
	if d, err := time.ParseDuration(s); err != nil || d < 0 || d != d.Truncate(time.Second) || d > maxSpan {
		return fmt.Sprintf("%q is not a number of seconds", s), "For example 20s, 2m10s, or 0s for at once."
	}
	return "", ""
}

func anything(string) (message, help string) { return "", "" }

func filled(s string) (message, help string) {
	if strings.TrimSpace(s) == "" {
		return "the text is empty", "Delete the entry or fill it in."
	}
	return "", ""
}

func title(s string) (message, help string) {
	if utf8.RuneCountInString(s) > maxTitle || strings.ContainsAny(s, "\n\r") {
		return fmt.Sprintf("a title is one line of at most %d characters", maxTitle), ""
	}
	return filled(s)
}

func slug(s string) (message, help string) {
	if isSlug(s) {
		return "", ""
	}
	if near := Slug(s); near != "" {
		help = "For example " + near + "."
	}
	return fmt.Sprintf("%q is not made of lower-case words and numbers joined by dashes", s), help
}

func oneOf[S ~string](words ...S) func(string) (message, help string) {
	known := make([]string, 0, len(words))
	for _, w := range words {
		known = append(known, string(w))
	}
	return func(s string) (message, help string) {
		if slices.Contains(known, s) {
			return "", ""
		}
		return fmt.Sprintf("unknown value %q", s), didYouMean(s, known)
	}
}

// object checks NAMESPACE/NAME.
func object(s string) (message, help string) {
	namespace, name, found := strings.Cut(s, "/")
	if !found || namespace == "" || name == "" || strings.ContainsAny(s, " \t\n") || strings.Contains(name, "/") {
		return fmt.Sprintf("%q is not the name of an object", s), "Write NAMESPACE/NAME, for example space1/np-space1."
	}
	return "", ""
}

func connection(s string) (message, help string) {
	_, err := journey.Parse(s)
	switch {
	case err == nil:
		return "", ""
	case strings.Contains(s, "->") || strings.Contains(s, "=>") || strings.Contains(s, "→"):
		return err.Error(), "Between the two ends stands a > alone, with blanks around it."
	}
	return err.Error(), "For example space1/app1-0 > space2/microservice1-0:80."
}

func hostName(s string) (message, help string) {
	bad := func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' && r != '.'
	}
	if s == "" || len(s) > 253 || strings.IndexFunc(s, bad) >= 0 || strings.Trim(s, "-.") != s {
		return fmt.Sprintf("%q is not the name of a host", s), "For example partner.example."
	}
	return "", ""
}

func address(into *netip.Addr) reader {
	return func(d *decoder, path string, v *yaml.Node) {
		ip, err := netip.ParseAddr(v.Value)
		if err != nil || ip.Zone() != "" {
			d.fault(v, "For example 203.0.113.10.", "%s: %q is not an IP address", path, v.Value)
			return
		}
		*into = ip.Unmap()
	}
}

func bounds(checksOnly *bool) reader {
	return func(d *decoder, path string, v *yaml.Node) {
		var word string
		checked(&word, oneOf("exact", "checks"))(d, path, v)
		*checksOnly = word == "checks"
	}
}
