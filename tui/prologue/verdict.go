package prologue

import (
	"strings"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/render"
	"netpol-tutor/tui/widget"
)

// verdict is the grader's answer to the last try.
func (m *Model) verdict(width int) []string {
	switch {
	case m.fill.pending:
		return []string{m.env.Theme.Faint.Render("checking …")}
	case m.fill.report == nil:
		return nil
	}
	head := m.env.Theme.Deny.Render("Not yet:") + " " + m.fill.judged() + "."
	lines := append([]string{widget.Fit(head, width)}, widget.Wrap(m.told(), width)...)
	if hint := m.hint(); hint != "" {
		lines = append(lines, styled(m.env.Theme.Accent.Render, widget.Wrap(hint, width))...)
	}
	return lines
}

// judged says of each value whether it is right.
func (f *filling) judged() string {
	protocol, port := "protocol "+f.tried[0], "port "+f.tried[1]
	switch f.right {
	case [2]bool{true, false}:
		return protocol + " is right, " + port + " is not"
	case [2]bool{false, true}:
		return port + " is right, " + protocol + " is not"
	}
	return "neither " + protocol + " nor " + port + " is right"
}

// told is what is wrong: the server's words for what it refuses, the grader's for what
// it found in a line with a hole, else the connection that is still closed.
func (m *Model) told() string {
	r := m.fill.report
	d := m.finding()
	if refused := r.Read.Refusals; len(refused) > 0 {
		return "The server refuses the file: " + withoutHead(refused[0].Message) + help(d)
	}
	if d != nil {
		return sentence(d.Message) + help(d)
	}
	for _, c := range r.Judgement.Checks {
		if !c.Passed {
			return sentence(c.Journey.Reason)
		}
	}
	if len(r.Diagnostics) > 0 {
		return sentence(r.Diagnostics[0].Message)
	}
	return "The policy does not do what was asked."
}

// finding is the first error that the grader found in a line that can be changed here.
func (m *Model) finding() *diagnostic.Diagnostic {
	for i, d := range m.fill.report.Diagnostics {
		for _, line := range m.fill.lines() {
			if d.Severity == diagnostic.Error && d.Span.Start.Line == line {
				return &m.fill.report.Diagnostics[i]
			}
		}
	}
	return nil
}

func help(d *diagnostic.Diagnostic) string {
	if d == nil || d.Help == "" {
		return ""
	}
	return " " + render.CleanLine(d.Help)
}

// withoutHead leaves out which object is meant: there is only this one.
func withoutHead(message string) string {
	_, what, found := strings.Cut(message, "is invalid: ")
	if !found {
		what = message
	}
	var parts []string
	for _, l := range strings.Split(what, "\n") {
		if l = strings.TrimPrefix(strings.TrimSpace(l), "* "); l != "" {
			parts = append(parts, render.CleanLine(l))
		}
	}
	return shortened(strings.Join(parts, "; ")) + "."
}

// mostOfMessage is more than any message about a value needs; the server repeats whole
// objects in some.
const mostOfMessage = 200

// shortened is the end of a message that is too long: there it says what is wrong.
func shortened(message string) string {
	if i := strings.LastIndex(message, ": "); len(message) > mostOfMessage && i >= 0 {
		return "… " + message[i+2:]
	}
	return message
}

// hint is the next hint of the lesson for those who have tried more than once.
func (m *Model) hint() string {
	hints := m.scene.lesson.Hints
	n := m.fill.tries - 2
	if n < 0 || len(hints) == 0 {
		return ""
	}
	return "Hint: " + render.CleanLine(hints[min(n, len(hints)-1)])
}
