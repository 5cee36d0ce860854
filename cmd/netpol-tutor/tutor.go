package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/muesli/termenv"
	"github.com/spf13/cobra"

	"netpol-tutor/tui"
	"netpol-tutor/tui/term"
	"netpol-tutor/tui/theme"
)

// runTutor opens the tutor, at home or in the lesson that was named. The lesson is looked
// up here, so that a wrong name is told on the command line.
func (a *app) runTutor(_ *cobra.Command, args []string) error {
	var env tui.Env
	if len(args) == 1 {
		l, err := a.lesson(args[0])
		if err != nil {
			return err
		}
		env.Lesson = l.ID
	}
	return a.play(env)
}

// play opens the tutor, on screens or in lines, where env says.
func (a *app) play(env tui.Env) error {
	if err := a.furnish(&env); err != nil {
		return err
	}
	if a.plain || a.linesOnly() {
		return a.runPlain(env)
	}
	can, err := a.terminal()
	if err != nil {
		return err
	}
	env.Theme = theme.New(theme.Options{Colours: coloursOf(can), Light: !can.Dark})
	session := term.Session{Crashes: filepath.Join(stateDir(), "crashes"), Rescue: tui.Rescue}
	env.Edit = tui.EditWith(session, a.editorCommand)
	if _, err := session.Run(a.open(env)); err != nil {
		return codeError{exitInternal, err}
	}
	return nil
}

// editorCommand is how the learner's own editor is called for a file.
func (a *app) editorCommand(file string) (*exec.Cmd, error) {
	words, _, err := editor(a.getenv, exec.LookPath)
	if err != nil {
		return nil, err
	}
	return exec.Command(words[0], append(words[1:], file)...), nil
}

// furnish gives the screens what they work with.
func (a *app) furnish(env *tui.Env) (err error) {
	env.Now = time.Now
	if env.Catalogue, err = a.catalogue(); err != nil {
		return err
	}
	store, err := a.openStore()
	if err != nil {
		return err
	}
	env.Store = store
	return a.keepExamDate(store)
}

// terminal is what the terminal can do, or why the tutor cannot open in it.
func (a *app) terminal() (term.Capabilities, error) {
	switch a.background {
	case "", "dark", "light":
	default:
		return term.Capabilities{}, fmt.Errorf("unknown background %q; say dark or light", a.background)
	}
	probe := term.Here(os.Stdin, os.Stdout)
	probe.Background = a.background
	probe.Ask = tui.AskedBackground
	can := term.Detect(probe)
	if !can.Interactive {
		return can, fmt.Errorf("the tutor needs a terminal: %s\nWithout one, 'netpol-tutor --plain' goes line by line; or try 'netpol-tutor list', 'netpol-tutor show LESSON' and 'netpol-tutor grade LESSON FILE'", can.Reason)
	}
	return can, nil
}

func coloursOf(can term.Capabilities) theme.Colours {
	switch {
	case can.Attributes:
		return theme.Attributes
	case can.Profile == termenv.TrueColor:
		return theme.Full
	case can.Profile == termenv.ANSI256:
		return theme.Indexed
	case can.Profile == termenv.ANSI:
		return theme.Basic
	}
	return theme.Plain
}
