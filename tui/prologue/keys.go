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

// bound is a binding with what it does.
type bound struct {
	key.Binding
	run func(*Model) tea.Cmd
}

func on(b key.Binding, run func(*Model) tea.Cmd) bound { return bound{b, run} }

func when(b key.Binding, run func(*Model) tea.Cmd, against string) bound {
	return bound{keys.When(b, against == "", against), run}
}

func (m *Model) bounds() []bound {
	switch m.phase() {
	case phaseChoosing:
		return choosingKeys()
	case phaseDating:
		return datingKeys()
	case phaseOpening, phaseBroken:
		return []bound{on(keys.Bind("esc", "to the lessons", "esc", "q", "ctrl+q"), (*Model).skip)}
	case phaseWaiting:
		return waitingKeys()
	case phaseFilling:
		return m.fillingKeys()
	case phaseEnding:
		return m.endingKeys()
	case phaseAside:
		return []bound{
			on(keys.Bind("enter", "back", "enter", "esc", "b", "left", "q", "ctrl+q"), (*Model).back),
			on(keys.Bind("?", "all keys", "?"), (*Model).help),
		}
	}
	return m.storyKeys()
}

func choosingKeys() []bound {
	answers := []func(*Model) tea.Cmd{(*Model).answerNew, (*Model).answerSome, (*Model).answerExam}
	var all []bound
	for i, e := range story.Experiences() {
		all = append(all, on(keys.Bind(e.Key, e.Says, e.Key), answers[i]))
	}
	return append(all,
		on(keys.Bind("enter", "choose", "enter"), (*Model).answerChosen),
		on(keys.Bind("↑", "one up", "up", "k"), (*Model).chooseUp),
		on(keys.Bind("↓", "one down", "down", "j"), (*Model).chooseDown),
		on(keys.Bind("esc", "not now", "esc"), (*Model).later),
		on(keys.Bind("?", "all keys", "?"), (*Model).help),
		on(keys.Bind("q", "quit", "q", "ctrl+q"), (*Model).quit),
	)
}

func datingKeys() []bound {
	return []bound{
		on(keys.Bind("digits", "the day"), nil),
		on(keys.Bind("enter", "go on", "enter"), (*Model).takeDate),
		on(keys.Bind("esc", "back to the question", "esc", "ctrl+q"), (*Model).backToQuestion),
		on(keys.Bind("backspace", "take one back", "backspace", "ctrl+h"), (*Model).eraseDate),
		on(keys.Bind("?", "all keys", "?"), (*Model).help),
	}
}

// storyKeys are the keys of most frames: a guess, or on and back.
func (m *Model) storyKeys() []bound {
	against := ""
	var all []bound
	if m.phase() == phaseGuessing {
		against = "say y or n first"
		all = append(all, on(keys.Bind("y", "yes", "y", "Y"), (*Model).yes), on(keys.Bind("n", "no", "n", "N"), (*Model).no))
	}
	all = append(all, when(keys.Bind("enter", "go on", "enter", " ", "right"), (*Model).onward, against), skipping())
	if m.resumed {
		all = append(all, on(keys.Bind("r", "from the start", "r"), (*Model).restart))
	}
	return append(all,
		when(keys.Bind("←", "back", "left", "b"), (*Model).back, m.againstBack()),
		on(keys.Bind("?", "all keys", "?"), (*Model).help),
	)
}

func (m *Model) againstBack() string {
	if m.frame == story.Flat1 {
		return "this is the first page"
	}
	return ""
}

func skipping() bound {
	return on(keys.Bind("esc", "skip intro", "esc", "q", "ctrl+q"), (*Model).skip)
}

func waitingKeys() []bound {
	return []bound{
		on(keys.Bind("any key", "skip the wait", "enter", " "), (*Model).skipWait),
		skipping(),
		on(keys.Bind("?", "all keys", "?"), (*Model).help),
	}
}

func (m *Model) fillingKeys() []bound {
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
	return []bound{
		on(keys.Bind("letters", "the missing value"), nil),
		when(keys.Bind("enter", words, "enter", "ctrl+s"), (*Model).enter, against),
		on(keys.Bind("esc", "skip intro", "esc", "ctrl+q"), (*Model).skip),
		on(keys.Bind("tab", "other hole", "tab", "shift+tab", "up", "down"), (*Model).nextHole),
		on(keys.Bind("pgup", "back", "pgup"), (*Model).back),
		on(keys.Bind("backspace", "take one back", "backspace", "ctrl+h"), (*Model).eraseHole),
		on(keys.Bind("?", "all keys", "?"), (*Model).help),
	}
}

func (m *Model) endingKeys() []bound {
	return []bound{
		on(keys.Bind("enter", "learn on", "enter", "l"), (*Model).learn),
		on(keys.Bind("esc", "all lessons", "esc", "q", "ctrl+q"), (*Model).skip),
		on(keys.Bind("e", "an exam", "e"), (*Model).showExam),
		on(keys.Bind("c", "my own cluster", "c"), (*Model).showOwn),
		on(keys.Bind("←", "back", "left", "b"), (*Model).back),
		on(keys.Bind("r", "once more from the start", "r"), (*Model).restart),
		on(keys.Bind("?", "all keys", "?"), (*Model).help),
	}
}

// typed finds what a key does here; whatever is left is text, or ends the wait.
func (m *Model) typed(k tea.KeyMsg) tea.Cmd {
	all := m.bounds()
	for _, b := range all {
		if key.Matches(k, b.Binding) && b.run != nil && !k.Paste {
			return b.run(m)
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
		m.note = keys.Refusal(k, bindings(all)...)
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
	all := bindings(m.bounds())
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
	return [][]key.Binding{bindings(m.bounds())}
}

func bindings(bounds []bound) []key.Binding {
	all := make([]key.Binding, len(bounds))
	for i, b := range bounds {
		all[i] = b.Binding
	}
	return all
}
