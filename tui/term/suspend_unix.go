//go:build unix

package term

import (
	"io"
	"os"
	"os/signal"

	tea "github.com/charmbracelet/bubbletea"
	"golang.org/x/sys/unix"
)

// suspendOn lets another program stop p as shells do it, with the terminal as it was
// before p. Keys never do: ctrl+z belongs to the model. It lasts until leave is called.
func suspendOn(p *tea.Program, out *Output) (leave func()) {
	if signal.Ignored(unix.SIGTSTP) {
		return func() {}
	}
	asked, done := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(asked, unix.SIGTSTP)
	go func() {
		for {
			select {
			case <-done:
				return
			case <-asked:
				suspend(p, out)
			}
		}
	}()
	return func() {
		signal.Stop(asked)
		close(done)
	}
}

// suspend stops the process. While another program has the terminal there is nothing to
// give back, and p, which waits for that program, would come to it too late.
func suspend(p *tea.Program, out *Output) {
	if !out.takenOver() {
		_ = halt{}.Run()
		return
	}
	p.Send(tea.Exec(halt{}, nil)())
}

// halt is the stop as a command that the terminal is handed over to.
type halt struct{}

// Run answers when the process is continued. The signal is waited for, because the stop
// may reach another thread a little later than the call returns.
func (halt) Run() error {
	resumed := make(chan os.Signal, 1)
	signal.Notify(resumed, unix.SIGCONT)
	defer signal.Stop(resumed)
	if err := unix.Kill(unix.Getpid(), unix.SIGSTOP); err != nil {
		return err
	}
	<-resumed
	return nil
}

// SetStdin does nothing: a stopped process reads nothing.
func (halt) SetStdin(io.Reader) {}

// SetStdout does nothing: a stopped process writes nothing.
func (halt) SetStdout(io.Writer) {}

// SetStderr does nothing: a stopped process writes nothing.
func (halt) SetStderr(io.Writer) {}
