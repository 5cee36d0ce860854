package prologue

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons/story"
	"netpol-tutor/tui/keys"
)

// phase is what the keys are for.
type phase uint8

const (
	phaseChoosing phase = iota // one of three answers
	phaseDating                // a date is typed
	phaseOpening               // the cluster is being built
	phaseBroken                // the story cannot be told
	phaseGuessing              // yes or no
	phaseReading               // on and back
	phaseWaiting               // a command runs
	phaseFilling               // values are typed
	phaseEnding                // where to go from here
	phaseAside                 // a page beyond the end
)

func (m *Model) phase() phase {
	switch {
	case m.frame == story.Ask:
		return phaseChoosing
	case m.frame == story.Date:
		return phaseDating
	case m.broken != "":
		return phaseBroken
	case m.scene == nil:
		return phaseOpening
	case m.frame.Asks() && m.given[m.frame.Bet()] == story.Unsaid:
		return phaseGuessing
	case m.frame == story.Run && !m.run.done:
		return phaseWaiting
	case m.frame == story.Fill:
		return phaseFilling
	case m.frame == story.End:
		return phaseEnding
	case m.frame > story.End:
		return phaseAside
	}
	return phaseReading
}

func (m *Model) bounds() []keys.Bound {
	switch m.phase() {
	case phaseChoosing:
		return m.choosingKeys()
	case phaseDating:
		return m.datingKeys()
	case phaseOpening, phaseBroken:
		return []keys.Bound{keys.On(keys.Bind("esc", "to the lessons", "esc", "q", "ctrl+q"), m.skip)}
	case phaseWaiting:
		return m.waitingKeys()
	case phaseFilling:
		return m.fillingKeys()
	case phaseEnding:
		return m.endingKeys()
	case phaseAside:
		return []keys.Bound{
			keys.On(keys.Bind("enter", "back", "enter", "esc", "b", "left", "q", "ctrl+q"), m.back),
			keys.On(keys.Bind("?", "all keys", "?"), m.help),
		}
	}
	return m.storyKeys()
}

func (m *Model) choosingKeys() []keys.Bound {
	answers := []func() tea.Cmd{m.answerNew, m.answerSome, m.answerExam}
	var all []keys.Bound
	for i, e := range story.Experiences() {
		all = append(all, keys.On(keys.Bind(e.Key, e.Says, e.Key), answers[i]))
	}
	return append(all,
		keys.On(keys.Bind("enter", "choose", "enter"), m.answerChosen),
		keys.On(keys.Bind("↑", "one up", "up", "k"), m.chooseUp),
		keys.On(keys.Bind("↓", "one down", "down", "j"), m.chooseDown),
		keys.On(keys.Bind("esc", "not now", "esc"), m.later),
		keys.On(keys.Bind("?", "all keys", "?"), m.help),
		keys.On(keys.Bind("q", "quit", "q", "ctrl+q"), m.quit),
	)
}

func (m *Model) datingKeys() []keys.Bound {
	return []keys.Bound{
		keys.On(keys.Bind("digits", "the day"), nil),
		keys.On(keys.Bind("enter", "go on", "enter"), m.takeDate),
		keys.On(keys.Bind("esc", "back to the question", "esc", "ctrl+q"), m.backToQuestion),
		keys.On(keys.Bind("backspace", "take one back", "backspace", "ctrl+h"), m.eraseDate),
		keys.On(keys.Bind("?", "all keys", "?"), m.help),
	}
}

// storyKeys are the keys of most frames: a guess, or on and back.
func (m *Model) storyKeys() []keys.Bound {
	against := ""
	var all []keys.Bound
	if m.phase() == phaseGuessing {
		against = "say y or n first"
		all = append(all, keys.On(keys.Bind("y", "yes", "y", "Y"), m.yes), keys.On(keys.Bind("n", "no", "n", "N"), m.no))
	}
	all = append(all, keys.Unless(keys.Bind("enter", "go on", "enter", " ", "right"), m.onward, against), m.skipping())
	if m.resumed {
		all = append(all, keys.On(keys.Bind("r", "from the start", "r"), m.restart))
	}
	return append(all,
		keys.Unless(keys.Bind("←", "back", "left", "b"), m.back, m.againstBack()),
		keys.On(keys.Bind("?", "all keys", "?"), m.help),
	)
}

func (m *Model) againstBack() string {
	if m.frame == story.Flat1 {
		return "this is the first page"
	}
	return ""
}

func (m *Model) skipping() keys.Bound {
	return keys.On(keys.Bind("esc", "skip intro", "esc", "q", "ctrl+q"), m.skip)
}

func (m *Model) waitingKeys() []keys.Bound {
	return []keys.Bound{
		keys.On(keys.Bind("any key", "skip the wait", "enter", " "), m.skipWait),
		m.skipping(),
		keys.On(keys.Bind("?", "all keys", "?"), m.help),
	}
}

func (m *Model) fillingKeys() []keys.Bound {
	against := ""
	if m.fill.pending {
		against = "the last try is still being checked"
	}
	words := "check"
	switch f := &m.fill; {
	case f.holes[0].text == "", f.holes[1].text == "", f.otherIsWrong():
		words = "next hole"
	case f.unchanged():
		words = "a hint"
	}
	return []keys.Bound{
		keys.On(keys.Bind("letters", "the missing value"), nil),
		keys.Unless(keys.Bind("enter", words, "enter", "ctrl+s"), m.enter, against),
		keys.On(keys.Bind("esc", "skip intro", "esc", "ctrl+q"), m.skip),
		keys.On(keys.Bind("tab", "other hole", "tab", "shift+tab", "up", "down"), m.nextHole),
		keys.On(keys.Bind("pgup", "back", "pgup"), m.back),
		keys.On(keys.Bind("backspace", "take one back", "backspace", "ctrl+h"), m.eraseHole),
		keys.On(keys.Bind("?", "all keys", "?"), m.help),
	}
}

func (m *Model) endingKeys() []keys.Bound {
	return []keys.Bound{
		keys.On(keys.Bind("enter", "learn on", "enter", "l"), m.learn),
		keys.On(keys.Bind("esc", "all lessons", "esc", "q", "ctrl+q"), m.skip),
		keys.On(keys.Bind("e", "an exam", "e"), m.showExam),
		keys.On(keys.Bind("c", "my own cluster", "c"), m.showOwn),
		keys.On(keys.Bind("←", "back", "left", "b"), m.back),
		keys.On(keys.Bind("r", "once more from the start", "r"), m.restart),
		keys.On(keys.Bind("?", "all keys", "?"), m.help),
	}
}

// typed finds what a key does here; whatever is left is text, or ends the wait.
func (m *Model) typed(k tea.KeyMsg) tea.Cmd {
	all := m.bounds()
	for _, b := range all {
		if key.Matches(k, b.Binding) && b.Run != nil && !k.Paste {
			return b.Run()
		}
	}
	switch m.phase() {
	case phaseWaiting:
		return m.skipWait()
	case phaseDating:
		m.typeDate(k)
	case phaseFilling:
		m.typeValue(k)
	default:
		m.note = keys.Refusal(k, keys.Bindings(all...)...)
	}
	return nil
}

func (m *Model) typeValue(k tea.KeyMsg) {
	if !k.Alt && (k.Type == tea.KeyRunes || k.Type == tea.KeySpace) {
		m.fill.typeText(string(k.Runes))
	}
}

// ShortHelp is the line at the bottom.
func (m *Model) ShortHelp() []key.Binding {
	all := keys.Bindings(m.bounds()...)
	switch m.phase() {
	case phaseChoosing:
		return all[len(story.Experiences()):] // the page itself names the letters
	case phaseDating, phaseFilling:
		return all[1:] // that letters are text goes without saying
	}
	return all
}

// FullHelp is the page of all keys.
func (m *Model) FullHelp() [][]key.Binding {
	return [][]key.Binding{keys.Bindings(m.bounds()...)}
}
