package term

import (
	"errors"
	"io"
	"os"
	"os/exec"

	tea "github.com/charmbracelet/bubbletea"
)

// Session is a terminal in which a program is to run.
type Session struct {
	In      *os.File // os.Stdin where nil
	Out     *os.File // os.Stdout where nil
	Crashes string   // folder for the reports of crashes
	Rescue  func(tea.Model)
	Options []tea.ProgramOption // beyond input, output and the alternate screen
}

// cursored is a model that knows where the terminal's cursor belongs.
type cursored interface {
	Cursor() (x, y int, shown bool)
}

// Run runs model until it quits. If the model panics, the terminal is restored, Rescue is
// called with the model as it was before, and the error is a *Crash.
func (s Session) Run(model tea.Model) (tea.Model, error) {
	in, closeInput, err := OpenInput(orFile(s.In, os.Stdin))
	if err != nil {
		return model, err
	}
	defer closeInput()
	out := NewOutput(orFile(s.Out, os.Stdout), os.Getenv("TERM"))
	w := &watch{}
	options := append([]tea.ProgramOption{tea.WithInput(in), tea.WithOutput(out), tea.WithAltScreen()}, s.Options...)
	p := tea.NewProgram(guarded{model, w, out}, options...)
	// Killing would be simpler, but then Bubble Tea closes the input while it reads from it.
	// Sending must not wait for the loop that is just being told, and it cannot panic.
	w.stop = func() { go p.Quit() }
	defer suspendOn(p, out)()
	last, err := p.Run()
	model = unwrap(last, model)
	if fault := w.fault(); fault != nil {
		s.rescue(model)
		return model, fault.report(s.Crashes)
	}
	if errors.Is(err, tea.ErrProgramKilled) && errors.Is(err, tea.ErrProgramPanic) {
		return model, &Crash{Value: err} // Bubble Tea's own; it has printed the stack
	}
	return model, err
}

func orFile(f, otherwise *os.File) *os.File {
	if f == nil {
		return otherwise
	}
	return f
}

func unwrap(last, otherwise tea.Model) tea.Model {
	if g, ok := last.(guarded); ok {
		return g.inner
	}
	return otherwise
}

// rescue lets the program save what it can; a second panic is one too many to tell.
func (s Session) rescue(model tea.Model) {
	if s.Rescue == nil {
		return
	}
	defer func() { _ = recover() }()
	s.Rescue(model)
}

// Exec hands the terminal over to another program and takes it back when that ends. The
// program gets the terminal itself: what tea.ExecProcess would give it, the wrapped
// input and output, is no terminal to it.
func (s Session) Exec(c *exec.Cmd, done tea.ExecCallback) tea.Cmd {
	if c.Stdin == nil {
		c.Stdin = orFile(s.In, os.Stdin)
	}
	if c.Stdout == nil {
		c.Stdout = io.Writer(orFile(s.Out, os.Stdout))
	}
	return tea.ExecProcess(c, done)
}
