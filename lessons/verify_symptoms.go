package lessons

import (
	"fmt"
	"strings"
	"time"

	"netpol-tutor/grader/journey"
)

// symptoms proves that what the terminal shows stops at the stated stage, and that it is
// what the real tool prints, after the time that it really takes.
func (v *verifier) symptoms() {
	for i, q := range v.l.Questions {
		v.explained(i, q)
		at := fmt.Sprintf("questions[%d]", i)
		if q.Connection == "" {
			v.atField(at, Warning, "Give the connection that the command makes.", "nothing proves the answer %s", q.Answer)
			continue
		}
		j := v.l.Walk(q)
		if j == nil {
			continue // the check of the connection says why
		}
		if stage := stageOf(*j); stage != q.Answer {
			v.atField(at+".answer", Fault, "Correct the answer, or the policies in cluster.yaml.", "%s: the stage is %s. %s", q.Connection, stage, j.Reason)
		}
		v.recorded(at, q)
	}
}

// recorded proves the terminal of a question, as far as its command is one whose output
// we know.
func (v *verifier) recorded(at string, q Question) {
	r := recordingOf(q.Command)
	c, _ := journey.Parse(q.Connection)
	j, ok := r.walk(v.task.Untouched().World, c)
	switch {
	case !ok:
		v.atField(at+".command", Warning, "wget, curl -sS, nc -zv, nslookup and dig +short are known.", "nothing proves the output of %s", r.command)
		return
	case r.command != j.Command:
		v.atField(at+".command", Warning, "", "%q reads %q where its output was recorded", r.command, j.Command)
	case r.frame != bare && (r.namespace != c.From.Namespace || r.pod != c.From.Name):
		v.atField(at+".command", Warning, "", "the command runs in %s/%s, the connection starts at %s", r.namespace, r.pod, c.From)
	case !leadsTo(j, c):
		v.atField(at+".command", Warning, "", "the command does not lead to %s", c.To)
	}
	v.printed(at, q, r, j)
	v.took(at, q, j.Delay.Round(time.Second))
}

// printed proves the output, and what kubectl says around it.
func (v *verifier) printed(at string, q Question, r recording, j journey.Journey) {
	got, want := strings.TrimRight(q.Output, "\n"), j.Output
	if r.frame == exec && j.ExitCode != 0 {
		want = strings.TrimLeft(want+fmt.Sprintf("\ncommand terminated with exit code %d", j.ExitCode), "\n")
	}
	if got != want && (r.frame != run || !strings.Contains(got, want)) {
		v.atField(at+".output", Warning, "Write that under output.", "the terminal would show %q", want)
	}
}

// took proves how long the command runs.
func (v *verifier) took(at string, q Question, want time.Duration) {
	if q.Took == "" {
		v.atField(at, Warning, "Without it, a silent DNS and a wrong name look alike.", "took is missing: the command takes %s", want)
	} else if d, err := time.ParseDuration(q.Took); err == nil && d != want {
		v.atField(at+".took", Warning, "A learner tells causes apart by the clock.", "the command takes %s", want)
	}
}

// stageOf puts the end of a journey into the words of symptoms.
func stageOf(j journey.Journey) string {
	switch {
	case j.Refused:
		return "refused"
	case j.Allowed:
		return "works"
	case j.Stage == journey.StageDNS, j.Stage == journey.StageName:
		return string(j.Stage)
	case j.Stage == journey.StageService && j.Delay <= time.Second:
		return "refused" // by the node, for a Service without a pod; a port that nobody serves stays silent
	}
	return "connection"
}
