package editor

import (
	"reflect"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// Update obeys a key or takes its text in. Messages of other kinds change nothing. The
// command is always nil: an editor does no IO.
func (m Model) Update(msg tea.Msg) (Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		m.notice = ""
		if m.prompt.asks != nothing {
			m.promptKey(msg)
			break
		}
		m.press(msg)
	default:
		if name, ok := extraKeys[rawSequence(msg)]; ok && m.prompt.asks == nothing {
			m.notice = ""
			m.obey(name)
		}
	}
	m.reveal()
	return m, nil
}

func (m *Model) press(msg tea.KeyMsg) {
	switch {
	case msg.Paste:
		m.insertText(string(msg.Runes), single)
	case isText(msg):
		m.insertText(string(msg.Runes), typing)
	default:
		m.obey(msg.String())
	}
}

// obey does what a key stands for. Whatever changes no text ends a run of typing.
func (m *Model) obey(name string) {
	version := m.version
	if action, ok := m.actions[name]; ok {
		action(m)
	}
	if m.version == version {
		m.history.sealed = true
	}
}

func isText(msg tea.KeyMsg) bool {
	return !msg.Alt && (msg.Type == tea.KeyRunes || msg.Type == tea.KeySpace)
}

// extraKeys are keys that Bubble Tea v1 reads but has no name for.
var extraKeys = map[string]string{
	"\x1b[2;5~": "ctrl+insert",
	"\x1b[3;5~": "ctrl+delete",
}

// rawSequence is the bytes of a key sequence that Bubble Tea does not know. It passes
// them on in a type of its own, which is a byte slice but has no public name.
func rawSequence(msg tea.Msg) string {
	v := reflect.ValueOf(msg)
	if v.IsValid() && v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
		return string(v.Bytes())
	}
	return ""
}

// insertText puts text from outside in place of the selection.
func (m *Model) insertText(text string, how manner) {
	text, replaced := clean(text)
	if text == "" {
		return
	}
	if _, _, selected := m.caret.selection(); selected || strings.Contains(text, "\n") {
		how = single
	}
	m.edit(how, func(e *editing) {
		e.dropSelection()
		e.insert(text)
	})
	if replaced > 0 && m.notice == "" {
		m.notice = plural(replaced, "character") + " that a terminal must not see became " + replacement + "."
	}
}

func plainEnter(m *Model) { m.insertText("\n", single) }

// deleteTo takes away the selection, or what lies between the cursor and where the
// way leads.
func deleteTo(way func(document, place) place, how manner) func(*Model) {
	return func(m *Model) {
		if _, _, selected := m.caret.selection(); selected {
			m.edit(single, (*editing).dropSelection)
			return
		}
		m.edit(how, func(e *editing) {
			e.caret = at(e.caret.cursor)
			to := way(e.doc, e.caret.cursor)
			e.replace(e.caret.cursor, to, "")
			if to.before(e.caret.cursor) {
				e.caret.cursor = to
			}
		})
	}
}

// promptKey lets the prompt have a key.
func (m *Model) promptKey(msg tea.KeyMsg) {
	switch m.promptAction(msg) {
	case promptType:
		text, _ := clean(string(msg.Runes))
		text, _, _ = strings.Cut(text, "\n")
		m.retype(m.prompt.text + text)
	case promptErase:
		text := m.prompt.text
		m.retype(text[:prevBoundary(text, len(text))])
	case promptNext:
		if m.prompt.asks == forLine {
			m.answer()
			return
		}
		m.step(1)
	case promptBefore:
		m.step(-1)
	case promptClose:
		closePrompt(m)
	}
}

type promptDoes uint8

const (
	promptIgnore promptDoes = iota
	promptType
	promptErase
	promptNext
	promptBefore
	promptClose
)

// promptAction reads the keys of the editor in the sense of the prompt.
func (m *Model) promptAction(msg tea.KeyMsg) promptDoes {
	k := m.keys
	switch {
	case msg.Paste || isText(msg):
		return promptType
	case key.Matches(msg, k.Backspace):
		return promptErase
	case key.Matches(msg, k.Enter, k.Down, k.Find):
		return promptNext
	case key.Matches(msg, k.Up):
		return promptBefore
	case key.Matches(msg, k.LetGo):
		return promptClose
	}
	return promptIgnore
}

// maxPrompt bounds what can be looked for.
const maxPrompt = 200

func (m *Model) retype(text string) {
	if len(text) > maxPrompt {
		return
	}
	m.prompt.text = text
	if m.prompt.asks == forText {
		m.search()
	}
}
