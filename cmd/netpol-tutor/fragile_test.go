package main

import (
	"os"
	"strings"
	"time"

	"netpol-tutor/lessons/progress"
	"netpol-tutor/tui"
)

// fragileProgram is the program with a store and a clock that panic when they are asked
// for what CRASH names. Only the tests have it.
const fragileProgram = "netpol-tutor-that-breaks"

func fragileMain() {
	a := newApp(os.Stdin, os.Stdout, os.Stderr)
	a.open = func(env tui.Env) tui.Program {
		switch os.Getenv("CRASH") {
		case "command":
			env.Store = fragileStore{env.Store}
		case "update":
			env.Now = fragileClock(env.Store)
		}
		return tui.New(env)
	}
	os.Exit(a.run(os.Args[1:]))
}

// fragileStore panics in the command that records a submit.
type fragileStore struct{ progress.Store }

func (s fragileStore) Record(lesson string, e progress.Event) error {
	if e.Kind == progress.Submitted {
		panic("the store broke")
	}
	return s.Store.Record(lesson, e)
}

// fragileClock panics while a key is handled, once the draft asks for it.
func fragileClock(store progress.Store) func() time.Time {
	return func() time.Time {
		if text, _, _ := store.Draft("space1-space2"); strings.Contains(text, "break now") {
			panic("the clock broke")
		}
		return time.Now()
	}
}
