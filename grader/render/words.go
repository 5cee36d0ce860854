package render

import (
	"fmt"
	"strings"

	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/task"
)

// Check shows one check: ok or not ok, the way with its arrow, and why. The arrow is
// the verdict of policy, the word tells whether that is what the task wants.
func Check(r task.CheckResult) Line {
	word := Piece{Allow, "ok      "}
	if !r.Passed {
		word = Piece{Deny, "not ok  "}
	}
	from, to := ends(r.Connection.Text)
	return line(word, piece(Plain, from), verdictArrow(r.Got == task.Allow), piece(Plain, to), piece(Faint, "   "+remark(r)))
}

func verdictArrow(allowed bool) Piece {
	if allowed {
		return Piece{Allow, " ──▶ "}
	}
	return Piece{Deny, " ──✗ "}
}

// ends splits a connection, and says "service" and "host" in full.
func ends(connection string) (from, to string) {
	from, to, _ = strings.Cut(connection, " > ")
	to = strings.Replace(to, "svc ", "service ", 1)
	switch to {
	case "dns":
		to = "cluster DNS, UDP 53"
	case "dns-tcp":
		to = "cluster DNS, TCP 53"
	}
	return from, to
}

// remark tells in a few words what came of a check.
func remark(r task.CheckResult) string {
	switch {
	case r.Passed && r.Expect == task.Deny:
		return "must stay closed"
	case r.Passed && r.Journey.Refused:
		return "let through; nothing listens there"
	case r.Passed:
		return ""
	case r.Expect == task.Deny:
		return "must be closed, and is open"
	}
	return StageWords(r.Journey)
}

// StageWords says in a few words at which stage a journey ended.
func StageWords(j journey.Journey) string {
	switch j.Stage {
	case journey.StageDNS:
		return "no answer from DNS"
	case journey.StageName:
		return "name not found"
	case journey.StageRoute:
		return "no way leads there"
	case journey.StageService:
		return "the Service has no pod to offer"
	case journey.StageEgress:
		return "stopped on leaving the source"
	case journey.StageIngress:
		return "stopped on entering the target"
	case journey.StageRefused:
		return "let through; nothing listens there"
	}
	return ""
}

// Counterexample shows a connection that is out of bounds.
func Counterexample(e task.Counterexample) Line {
	from, to := ends(e.Connection)
	return line(Piece{Deny, "not ok  "}, piece(Plain, from), verdictArrow(e.Expect == task.Deny), piece(Plain, to),
		piece(Faint, "   "+outOfBounds(e)))
}

func outOfBounds(e task.Counterexample) string {
	if e.Expect == task.Allow {
		return "must be open, and is closed"
	}
	return "must be closed, and is open"
}

// Object says what is wrong with an object.
func Object(p task.ObjectProblem) Line {
	return line(Piece{Deny, "not ok  "}, piece(Plain, objectWords(p)))
}

func objectWords(p task.ObjectProblem) string {
	if p.Problem == task.Missing {
		return fmt.Sprintf("the task asks for the policy %s; no policy has that name and namespace", p.Object)
	}
	return p.Object + " had to stay as it was, and was changed"
}
