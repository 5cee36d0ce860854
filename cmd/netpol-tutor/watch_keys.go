package main

import (
	"os"
	"strings"
)

// keyMode is how keys are pressed.
type keyMode uint8

const (
	noKeys    keyMode = iota // nobody is there to press one
	lineKeys                 // with Enter behind each
	plainKeys                // each alone
)

// keyboard is what the learner presses.
type keyboard struct {
	mode    keyMode
	pressed <-chan byte      // closed when there will be no more; nil without keys
	resumed <-chan os.Signal // after the program was stopped
}

// keys listens to the terminal until release is called, which puts it back as it was.
func (a *app) keys() (k keyboard, release func()) {
	if !isTerminal(a.stdin) || !isTerminal(a.screen) {
		return keyboard{}, func() {}
	}
	in := a.stdin.(*os.File)
	k.resumed, release, k.mode = unbuffered(in)
	pressed := make(chan byte)
	k.pressed = pressed
	go listen(in, pressed)
	return k, release
}

// listen hands on letters. What arrows and their like send is no letter.
func listen(in *os.File, pressed chan<- byte) {
	buf := make([]byte, 256)
	for {
		n, err := in.Read(buf)
		if err != nil || n == 0 {
			close(pressed)
			return
		}
		if buf[0] == '\x1b' {
			continue
		}
		for _, k := range buf[:n] {
			if k != '\r' && k != '\n' {
				pressed <- k
			}
		}
	}
}

// endOfInput is what ctrl+d sends where keys come alone.
const endOfInput = 4

// press does what a key does, and tells whether to go on.
func (w *watch) press(key byte) bool {
	if w.asking {
		w.asking, w.notes = false, nil
		if key == 'y' || key == 'Y' {
			w.solution()
		}
		return true
	}
	switch key {
	case 'q', 'Q', endOfInput:
		return false
	case 'h', 'H':
		w.hint()
	case 's', 'S':
		w.askSolution()
	case 'm', 'M':
		w.whole = !w.whole
	}
	return true
}

func (w *watch) hint() {
	text, number, of := w.attempt.Hint()
	w.notes = nil
	if of == 0 {
		w.say("This lesson has no hints.")
		return
	}
	w.say("Hint %d of %d: %s", number, of, strings.Join(strings.Fields(text), " "))
}

func (w *watch) askSolution() {
	w.notes = nil
	switch l := w.attempt.Lesson(); {
	case l.Model().Text == "":
		w.say("This lesson comes without an answer.")
	case w.attempt.Result().Passed:
		w.solution()
	default:
		w.asking = true
		w.say("Any form that does the same is right, and yours may look different. A pass after this counts as passed with the answer shown. Show it? y or n")
	}
}

func (w *watch) solution() {
	w.whole = false
	w.say("Our answer:\n%s", strings.TrimRight(w.attempt.Solution(), "\n"))
}
