package lessons

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/journey"
)

// Walk follows the connection of a question through the cluster as it is before the
// learner begins: with the tool that its command names, as far as the command leads
// there. It is nil for a question without a connection, or with one that leads nowhere.
func (l *Lesson) Walk(q Question) *journey.Journey {
	compiled, err := l.Task()
	if err != nil || q.Connection == "" {
		return nil
	}
	c, err := journey.Parse(q.Connection)
	if err != nil {
		return nil
	}
	world := compiled.Untouched().World
	if j, ok := recordingOf(q.Command).walk(world, c); ok && leadsTo(j, c) {
		return &j
	}
	j, err := journey.Go(world, c, journey.Options{})
	if err != nil && j.Stage != journey.StageName {
		return nil
	}
	return &j
}

// leadsTo tells whether a command ends where a connection does.
func leadsTo(j journey.Journey, c journey.Connection) bool {
	last := j.Deciding()
	switch {
	case last == nil:
		return false
	case c.By == journey.ByAddress && last.Kind == journey.Connect:
		return last.Port == c.Port && (last.To == c.To.String() || last.Address == c.To.IP)
	case c.By == journey.ByService:
		return strings.HasPrefix(j.Connection.To.Name+".", c.To.Name+".")
	case c.By == journey.ByHost:
		return strings.TrimSuffix(j.Connection.To.Name, ".") == c.To.Name
	}
	return false
}

// namesNothing tells whether a connection is asked about because its name is wrong.
func (l *Lesson) namesNothing(connection string) bool {
	for _, q := range l.Questions {
		if q.Connection == connection && l.Kind == Symptom && q.Answer == string(journey.StageName) {
			return true
		}
	}
	return false
}

// TookWords say how long the command of a question ran, "" where nobody knows.
func (q Question) TookWords() string {
	d, err := time.ParseDuration(q.Took)
	switch {
	case err != nil:
		return ""
	case d < time.Second:
		return "at once"
	}
	var parts []string
	for _, p := range []struct {
		n    time.Duration
		unit string
	}{{d / time.Minute, "minute"}, {d % time.Minute / time.Second, "second"}} {
		if p.n > 1 {
			p.unit += "s"
		}
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.unit))
		}
	}
	return "after " + strings.Join(parts, " ")
}

// recording is a command as it stands in a terminal, taken apart.
type recording struct {
	frame          frame
	namespace, pod string // of the frame
	command        string // what runs inside the pod
	tool           journey.Tool
	target         journey.Target
	ok             bool // the command is one whose output we know
}

// frame is what a command was started with.
type frame uint8

const (
	bare frame = iota // at a prompt inside the pod
	exec
	run
)

// recordingOf takes a command apart: kubectl exec POD -- COMMAND, kubectl run NAME --
// COMMAND, or the command alone.
func recordingOf(command string) recording {
	r := recording{command: command}
	outer, inner, framed := strings.Cut(command, " -- ")
	if framed {
		r.unframe(strings.Fields(outer))
		inner, _, _ = strings.Cut(inner, ";")
		r.command = strings.TrimSpace(inner)
	}
	r.tool, r.target, r.ok = toolOf(strings.Fields(r.command))
	return r
}

// unframe reads the words of kubectl before the two dashes.
func (r *recording) unframe(words []string) {
	r.namespace = "default"
	for i := 0; i < len(words); i++ {
		switch w := words[i]; {
		case w == "kubectl":
		case w == "exec":
			r.frame = exec
		case w == "run":
			r.frame = run
		case (w == "-n" || w == "--namespace") && i+1 < len(words):
			i++
			r.namespace = words[i]
		case !strings.HasPrefix(w, "-") && r.pod == "":
			r.pod = w
		}
	}
}

// walk is what the command really does, from the pod that a connection starts at.
func (r recording) walk(w journey.World, c journey.Connection) (journey.Journey, bool) {
	if !r.ok || c.From.Namespace == "" {
		return journey.Journey{}, false
	}
	j, err := journey.Call(w, c.From.Namespace, c.From.Name, r.target, journey.Options{Tool: r.tool})
	return j, err == nil
}

// toolOf knows the tools whose words are recorded.
func toolOf(words []string) (journey.Tool, journey.Target, bool) {
	if len(words) < 2 {
		return journey.Tool{}, journey.Target{}, false
	}
	program, ok := map[string]journey.Program{
		"wget": journey.Wget, "curl": journey.Curl, "nc": journey.Netcat,
		"nslookup": journey.Nslookup, "dig": journey.Dig,
	}[words[0]]
	t := journey.Tool{Program: program}
	var operands []string
	for i := 1; i < len(words); i++ {
		switch w := words[i]; {
		case (w == "-T" || w == "-m" || w == "-w") && i+1 < len(words):
			i++
			n, err := strconv.Atoi(words[i])
			t.Timeout, ok = time.Duration(n)*time.Second, ok && err == nil
		case strings.HasPrefix(w, "-q"):
			t.Quiet = true
		case !strings.HasPrefix(w, "-") && !strings.HasPrefix(w, "+"):
			operands = append(operands, w)
		}
	}
	target, found := targetOf(operands)
	return t, target, ok && found
}

// targetOf reads HOST, HOST:PORT or HOST PORT.
func targetOf(operands []string) (journey.Target, bool) {
	t := journey.Target{Port: 80, Protocol: corev1.ProtocolTCP}
	port := ""
	switch len(operands) {
	case 1:
		t.Name, port, _ = strings.Cut(strings.TrimPrefix(operands[0], "http://"), ":")
	case 2:
		t.Name, port = operands[0], operands[1]
	default:
		return t, false
	}
	if port != "" {
		n, err := strconv.ParseUint(strings.TrimSuffix(port, "/"), 10, 16)
		t.Port = uint16(n)
		return t, err == nil && n > 0
	}
	return t, true
}
