// Package tui is the terminal interface: one active screen, overlays above it, and a
// line at the bottom that says what the keys do. The root in this file knows nothing
// of what is inside a screen; routes.go alone knows which screens there are.
//
//	tui/screen     the seam: Screen, what it may ask of the root, Env
//	tui/theme      colours by meaning, styles by area
//	tui/keys       bindings that say why they are off
//	tui/widget     frames, lists, menus, questions
//	tui/markdown   lesson texts as styled lines
//	tui/prologue   the first four minutes
//	tui/home, tui/workspace, tui/predict, tui/debrief, tui/drill   a screen each
//	tui/help       the page of keys
//	tui/tuitest    how tests drive screens
package tui

import (
	"sync"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons/progress"
	"netpol-tutor/tui/help"
	"netpol-tutor/tui/screen"
)

// Env is what a session gives to its screens; see screen.Env.
type Env = screen.Env

// Program is the whole tutor, as a session runs it.
type Program = tea.Model

// Screen is one page; see screen.Screen.
type Screen = screen.Screen

// Root owns the active screen, the overlays above it, and the line at the bottom.
type Root struct {
	env           Env
	active        Screen
	overlays      []Screen
	routes        routes
	keys          rootKeys
	width, height int
	unfinished    sync.WaitGroup // of screens that were left
	leaving       bool           // ctrl+c was pressed once
	note          string         // of the root itself, until the next key
}

// Init starts the first screen.
func (r *Root) Init() tea.Cmd { return tea.Batch(askStore(r.env.Store), r.active.Init()) }

// storeSaid brings what the store has to say about itself.
type storeSaid struct{ notice string }

// askStore asks at the start, since a disk that cannot be written is worth knowing before
// a word is typed.
func askStore(s progress.Store) tea.Cmd {
	return func() tea.Msg {
		if n := screen.Notice(s); n != "" {
			return storeSaid{render.CleanLine(n)}
		}
		return nil
	}
}

// Update hands messages on: keys to the topmost, everything else to all.
func (r *Root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		r.resize(msg.Width, msg.Height)
		return r, r.broadcast(msg) // text that is rendered for a width is rendered anew by a command
	case tea.KeyMsg:
		return r, r.typed(msg)
	case storeSaid:
		r.note = msg.notice
		return r, nil
	}
	return r, r.broadcast(msg)
}

func (r *Root) resize(width, height int) {
	r.width, r.height = width, height
	if r.tooSmall() {
		return
	}
	r.active = r.active.SetSize(width, height-1)
	for i, o := range r.overlays {
		r.overlays[i] = o.SetSize(width, height-1)
	}
}

// typed takes apart what arrived as one key although it was typed as several: a
// terminal under load delivers "jj" in one piece.
func (r *Root) typed(k tea.KeyMsg) tea.Cmd {
	if k.Paste || k.Type != tea.KeyRunes || len(k.Runes) < 2 {
		return r.key(k)
	}
	var cmds []tea.Cmd
	for _, c := range k.Runes {
		cmds = append(cmds, r.key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{c}, Alt: k.Alt}))
	}
	return tea.Batch(cmds...)
}

func (r *Root) key(k tea.KeyMsg) tea.Cmd {
	if r.interrupts(k) {
		if l, ok := r.active.(screen.Later); ok && l.Later(k) {
			return nil
		}
		return r.interrupt()
	}
	r.leaving, r.note = false, ""
	if r.tooSmall() {
		return r.keyWhenSmall(k)
	}
	if n := len(r.overlays); n > 0 {
		next, cmd := r.overlays[n-1].Update(k)
		r.overlays[n-1] = next
		return tea.Batch(cmd, r.serve(next))
	}
	return r.toActive(k)
}

func (r *Root) toActive(msg tea.Msg) tea.Cmd {
	next, cmd := r.active.Update(msg)
	r.active = next
	return tea.Batch(cmd, r.serve(next))
}

func (r *Root) broadcast(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for i, o := range r.overlays {
		next, cmd := o.Update(msg)
		r.overlays[i] = next
		cmds = append(cmds, cmd)
	}
	return tea.Batch(append(cmds, r.toActive(msg))...)
}

// serve does what a screen asked for.
func (r *Root) serve(s Screen) tea.Cmd {
	asker, ok := s.(screen.Asker)
	if !ok {
		return nil
	}
	switch want := asker.Ask().(type) {
	case screen.Open:
		return r.replace(r.routes.lesson(want.Lesson, want.Recalls))
	case screen.GoHome:
		return r.replace(r.routes.home(want.Lesson))
	case screen.Drill:
		return r.replace(r.routes.drill(want.Straight))
	case screen.Introduce:
		return r.replace(r.routes.prologue())
	case screen.Show:
		return r.replace(want.Screen)
	case screen.Push:
		return r.push(want.Overlay)
	case screen.Type:
		return r.retype(want.Keys)
	case screen.Help:
		return r.push(help.New(r.env.Theme, r.active.FullHelp()))
	case screen.Close:
		return r.pop(want.Then)
	case screen.Quit:
		return r.quit()
	}
	return nil
}

// replace lets the active screen finish what it has to before the next one begins,
// because the next one may read what this one saves.
func (r *Root) replace(next Screen) tea.Cmd {
	leave := r.finishing(leaveOf(r.active))
	r.overlays = nil
	r.active = next
	if !r.tooSmall() {
		r.active = next.SetSize(r.width, r.height-1)
	}
	return tea.Sequence(leave, r.active.Init())
}

func (r *Root) retype(all []tea.KeyMsg) tea.Cmd {
	var cmds []tea.Cmd
	for _, k := range all {
		cmds = append(cmds, r.key(k))
	}
	return tea.Batch(cmds...)
}

func (r *Root) push(o Screen) tea.Cmd {
	r.overlays = append(r.overlays, o.SetSize(r.width, r.height-1))
	return o.Init()
}

func (r *Root) pop(then tea.Msg) tea.Cmd {
	if n := len(r.overlays); n > 0 {
		r.overlays = r.overlays[:n-1]
	}
	if then == nil {
		return nil
	}
	return r.toActive(then)
}

// finishing is what a screen does when it is left, with the end of the program waiting
// for it: the next screen is there at once, and may be left at once.
func (r *Root) finishing(leave tea.Cmd) tea.Cmd {
	if leave == nil {
		return nil
	}
	r.unfinished.Add(1)
	return func() tea.Msg {
		defer r.unfinished.Done()
		return leave()
	}
}

func (r *Root) quit() tea.Cmd {
	wait := func() tea.Msg {
		r.unfinished.Wait()
		return nil
	}
	return tea.Sequence(wait, leaveOf(r.active), tea.Quit)
}

func leaveOf(s Screen) tea.Cmd {
	if l, ok := s.(screen.Leaver); ok {
		return l.Leave()
	}
	return nil
}
