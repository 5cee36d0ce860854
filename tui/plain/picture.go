package plain

import (
	"fmt"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader"
	"netpol-tutor/grader/task"
)

// picture says who reaches whom on one port, after the last submit or at the start.
func (r *room) picture(rest string) {
	compiled := r.attempt.Task()
	port := grader.BestPort(compiled)
	if strings.TrimSpace(rest) != "" {
		var ok bool
		if port, ok = portOf(rest); !ok {
			r.say("Give a port from 1 to 65535, and a protocol if it is not TCP, as in: p 53/UDP")
			return
		}
	}
	judgement, when := compiled.Untouched(), "before you change anything"
	if r.report != nil {
		judgement, when = r.report.Judgement, "after your last submit"
	}
	r.say("On %s, %s:", portWords(port), when)
	for _, text := range pictureWords(grader.NewPicture(compiled, judgement, port), r.report != nil) {
		r.item("- %s", text)
	}
	if others := otherPorts(compiled.Ports(), port); len(others) > 0 {
		r.say("The task also speaks of %s: p %d/%s.", listed(others), otherPort(compiled.Ports(), port).Number, otherPort(compiled.Ports(), port).Protocol)
	}
}

func portWords(p task.Port) string { return fmt.Sprintf("%s %d", p.Protocol, p.Number) }

func otherPorts(all []task.Port, but task.Port) []string {
	var words []string
	for _, p := range all {
		if p != but {
			words = append(words, portWords(p))
		}
	}
	return words
}

// otherPort is one that a picture could show instead.
func otherPort(all []task.Port, but task.Port) task.Port {
	for _, p := range all {
		if p != but {
			return p
		}
	}
	return but
}

// portOf reads 80, 53/UDP, 53 udp or UDP 53.
func portOf(text string) (task.Port, bool) {
	port := task.Port{Protocol: corev1.ProtocolTCP}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '/' }) {
		if n, err := strconv.ParseUint(word, 10, 16); err == nil {
			port.Number = uint16(n)
			continue
		}
		switch p := corev1.Protocol(strings.ToUpper(word)); p {
		case corev1.ProtocolTCP, corev1.ProtocolUDP, corev1.ProtocolSCTP:
			port.Protocol = p
		default:
			return port, false
		}
	}
	return port, port.Number > 0
}

// pictureWords says a picture, row by row. Rows that say the same of everybody are one.
func pictureWords(p *grader.Picture, judged bool) []string {
	var said []string
	groups := map[string][]string{}
	ends := 0
	for i, from := range p.Ends {
		names := membersOf(from)
		ends += len(names)
		row := rowWords(p, i)
		if row == toAll || row == toNone {
			groups[row] = append(groups[row], names...)
			continue
		}
		said = append(said, subject(names)+row)
	}
	for _, row := range []string{toAll, toNone} {
		switch names := groups[row]; {
		case len(names) == ends && row == toAll:
			said = append(said, "Everybody reaches everybody.")
		case len(names) == ends:
			said = append(said, "Nobody reaches anybody.")
		case len(names) > 0:
			said = append(said, subject(names)+row)
		}
	}
	if judged {
		said = append(said, wrongWords(p)...)
	}
	return said
}

const (
	toAll  = " everybody."
	toNone = " nobody."
)

// subject begins the sentence of a row.
func subject(names []string) string {
	if len(names) == 1 {
		return names[0] + " reaches"
	}
	return listed(names) + " reach"
}

// rowWords says whom one end reaches, and whom not, with what the submit has changed.
func rowWords(p *grader.Picture, from int) string {
	var open, closed []string
	changed := false
	for to, c := range p.Cells[from] {
		names := othersOf(p, from, to)
		switch {
		case c.None:
		case c.Allowed && !c.Before:
			open, changed = append(open, marked(names, " (new)")...), true
		case c.Allowed:
			open = append(open, names...)
		case c.Before:
			closed, changed = append(closed, marked(names, " (no longer)")...), true
		default:
			closed = append(closed, names...)
		}
	}
	switch {
	case len(open) == 0 && !changed:
		return toNone
	case len(closed) == 0 && !changed:
		return toAll
	case len(open) == 0:
		return " nobody: not " + listed(closed) + "."
	case len(closed) == 0:
		return " " + listed(open) + "."
	}
	return " " + listed(open) + "; not " + listed(closed) + "."
}

func marked(names []string, mark string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = n + mark
	}
	return out
}

// othersOf are the names at the other end of a cell.
func othersOf(p *grader.Picture, from, to int) []string {
	if from == to {
		return []string{"each other"}
	}
	return membersOf(p.Ends[to])
}

func wrongWords(p *grader.Picture) []string {
	var wrong []string
	for i, row := range p.Cells {
		for k, c := range row {
			if c.None || !c.Wrong {
				continue
			}
			is := "open, and must be closed"
			if !c.Allowed {
				is = "closed, and must be open"
			}
			wrong = append(wrong, fmt.Sprintf("Not as the task wants: %s to %s is %s.",
				listed(membersOf(p.Ends[i])), listed(othersOf(p, i, k)), is))
		}
	}
	return wrong
}

// mostNamed is how many pods that behave alike are named one by one.
const mostNamed = 4

// membersOf are the names of an end: those of its pods, or of the first and how many
// are like it.
func membersOf(e grader.End) []string {
	if e.Namespace == "" {
		return []string{e.Name}
	}
	first := e.Namespace + "/" + e.Name
	if n := len(e.Members); n > mostNamed {
		return []string{fmt.Sprintf("%s with %d like it", first, n-1)}
	}
	var names []string
	for _, m := range e.Members {
		if m.Pod != nil {
			names = append(names, m.Pod.Key())
		}
	}
	if len(names) == 0 {
		return []string{first}
	}
	return names
}
