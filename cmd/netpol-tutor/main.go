// Command netpol-tutor teaches Kubernetes NetworkPolicy in a terminal and grades
// policies from the command line. This package holds flags, wiring and exit codes,
// one file a subcommand; everything else lives in packages lessons, grader and tui.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"netpol-tutor/grader/render"
)

// Exit codes. Of several results the worst counts.
const (
	exitPassed   = 0 // passed, or allowed
	exitFailed   = 1 // graded and not passed, or denied
	exitUsage    = 2 // usage, unreadable input, or nothing that could be graded
	exitInternal = 3 // our own fault
)

// codeError is an error that decides the exit code. Without a message it is silent:
// what there was to say has been said.
type codeError struct {
	code int
	err  error
}

func (e codeError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e codeError) Unwrap() error { return e.err }

func failed(code int) error { return codeError{code: code} }

func main() {
	os.Exit(newApp(os.Stdin, os.Stdout, os.Stderr).run(os.Args[1:]))
}

// run executes one command line and answers its exit code.
func (a *app) run(args []string) (code int) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintf(a.stderr, "netpol-tutor: something went wrong on our side: %s\n%s", render.Clean(fmt.Sprint(r)), debug.Stack())
			code = exitInternal
		}
	}()
	out := &output{w: a.screen}
	a.stdout = out
	cmd := newRoot(a)
	cmd.SetArgs(args)
	cmd.SetIn(a.stdin)
	cmd.SetOut(out)
	cmd.SetErr(a.stderr)
	err := cmd.Execute()
	if out.err != nil {
		err = codeError{exitInternal, fmt.Errorf("write the result: %w", out.err)}
	}
	return report(err, a.stderr)
}

// output remembers the first thing that could not be written, so that no command has
// to look after every line: a result that nobody gets is never a success.
type output struct {
	w   io.Writer
	err error
}

func (o *output) Write(p []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.w.Write(p)
	o.err = err
	return n, err
}

func report(err error, stderr io.Writer) int {
	if err == nil {
		return exitPassed
	}
	if text := err.Error(); text != "" {
		fmt.Fprintf(stderr, "netpol-tutor: %s\n", render.Clean(text))
	}
	var coded codeError
	if errors.As(err, &coded) {
		return coded.code
	}
	return exitUsage
}
