package journey

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"netpol-tutor/grader/netpol"
)

// speak fills in what the tool prints.
func (t *trip) speak() {
	if t.tool.Program == Fitting {
		t.tool = t.options.Tool.fittingAddress(t.protocol, t.port)
	}
	if t.typed == "" {
		t.typed = t.address.String()
	}
	o := t.outcome()
	p := t.phrase(o)
	if o == answered || o == nameWrong {
		p = t.lookedUp(p)
	}
	if t.tool.Quiet {
		p.progress, p.done = "", ""
	}
	t.j.Command = t.command()
	t.j.ExitCode, t.j.Delay = p.exit, t.delay(p.ends)
	p.progress, p.out, p.done, p.message = t.expand(p.progress), t.expand(p.out), t.expand(p.done), t.expand(p.message)
	t.j.Stdout, t.j.Stderr = p.out, p.progress+p.done+p.message
	t.j.Output = strings.TrimRight(p.progress+p.out+p.done+p.message, "\n")
}

// phrase chooses the words. Some tools have other words without a timeout, and one of
// a second or less ends before the kernel believes a rejection.
func (t *trip) phrase(o outcome) phrase {
	if t.tool.Timeout <= 0 {
		if p, ok := patient[t.tool.Program][o]; ok {
			return p
		}
	}
	p := phrases[t.tool.Program][o]
	if p.ends == afterSecond && t.tool.Timeout > 0 && t.tool.Timeout <= time.Second {
		return phrases[t.tool.Program][dropped]
	}
	return p
}

// outcome is what the tool experiences at the journey's end.
func (t *trip) outcome() outcome {
	switch t.lookup.fate {
	case noSuchName:
		return nameWrong
	case unanswered:
		return nameLost
	case cutShort:
		return nameCut
	case turnedAway, unreachable:
		return nameRefused
	}
	switch t.j.Stage {
	case "":
		return answered
	case StageRefused:
		return refused
	case StageRoute:
		return t.routeless()
	case StageService:
		return t.serviceless()
	}
	return dropped
}

func (t *trip) routeless() outcome {
	if v := t.j.Deciding().Verdict; v != nil && v.Standing == netpol.FamiliesDiffer {
		return noRoute
	}
	return dropped
}

// serviceless tells a port that nobody translates, which stays silent, from one that
// the node rejects.
func (t *trip) serviceless() outcome {
	if t.j.Deciding().Note == noSuchPort {
		return dropped
	}
	return rejected
}

func (t *trip) delay(e ends) time.Duration {
	switch e {
	case afterSecond:
		return time.Second
	case afterTimeout:
		return t.timeout()
	case afterTwice:
		return 2 * t.timeout()
	case afterLookup:
		return t.lookupTime()
	case afterKernel:
		return kernelTime
	}
	return 0
}

func (t *trip) timeout() time.Duration {
	if t.tool.Timeout > 0 {
		return t.tool.Timeout
	}
	return kernelTime
}

// lookupTime is how long a program waits for answers that never come. The resolver of
// glibc asks for each name twice, with five seconds each.
func (t *trip) lookupTime() time.Duration {
	const try = 5 * time.Second
	switch t.tool.Program {
	case Nslookup:
		return try
	case Dig:
		return 3 * try
	case DigTCP:
		return 3 * 2 * try
	}
	return time.Duration(len(t.j.Deciding().Names)) * 2 * try
}

// expand replaces what stands in braces.
func (t *trip) expand(text string) string {
	if !strings.Contains(text, "{") {
		return text
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		var name string
		name, text, _ = strings.Cut(rest, "}")
		b.WriteString(t.value(name))
	}
}

func (t *trip) value(name string) string {
	switch name {
	case "N":
		return t.authority()
	case "H":
		return t.typed
	case "I":
		return t.address.String()
	case "A":
		return netip.AddrPortFrom(t.address, t.port).String()
	case "P":
		return strconv.Itoa(int(t.port))
	case "S":
		return t.server()
	case "D":
		return t.ownOr(t.typed)
	case "T":
		return strconv.FormatInt(t.tool.Timeout.Milliseconds(), 10)
	case "W":
		return strconv.FormatInt(kernelTime.Milliseconds(), 10)
	case "PAGE":
		return t.page()
	case "SIZE":
		return fmt.Sprintf("%6d", len(t.page()))
	}
	return ""
}
