package story

import (
	"fmt"
	"strings"
	"time"

	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/render"
)

// The words around an outcome.
const (
	RightWord = "Right:"
	NotSoWord = "Not so:"
	NotYet    = "Not yet:"
)

// Judged is the word that begins the answer to a guess.
func (g Guess) Judged(open bool) string {
	if g.Right(open) {
		return RightWord
	}
	return NotSoWord
}

// Verdict says what policy does to a connection.
func Verdict(open bool) string {
	if open {
		return "policy allows it."
	}
	return "policy stops it."
}

// Outcome says what became of a command.
func Outcome(open bool) string {
	if open {
		return "it works"
	}
	return "it fails"
}

// WithoutPolicy says what the learner sees at first.
const WithoutPolicy = "A cluster without any policy."

// How are the two ways to ask for the page.
func How() [2]string { return [2]string{"by name", "by address"} }

// Step is one of the two connections of a call by name.
type Step struct {
	Name, To string
	Open     bool
}

// Steps are both, as they are under the first policy.
func (s *Scene) Steps() [2]Step {
	return [2]Step{
		{"the question", "kube-dns, UDP 53", s.Cut.ByName.Steps[0].OK},
		{"the call", "microservice1-0, TCP 80", s.Cut.ByAddress.Deciding().OK},
	}
}

// NeverBegan says what became of the second of them.
const NeverBegan = "So the call never began, and -T 5 never counted: nobody told app1-0 where to call."

// BothWork says how it ended.
func (s *Scene) BothWork() string {
	if c := s.Mended.Commands(); !c[0].Allowed || !c[1].Allowed {
		return "Not both work yet."
	}
	return "Both work."
}

// Apply is the command that puts the policy into force.
const Apply = "kubectl apply -f " + PolicyFile

// Took says how long a command runs.
func Took(j journey.Journey) string {
	if n := Seconds(j.Delay); n > 0 {
		return fmt.Sprintf("after %d s", n)
	}
	return "at once"
}

// Seconds is a span in whole seconds.
func Seconds(d time.Duration) int { return int(d.Round(time.Second) / time.Second) }

// Duration is a span in words.
func Duration(d time.Duration) string {
	minutes, seconds := Seconds(d)/60, Seconds(d)%60
	switch {
	case minutes == 0:
		return count(seconds, "second")
	case seconds == 0:
		return count(minutes, "minute")
	}
	return count(minutes, "minute") + " " + count(seconds, "second")
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// Printed is the beginning of what a command prints, and how much more there is.
func Printed(output string, most int) []string {
	lines := strings.Split(strings.TrimRight(output, "\n"), "\n")
	if more := len(lines) - most; more > 0 {
		lines = append(lines[:most-1], fmt.Sprintf("… and %d more lines", more+1))
	}
	for i, l := range lines {
		lines[i] = render.CleanLine(l)
	}
	return lines
}

// Sentence makes one of a reason. Names keep their small letters.
func Sentence(reason string) string {
	reason = render.CleanLine(reason)
	first, _, _ := strings.Cut(reason, " ")
	if reason != "" && !strings.Contains(first, "/") {
		reason = strings.ToUpper(reason[:1]) + reason[1:]
	}
	return strings.TrimSuffix(reason, ".") + "."
}

// OwnCommands are what to type outside the tutor about a cluster of one's own, each with
// what it answers.
func OwnCommands() [4]struct{ Answers, Command string } {
	return [4]struct{ Answers, Command string }{
		{"", "kubectl get ns,po,svc,netpol -A -o yaml > mine.yaml"},
		{"who may reach whom", "netpol-tutor matrix -f mine.yaml"},
		{"one connection, and why: may this Pod ask DNS?", "netpol-tutor probe -f mine.yaml NAMESPACE/POD dns"},
		{"what every policy says, in plain English", "netpol-tutor explain -f mine.yaml"},
	}
}
