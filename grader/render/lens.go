package render

import (
	"fmt"
	"strings"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/lens"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
)

// mostExamples is how many connections are named of those that an edit changes.
const mostExamples = 3

// FlipLines show the smallest edit that flips a connection: what is done, the changed
// lines, and what else changes.
func FlipLines(t *task.Compiled, before []manifest.Source, f netpol.Flow, a lens.Answer, width int) []Line {
	does := "closes"
	if a.Opens {
		does = "opens"
	}
	lines := wrapped(nil, Title, fmt.Sprintf("The smallest edit that %s %s", does, FlowWords(t.Cluster, f)), width)
	for _, s := range a.Steps {
		lines = append(lines, wrapped(line(Piece{Plain, "  "}), Plain, StepWords(s), width)...)
	}
	lines = append(lines, blank)
	for i, file := range a.Files {
		if i < len(before) && before[i].Text != file.Text {
			lines = append(lines, DiffLines(before[i].Text, file.Text)...)
		}
	}
	lines = append(lines, blank)
	lines = append(lines, alsoLines(t, a, width)...)
	return append(lines, wrapped(nil, Plain, passWords(a), width)...)
}

// alsoLines say what else an edit changes.
func alsoLines(t *task.Compiled, a lens.Answer, width int) []Line {
	if a.Flows == 0 {
		return []Line{line(Piece{Plain, "Nothing else changes."})}
	}
	return EffectLines(t, "All in all it", a.Effect, width)
}

func passWords(a lens.Answer) string {
	switch {
	case a.Passed && a.Passes:
		return "The task would still be passed."
	case a.Passed:
		return "The task would no longer be passed."
	case a.Passes:
		return "The task would then be passed."
	}
	return "The task would still not be passed."
}

// StepWords say what one step of an edit does.
func StepWords(s lens.Step) string {
	object := CleanLine(s.Object)
	if s.Kind == lens.Policy {
		return "a new policy " + object
	}
	place := fmt.Sprintf("%s of %s", CleanLine(s.Path), object)
	switch s.Do {
	case lens.Add:
		return fmt.Sprintf("one more %s in %s", s.Kind, place)
	case lens.Drop:
		return fmt.Sprintf("without the %s %s", s.Kind, place)
	}
	switch s.Kind {
	case lens.Port:
		return "fewer ports: " + place
	case lens.Rule:
		return "a rule split in two: " + place
	}
	return fmt.Sprintf("a narrower %s: %s", s.Kind, place)
}

// EffectLines say how many pairs an edit opens and closes, and name a few of them. Each
// count follows a beginning such as "Deleting it".
func EffectLines(t *task.Compiled, begin string, e lens.Effect, width int) []Line {
	lines := effectLines(t, begin+" opens ", Allow, e.Opened, width)
	return append(lines, effectLines(t, begin+" closes ", Deny, e.Closed, width)...)
}

func effectLines(t *task.Compiled, begin string, role Role, deltas []netpol.Delta, width int) []Line {
	if len(deltas) == 0 {
		return nil
	}
	n := lens.Pairs(deltas)
	lines := []Line{line(Piece{role, begin + pairWords(n) + among(len(deltas))})}
	for _, e := range lens.Examples(t, deltas, mostExamples) {
		head := line(Piece{Plain, "  "}, piece(Plain, endpointName(t.Cluster, e.Flow.From)+" > "+endpointName(t.Cluster, e.Flow.To)+"  "))
		lines = append(lines, wrapped(head, Faint, e.Ports.String(), width)...)
	}
	return lines
}

// among introduces examples, where there are more than are named.
func among(deltas int) string {
	if deltas > mostExamples {
		return ", among them"
	}
	return ":"
}

func pairWords(n int) string {
	if n == 1 {
		return "1 pair"
	}
	return fmt.Sprintf("%d pairs", n)
}

// PartName says what a part of a policy is, with its lines.
func PartName(p lens.Part) string {
	first, last := p.Lines()
	lines := fmt.Sprintf("line %d", first)
	if last > first {
		lines = fmt.Sprintf("lines %d-%d", first, last)
	}
	return fmt.Sprintf("%s (%s)", p.Kind, lines)
}

// PartWords say in a few words what depends on a part.
func PartWords(p lens.Part) string {
	switch {
	case p.Needed:
		return "the document is refused without it"
	case p.Idle():
		return "nothing depends on it"
	}
	var words []string
	if n := lens.Pairs(p.Effect.Closed); n > 0 {
		words = append(words, fmt.Sprintf("it opens %s", pairWords(n)))
	}
	if n := lens.Pairs(p.Effect.Opened); n > 0 {
		words = append(words, fmt.Sprintf("it closes %s", pairWords(n)))
	}
	return strings.Join(words, ", ")
}

// PartLines say what becomes of connections when a part is deleted.
func PartLines(t *task.Compiled, p lens.Part, width int) []Line {
	switch {
	case p.Needed:
		return wrapped(nil, Plain, "Without it the server would refuse the document.", width)
	case p.Idle():
		return wrapped(nil, Plain, "Nothing depends on it: without it, every connection of this cluster is judged as it is now.", width)
	}
	return EffectLines(t, "Deleting it", p.Effect, width)
}

// FlowWords name a flow: shop/web-0 > bank/vault-0, TCP 8200.
func FlowWords(c *cluster.Cluster, f netpol.Flow) string {
	return fmt.Sprintf("%s > %s, %s %d", endpointName(c, f.From), endpointName(c, f.To), f.Protocol, f.Port)
}

// endpointName is NAMESPACE/NAME, or the name of an outside host, or an address.
func endpointName(c *cluster.Cluster, e netpol.Endpoint) string {
	if e.Pod != nil {
		return CleanLine(e.Pod.Key())
	}
	for _, h := range c.Outside {
		if h.IP == e.IP {
			return CleanLine(h.Name)
		}
	}
	return "outside, such as " + e.IP.String()
}

// NoFlipLines say that no edit of the text flips a connection.
func NoFlipLines(c *cluster.Cluster, f netpol.Flow, width int) []Line {
	lines := wrapped(nil, Title, "No edit of your text flips "+FlowWords(c, f), width)
	return append(lines, wrapped(nil, Plain, "Other policies decide it, those that were there before; policies only add up, so that no further one takes away what they allow.", width)...)
}
