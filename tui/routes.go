package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons"
	"netpol-tutor/tui/choose"
	"netpol-tutor/tui/drill"
	"netpol-tutor/tui/home"
	"netpol-tutor/tui/message"
	"netpol-tutor/tui/predict"
	"netpol-tutor/tui/prologue"
	"netpol-tutor/tui/symptom"
	"netpol-tutor/tui/workspace"
)

// routes knows which screen serves which purpose.
type routes struct{ env Env }

// New is the whole program: it begins at home, or in the lesson that env names; on the
// very first start with the first four minutes.
func New(env Env) tea.Model {
	env = env.WithDefaults()
	r := &Root{env: env, routes: routes{env}, keys: newRootKeys()}
	switch {
	case env.Lesson != "":
		r.active = r.routes.lesson(env.Lesson, "")
	case env.Drill:
		r.active = r.routes.drill(false)
	case prologue.Wanted(env):
		r.active = r.routes.prologue()
	default:
		r.active = r.routes.home("")
	}
	return r
}

// home is the list of lessons with one chosen; in place of a twin, its sibling.
func (r routes) home(lesson string) Screen {
	if l, ok := r.env.Catalogue.Find(lesson); ok && l.TwinOf() != nil {
		lesson = l.TwinOf().ID
	}
	return home.New(r.env, lesson)
}

func (r routes) prologue() Screen { return prologue.New(r.env) }

func (r routes) drill(straight bool) Screen { return drill.New(r.env, straight) }

// lesson is the screen for a lesson of any kind, played to recall a cause or for itself.
func (r routes) lesson(id, recalls string) Screen {
	r.env.Recalls = recalls
	l, ok := r.env.Catalogue.Find(id)
	if !ok {
		return r.unknown(id)
	}
	switch l.Kind {
	case lessons.Predict:
		return predict.New(r.env, l)
	case lessons.Choose:
		return choose.New(r.env, l)
	case lessons.Symptom:
		return symptom.New(r.env, l)
	}
	return workspace.New(r.env, l)
}

func (r routes) unknown(id string) Screen {
	text := "There is no lesson " + id + "."
	if near := r.env.Catalogue.Suggest(id); len(near) > 0 {
		text += " Do you mean " + strings.Join(near, " or ") + "?"
	}
	return message.New(r.env, "No such lesson", text, "")
}
