// Package screen is the seam between the root of the terminal interface and its
// screens: what a screen is, what it may ask of the root, and the environment that
// a session gives to all of them.
package screen

import (
	"github.com/charmbracelet/bubbles/help"
	tea "github.com/charmbracelet/bubbletea"
)

// Screen is one page. View answers exactly the size given by SetSize, reads no clock
// and does no IO. The key map follows what the screen is busy with.
type Screen interface {
	Init() tea.Cmd
	Update(tea.Msg) (Screen, tea.Cmd)
	View() string
	SetSize(width, height int) Screen
	help.KeyMap
}

// Asker is a screen that asks things of the root. Ask hands over what the last Update
// asked for, and forgets it; nil means nothing. It is a call and not a message, so
// that a key typed right after cannot overtake it.
type Asker interface {
	Ask() Request
}

// Leaver is a screen that has something to finish, such as saving a draft, before
// another one takes its place or the program ends.
type Leaver interface {
	Leave() tea.Cmd
}

// Later is a screen that is not ready yet, and takes a key that ends the program so that
// it is typed behind what was typed before.
type Later interface {
	Later(k tea.KeyMsg) bool
}

// Noter is a screen that has a word to say at the right end of the status line.
type Noter interface {
	Note() string
}

// Pointer is a screen that shows a text cursor at a cell of its View.
type Pointer interface {
	Cursor() (x, y int, shown bool)
}

// Placer is an overlay that wants to stand elsewhere than in the middle.
type Placer interface {
	Place() Place
}

// Place says where an overlay stands.
type Place uint8

const (
	// Middle centres an overlay over the screen.
	Middle Place = iota
	// Bottom puts an overlay right above the status line.
	Bottom
)

// Request is something that only the root can do.
type Request interface{ request() }

// Open asks for the screen of a lesson, played to recall a cause if that is not empty.
type Open struct{ Lesson, Recalls string }

// Drill asks for what is due: for the list of it, or straight for its first lesson.
type Drill struct{ Straight bool }

// GoHome asks for the home screen, with the given lesson chosen if it is not empty.
type GoHome struct{ Lesson string }

// Introduce asks for the first four minutes.
type Introduce struct{}

// Show asks for another screen built by the one that asks.
type Show struct{ Screen Screen }

// Push asks for an overlay above the screen.
type Push struct{ Overlay Screen }

// Type asks for keys to be typed anew, in their order and before any other: they came
// while the screen could not take them.
type Type struct{ Keys []tea.KeyMsg }

// Close is asked by an overlay that is done. Then, if not nil, is handed to the screen below it.
type Close struct{ Then tea.Msg }

// Help asks for the page of all keys that work here.
type Help struct{}

// Quit asks to end the program.
type Quit struct{}

func (Open) request()      {}
func (GoHome) request()    {}
func (Drill) request()     {}
func (Introduce) request() {}
func (Show) request()      {}
func (Push) request()      {}
func (Type) request()      {}
func (Close) request()     {}
func (Help) request()      {}
func (Quit) request()      {}

// Desk is where a screen lays down its request; embed it to become an Asker.
type Desk struct{ wanted Request }

// Want lays down a request; the last one counts.
func (d *Desk) Want(r Request) { d.wanted = r }

// Ask hands over the request and forgets it.
func (d *Desk) Ask() Request {
	r := d.wanted
	d.wanted = nil
	return r
}
