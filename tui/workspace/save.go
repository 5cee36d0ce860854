package workspace

import (
	"errors"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons/progress"
)

// saveEvery is how long a change may be in memory only. The first one after a pause is
// saved at once.
const saveEvery = 200 * time.Millisecond

// never is a version that no text has.
const never = -1

// saving is the state of the draft on disk. There is never more than one save under
// way, and one is always due while the text is newer than what was saved.
type saving struct {
	phase  savePhase
	begun  time.Time // when the last save began
	count  int       // of saves begun
	saved  int       // version of the text that is on disk, as the draft or beside it
	at     time.Time
	err    error
	memory error // why what was saved is lost when the program ends

	theirs *string // what the file holds, until the learner has chosen between two texts
	over   *string // what the learner decided against; the next save may replace it

	turn   *turn           // of the saves
	copies []progress.Copy // texts beside the draft that earlier programs left
	taken  []progress.Copy // those that are in the editor, and go once that is saved
}

type savePhase uint8

const (
	saveIdle savePhase = iota
	saveWaiting
	saveWriting
)

// saveDue says that the text has waited long enough.
type saveDue struct{}

// changed is called after whatever may have changed the text.
func (m *Model) changed() tea.Cmd {
	if m.save.phase != saveIdle || m.editor.Version() == m.save.saved {
		return nil
	}
	if wait := saveEvery - m.env.Now().Sub(m.save.begun); wait > 0 {
		m.save.phase = saveWaiting
		return m.env.After(min(wait, saveEvery), saveDue{})
	}
	return m.saveNow()
}

func (m *Model) saveNow() tea.Cmd {
	m.save.phase, m.save.begun = saveWriting, m.env.Now()
	m.save.count++
	return m.saveText()
}

func (m *Model) saveText() tea.Cmd {
	return saveDraft(m.env.Store, m.attempt, m.editor.Text(), m.editor.Version(), m.save.over, m.save.turn)
}

func (m *Model) saveStep(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case saveDue:
		if m.save.phase == saveWaiting {
			return m.saveNow()
		}
	case draftSaved:
		if msg.attempt == m.attempt {
			return m.wasSaved(msg)
		}
	case lookDue:
		return m.look()
	case draftRead:
		return m.wasRead(msg)
	case copyDropped:
		if msg.err != nil {
			m.note = render.CleanLine(msg.err.Error())
		}
	}
	return nil
}

func (m *Model) wasSaved(msg draftSaved) tea.Cmd {
	if msg.notice != "" {
		m.note = render.CleanLine(msg.notice)
	}
	m.save.phase, m.save.memory = saveIdle, msg.memory
	if msg.over != m.save.over { // the learner has chosen since: only the next save counts
		m.save.saved = never
		return m.changed()
	}
	m.save.saved, m.save.err = msg.version, msg.err // a failed save is not tried again until the text changes
	switch {
	case errors.Is(msg.err, progress.ErrDraftChanged):
		m.save.over = nil
		return tea.Batch(m.changed(), m.readTheirs())
	case msg.err != nil:
		return m.changed()
	}
	m.save.theirs, m.save.over = nil, nil
	return tea.Batch(m.safe(), m.changed())
}

// safe notes that the text is on disk, so that the copies it was taken from may go.
func (m *Model) safe() tea.Cmd {
	if m.save.memory != nil {
		return nil
	}
	m.save.at = m.env.Now()
	taken := m.save.taken
	m.save.taken = nil
	return dropCopies(m.attempt, taken)
}

// Leave saves what is not saved yet, before another screen or the end. While two texts
// are to choose from, the file stays as it is, and the store keeps this one beside it.
func (m *Model) Leave() tea.Cmd {
	s := &m.save
	if m.attempt == nil || m.editor.Version() == s.saved && s.phase == saveIdle && s.memory == nil {
		return nil
	}
	return m.saveText()
}

// saveWords say whether the text is safe.
func (m *Model) saveWords() string {
	words := m.savedWords()
	if len(m.save.copies) == 0 || m.save.theirs != nil {
		return words
	}
	if words != "" {
		words = " · " + words
	}
	return "another text: ctrl+g o" + words
}

func (m *Model) savedWords() string {
	s := &m.save
	switch {
	case s.theirs != nil, errors.Is(s.err, progress.ErrDraftChanged):
		return "NOT saved: changed elsewhere, ctrl+g o"
	case s.err != nil:
		return "NOT saved: " + failure(s.err)
	case s.memory != nil:
		return "NOT saved: " + failure(s.memory)
	case m.attempt != nil && m.editor.Version() != s.saved:
		return "saving"
	case !s.at.IsZero():
		return "saved " + s.at.Format("15:04")
	}
	return ""
}

// failure is an error in as few words as the top line has room for: what the system
// says, without the file.
func failure(err error) string {
	for inner := err; inner != nil; inner = errors.Unwrap(inner) {
		err = inner
	}
	return render.CleanLine(err.Error())
}
