package asking

import (
	"netpol-tutor/grader/render"
	"netpol-tutor/lessons/play"
	"netpol-tutor/tui/widget"
)

// Verdict says whether an answer is right, and what it was.
func (s *Sitting) Verdict(right bool, says string) string {
	t := s.Env.Theme
	if right {
		return t.Allow.Render("Right:") + " " + says
	}
	return t.Deny.Render("Not so:") + " " + says
}

// Why is the lesson's own word on an answer; no lines if it has none.
func Why(a play.Outcome, width int) []string {
	if a.Why == "" {
		return nil
	}
	return widget.Wrap(render.CleanLine(a.Why), width)
}

// Way is the connection that was asked about, walked step by step, without what a tool
// prints in the end. There are no lines if none was walked.
func (r *Round) Way(a play.Outcome, width int) []string {
	if a.Journey == nil {
		return nil
	}
	way := *a.Journey
	way.Output = ""
	return r.Env.Theme.Lines(render.Journey(way, width))[1:]
}

// ScoreLines are the score, with a row for each answer.
func (r *Round) ScoreLines(width int, row func(i int) string) []string {
	t := r.Env.Theme
	lines := []string{t.Strong.Render(r.scoreWords()), ""}
	for i, a := range r.Answers {
		word := t.Deny.Render("not so ")
		if a.Right {
			word = t.Allow.Render("right  ")
		}
		lines = append(lines, widget.Fit(word+" "+row(i), width))
	}
	return r.Onward(lines)
}

// Onward puts below some lines how to go on.
func (r *Round) Onward(lines []string) []string {
	t := r.Env.Theme
	return append(lines, "", t.Key.Render("enter")+" "+t.KeyDesc.Render(r.onwardWords()))
}
