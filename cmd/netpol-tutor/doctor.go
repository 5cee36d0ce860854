package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons/progress"
	"netpol-tutor/tui"
	"netpol-tutor/tui/term"
)

func newDoctor(a *app) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Tell what this terminal can do, and what to do about the rest",
		Long: `Doctor looks at the terminal, the editor and the folder in which progress is kept.
It changes nothing.

Exit status: 0 the tutor can open, 1 only the plain mode can (--plain), 2 neither can.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return a.doctor(a.examine(), format)
		},
	}
	outputFlag(cmd, &format, "text", "json")
	return cmd
}

func (a *app) doctor(e examined, format string) error {
	d := diagnosis{Version: 1, Checks: e.findings()}
	d.Opens = opens(d.Checks)
	if format == "json" {
		if err := a.writeBytes(render.EncodeJSON(d)); err != nil {
			return err
		}
	} else if err := a.writeBytes([]byte(render.Clean(d.text(a.plainWidth()))), nil); err != nil {
		return err
	}
	switch d.Opens {
	case opensTutor:
		return nil
	case opensPlain:
		return failed(exitFailed)
	}
	return failed(exitUsage)
}

// examine looks at everything that doctor speaks of.
func (a *app) examine() examined {
	in, out := os.Stdin, os.Stdout
	if !isTerminal(out) && isTerminal(os.Stderr) {
		out = os.Stderr // our own output is piped; the terminal is still there
	}
	probe := term.Here(in, out)
	probe.Env = a.getenv
	if out == os.Stdout {
		probe.Ask = tui.AskedBackground
	}
	e := examined{
		terminal: term.Detect(probe), env: a.getenv, find: exec.LookPath,
		version: version(), system: runtime.GOOS + "/" + runtime.GOARCH, state: examineState(stateDir()),
	}
	e.lessons, e.lessonsErr = a.countLessons()
	if e.terminal.Interactive {
		e.flow = flowControl(in)
		e.measured = measure(in, out, probeTexts(), patience(e.terminal.SSH))
	}
	return e
}

func (a *app) countLessons() (int, error) {
	cat, err := a.catalogue()
	if err != nil {
		return 0, err
	}
	return len(cat.Lessons()), nil
}

// patience is how long a terminal may take to say where its cursor is.
func patience(remote bool) time.Duration {
	if remote {
		return 2 * time.Second
	}
	return 500 * time.Millisecond
}

// stateFacts is what is known about the folder of the learner's progress.
type stateFacts struct {
	dir    string
	exists bool
	err    error  // why nothing can be kept there
	free   uint64 // bytes; 0 where not known
}

// examineState tries whether progress can be kept. A folder that is not there yet is
// not made: the nearest one above it has to take something.
func examineState(dir string) stateFacts {
	f := stateFacts{dir: dir}
	above := dir
	for !exists(above) && filepath.Dir(above) != above {
		above = filepath.Dir(above)
	}
	f.free = freeBytes(above)
	if f.exists = above == dir; f.exists {
		f.err = openState(dir)
		return f
	}
	made, err := os.MkdirTemp(above, ".netpol-tutor-")
	if err == nil {
		err = os.Remove(made)
	}
	f.err = err
	return f
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

func openState(dir string) error {
	s, err := progress.Open(dir, time.Now)
	if err != nil {
		return err
	}
	if n := s.Notice(); n != "" {
		return errors.New(strings.TrimSuffix(n, "."))
	}
	return nil
}

// diagnosis is what doctor says, also in JSON: version 1 may gain fields, never lose or
// change one.
type diagnosis struct {
	Version int       `json:"version"`
	Opens   string    `json:"opens"` // tutor, plain or nothing
	Checks  []finding `json:"checks"`
}

const (
	opensTutor   = "tutor"
	opensPlain   = "plain"
	opensNothing = "nothing"
)

// opens is the best that no finding bars.
func opens(findings []finding) string {
	best := opensTutor
	for _, f := range findings {
		switch f.bars {
		case barsAll:
			return opensNothing
		case barsTutor:
			best = opensPlain
		}
	}
	return best
}

func (d diagnosis) text(width int) string {
	var b strings.Builder
	b.WriteString(map[string]string{
		opensTutor:   "The tutor can open in this terminal.\n\n",
		opensPlain:   "Only the plain mode can be used here: netpol-tutor --plain\n\n",
		opensNothing: "Nothing can be opened here yet.\n\n",
	}[d.Opens])
	if width <= 0 {
		width = textWidth
	}
	for _, f := range d.Checks {
		head := fmt.Sprintf("%-8s %-12s ", f.Status, f.Name)
		behind(&b, head, f.Found, width)
		if f.Advice != "" {
			behind(&b, strings.Repeat(" ", len(head)), f.Advice, width)
		}
	}
	return b.String()
}

// behind writes a paragraph behind a head, broken at blanks alone; where that leaves too
// little room its further lines begin at the left.
func behind(b *strings.Builder, head, text string, width int) {
	indent := ansi.StringWidth(head)
	if width-indent < 20 {
		indent = 2
	}
	line, used := head, 0
	for _, word := range strings.Fields(render.CleanLine(text)) {
		if used > 0 && ansi.StringWidth(line)+1+ansi.StringWidth(word) > width {
			b.WriteString(line + "\n")
			line, used = strings.Repeat(" ", indent), 0
		}
		if used > 0 {
			line += " "
		}
		line += word
		used++
	}
	b.WriteString(line + "\n")
}
