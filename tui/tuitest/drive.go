// Package tuitest drives screens in tests the way a learner does: by keys, against a
// clock that only moves when told to. Commands run at once, one after the other.
package tuitest

import (
	"reflect"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/screen"
)

// mostSteps bounds the messages that one key may cause, so that a screen which keeps
// itself busy fails its test instead of hanging it.
const mostSteps = 1000

// Drive sends keys to a screen and answers the screen that is then active. Each word
// is a key name ("enter", "ctrl+s"), "type:TEXT", "paste:TEXT" or "wait:DURATION".
func Drive(t testing.TB, clock *Clock, s screen.Screen, words ...string) screen.Screen {
	t.Helper()
	d := driver[screen.Screen]{t: t, clock: clock, model: s, update: screen.Screen.Update}
	return d.run(words)
}

// Deliver hands one message to a screen, and runs what it causes.
func Deliver(t testing.TB, clock *Clock, s screen.Screen, msg tea.Msg) screen.Screen {
	t.Helper()
	d := driver[screen.Screen]{t: t, clock: clock, model: s, update: screen.Screen.Update}
	d.send(msg)
	return d.model
}

// DriveRoot is Drive for the whole program.
func DriveRoot(t testing.TB, clock *Clock, m tea.Model, words ...string) tea.Model {
	t.Helper()
	d := driver[tea.Model]{t: t, clock: clock, model: m, update: tea.Model.Update}
	return d.run(words)
}

// Start runs the first command of a screen, as the root would.
func Start(t testing.TB, clock *Clock, s screen.Screen, width, height int) screen.Screen {
	t.Helper()
	s = s.SetSize(width, height)
	d := driver[screen.Screen]{t: t, clock: clock, model: s, update: screen.Screen.Update}
	d.do(s.Init())
	d.send(tea.WindowSizeMsg{Width: width, Height: height})
	return d.model
}

// StartRoot begins the whole program in a window of the given size.
func StartRoot(t testing.TB, clock *Clock, m tea.Model, width, height int) tea.Model {
	t.Helper()
	d := driver[tea.Model]{t: t, clock: clock, model: m, update: tea.Model.Update}
	d.do(m.Init())
	d.send(tea.WindowSizeMsg{Width: width, Height: height})
	return d.model
}

// Send hands one message to the whole program, and runs what it causes.
func Send(t testing.TB, clock *Clock, m tea.Model, msg tea.Msg) tea.Model {
	t.Helper()
	d := driver[tea.Model]{t: t, clock: clock, model: m, update: tea.Model.Update}
	d.send(msg)
	return d.model
}

type driver[M any] struct {
	t      testing.TB
	clock  *Clock
	model  M
	update func(M, tea.Msg) (M, tea.Cmd)
	steps  int
}

func (d *driver[M]) run(words []string) M {
	d.t.Helper()
	for _, w := range words {
		d.steps = 0
		d.word(w)
	}
	return d.model
}

func (d *driver[M]) word(w string) {
	d.t.Helper()
	switch kind, text, _ := strings.Cut(w, ":"); {
	case kind == "type" && text != "":
		for _, c := range text {
			d.send(Key(string(c)))
		}
	case kind == "paste" && text != "":
		d.send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(text), Paste: true})
	case kind == "wait" && text != "":
		d.wait(text)
	default:
		d.send(Key(w))
	}
}

func (d *driver[M]) wait(text string) {
	d.t.Helper()
	span, err := time.ParseDuration(text)
	if err != nil {
		d.t.Fatalf("wait: %v", err)
	}
	for _, msg := range d.clock.advance(span) {
		d.send(msg)
	}
}

func (d *driver[M]) send(msg tea.Msg) {
	d.t.Helper()
	if d.steps++; d.steps > mostSteps {
		d.t.Fatalf("more than %d messages from one key; the last is %T", mostSteps, msg)
	}
	next, cmd := d.update(d.model, msg)
	d.model = next
	d.do(cmd)
}

func (d *driver[M]) do(cmd tea.Cmd) {
	d.t.Helper()
	if cmd == nil {
		return
	}
	msg := cmd()
	if cmds, ok := Several(msg); ok {
		for _, c := range cmds {
			d.do(c)
		}
		return
	}
	if msg != nil {
		d.send(msg)
	}
}

// Several recognises batches and sequences; the type of the latter is hidden, but it
// is a list of commands.
func Several(msg tea.Msg) ([]tea.Cmd, bool) {
	v := reflect.ValueOf(msg)
	if !v.IsValid() || v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeOf(tea.Cmd(nil)) {
		return nil, false
	}
	cmds := make([]tea.Cmd, v.Len())
	for i := range cmds {
		cmds[i] = v.Index(i).Interface().(tea.Cmd)
	}
	return cmds, true
}
