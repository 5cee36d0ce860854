package plain

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"netpol-tutor/grader"
	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/lessons/play"
)

// ladder leads from what one would see up to a change that mends it, a rung at a time,
// one cause after the other.
type ladder struct {
	list  []diagnostic.Diagnostic
	rungs []rung
	at    int // how many were climbed
}

// rung is one step: what it says, of which diagnostic.
type rung struct {
	kind  play.Rung
	cause int // index of the diagnostic
}

// newLadder leads up the diagnostics of a report; changes tells whether the learner can
// make any.
func newLadder(r *grader.Report, changes bool) ladder {
	l := ladder{list: slices.Clone(r.Diagnostics)}
	for i := range l.list {
		d := &l.list[i]
		if !changes {
			d.Fix = nil
		}
		for _, k := range play.Rungs(*d) {
			l.rungs = append(l.rungs, rung{k, i})
		}
	}
	return l
}

func (l ladder) more() bool { return l.at < len(l.rungs) }

// nextWords say what the next rung tells.
func (l ladder) nextWords() string {
	next := l.rungs[l.at]
	words := [...]string{"what you would see", "which side and which policy", "which line", "a change that mends it"}[next.kind]
	if next.cause > 0 && next.kind == play.Rungs(l.list[next.cause])[0] {
		return fmt.Sprintf("cause %d of %d, %s", next.cause+1, len(l.list), words)
	}
	return words
}

// climb says the next rung.
func (r *room) climb(string) {
	switch {
	case r.report == nil:
		r.say("Nothing was submitted yet. s submits the file.")
		return
	case r.report.Passed:
		r.say("Your answer passed.")
		return
	case !r.ladder.more():
		r.say("That is all there is to say. h gives a hint, t says the task.")
		return
	}
	next := r.ladder.rungs[r.ladder.at]
	r.ladder.at++
	d := r.ladder.list[next.cause]
	switch next.kind {
	case play.Sight:
		r.sight(*d.Sight)
	case play.Way:
		r.ways(d.Sight.Ways)
	case play.Line:
		r.line(d)
	case play.Change:
		r.repair(*d.Fix)
	}
	if r.ladder.more() {
		r.say("Enter: %s.", r.ladder.nextWords())
	}
}

func (r *room) sight(s diagnostic.Sight) {
	head := "You would see"
	if s.Command != "" {
		head = "You would see what " + s.Command + " prints"
	}
	if s.After >= time.Second {
		head += ", after " + seconds(s.After)
	}
	if strings.TrimSpace(s.Output) == "" {
		r.say("%s: nothing, not a line.", head)
		return
	}
	r.say("%s:", head)
	r.code(s.Output)
}

func seconds(d time.Duration) string {
	if d >= 2*time.Minute {
		return fmt.Sprintf("about %d minutes", int(d.Minutes()))
	}
	return count(int(d.Seconds()), "second", "seconds")
}

func (r *room) ways(all []diagnostic.Way) {
	for _, w := range all {
		head := "The way it took"
		if w.Note != "" {
			head = capital(w.Note)
		}
		r.item("%s: %s", head, wayWords(w))
	}
}

func wayWords(w diagnostic.Way) string {
	text := ""
	for i, h := range w.Hops {
		if i == 0 {
			text = h.From
		}
		if i > 0 {
			text += ", then"
		}
		text += " to " + h.To
		switch {
		case !h.Open && h.Note != "":
			return text + ": stopped there, " + h.Note + "."
		case !h.Open:
			return text + ": stopped there."
		}
	}
	return text + ": let through."
}

// line says what is the matter, and where in the file.
func (r *room) line(d diagnostic.Diagnostic) {
	if d.Severity != diagnostic.Error {
		r.say("%s: %s", capital(d.Severity.String()), sentence(d.Message))
	} else {
		r.say("%s", capital(sentence(d.Message)))
	}
	r.places(d)
	if d.Help != "" {
		r.say("%s", sentence(d.Help))
	}
}

// places reads out the lines that a diagnostic speaks of.
func (r *room) places(d diagnostic.Diagnostic) {
	labels := slices.Clone(d.Labels)
	for _, other := range d.Related {
		labels = append(labels, diagnostic.Label{Span: other.Span, Text: other.Message})
	}
	if len(d.Labels) == 0 {
		labels = append(labels, diagnostic.Label{Span: d.Span})
	}
	slices.SortStableFunc(labels, func(a, b diagnostic.Label) int { return a.Span.Start.Line - b.Span.Start.Line })
	lines := r.submitted()
	said := 0
	for _, l := range labels {
		n := l.Span.Start.Line
		if n < 1 || n > len(lines) {
			continue
		}
		if n != said {
			r.put(fmt.Sprintf("  line %d: %s\n", n, shown(lines[n-1])))
			said = n
		}
		if l.Text != "" {
			r.under("%s", capital(sentence(l.Text)))
		}
	}
}

// submitted are the lines of the text that the report is about.
func (r *room) submitted() []string {
	if files := r.report.Submission.Files; len(files) > 0 {
		return linesOf(files[0].Text)
	}
	return nil
}
