package story

import (
	"slices"
	"strings"

	"netpol-tutor/grader"
	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/render"
	"netpol-tutor/grader/task"
)

// Try is what came of handing in the file with values in its holes.
type Try struct {
	Values  Values
	Report  *grader.Report
	Right   [2]bool // of a try that did not pass: the values that need not change
	Applied string  // what kubectl prints
	View    View    // what is so then

	lines [2]int
}

// Try hands the file in.
func (s *Scene) Try(v Values) Try {
	f := s.File()
	r := s.grade(f.With(v))
	view, err := look(r.Judgement.World)
	if err != nil {
		view = s.Cut // the same connections were followed in the same cluster before
	}
	t := Try{Values: v, Report: r, Applied: r.Read.Stdout, View: view, lines: f.Lines()}
	if !r.Passed {
		t.Right = s.rightValues(f, v)
	}
	return t
}

func (s *Scene) grade(text string) *grader.Report {
	return grader.Grade(s.task, grader.Submission{Name: PolicyFile, Files: submitted(text)})
}

// passes is grade without the causes, which take by far the most time.
func (s *Scene) passes(text string) bool {
	read := s.task.Read(submitted(text))
	return len(read.Refusals) == 0 && s.task.Judge(task.Of(read)).Passed
}

func submitted(text string) []manifest.Source {
	return []manifest.Source{{Name: PolicyFile, Text: text}}
}

// rightValues tells which values are right by trying each beside our own other one.
func (s *Scene) rightValues(f File, v Values) (right [2]bool) {
	ours := f.valuesIn(s.Lesson.Solution)
	for i := range right {
		try := v
		try[1-i] = ours[1-i]
		right[i] = s.passes(f.With(try))
	}
	return right
}

// Judged says of each value of a try that did not pass whether it is right.
func (t Try) Judged() string {
	protocol, port := "protocol "+t.Values[0], "port "+t.Values[1]
	switch t.Right {
	case [2]bool{true, false}:
		return protocol + " is right, " + port + " is not"
	case [2]bool{false, true}:
		return port + " is right, " + protocol + " is not"
	}
	return "neither " + protocol + " nor " + port + " is right"
}

// Told is what is wrong: the server's words for what it refuses, the grader's for what
// it found in a line with a hole, else the connection that is still closed.
func (t Try) Told() string {
	d := t.finding()
	if refused := t.Report.Read.Refusals; len(refused) > 0 {
		return "The server refuses the file: " + withoutHead(refused[0].Message) + help(d)
	}
	if d != nil {
		return Sentence(d.Message) + help(d)
	}
	for _, c := range t.Report.Judgement.Checks {
		if !c.Passed {
			return Sentence(c.Journey.Reason)
		}
	}
	if len(t.Report.Diagnostics) > 0 {
		return Sentence(t.Report.Diagnostics[0].Message)
	}
	return "The policy does not do what was asked."
}

// finding is the first error that the grader found in a line that can be changed here.
func (t Try) finding() *diagnostic.Diagnostic {
	for i, d := range t.Report.Diagnostics {
		if d.Severity == diagnostic.Error && slices.Contains(t.lines[:], d.Span.Start.Line) {
			return &t.Report.Diagnostics[i]
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

// Hint is the next hint for those who have tried more than once, or "".
func (s *Scene) Hint(tries int) string {
	hints := s.Lesson.Hints
	n := tries - 2
	if n < 0 || len(hints) == 0 {
		return ""
	}
	return "Hint: " + render.CleanLine(hints[min(n, len(hints)-1)])
}
