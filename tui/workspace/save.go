package workspace

import (
	"errors"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons/progress"
)

// saveAfter is how long a change may be in memory only.
const saveAfter = 250 * time.Millisecond

// saving is the state of the draft on disk. There is never more than one save under
// way, and one is always due while the text is newer than what was saved.
type saving struct {
	phase savePhase
	saved int // version of the text that is on disk
	at    time.Time
	err   error

	theirs    string  // while saving is held: what the file holds
	overruled *string // what the file held when the learner chose the text of the editor
}

type savePhase uint8

const (
	saveIdle savePhase = iota
	saveWaiting
	saveWriting
	saveHeld // until the learner has chosen between two texts
)

// saveDue says that the text has waited long enough.
type saveDue struct{}

// begin says that what was loaded is what is on disk.
func (s *saving) begin(version int) { *s = saving{saved: version} }

// changed is called after whatever may have changed the text.
func (m *Model) changed() tea.Cmd {
	if m.save.phase != saveIdle || m.editor.Version() == m.save.saved {
		return nil
	}
	m.save.phase = saveWaiting
	return m.env.After(saveAfter, saveDue{})
}

func (m *Model) saveStep(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case saveDue:
		if m.save.phase != saveWaiting {
			return nil
		}
		m.save.phase = saveWriting
		return saveDraft(m.env.Store, m.attempt, m.editor.Text(), m.editor.Version())
	case draftSaved:
		if msg.attempt == m.attempt {
			return m.wasSaved(msg)
		}
	case lookDue:
		return reread(m.attempt, true)
	case draftRead:
		return m.wasRead(msg)
	}
	return nil
}

func (m *Model) wasSaved(msg draftSaved) tea.Cmd {
	if msg.notice != "" {
		m.note = render.CleanLine(msg.notice)
	}
	if m.save.phase == saveHeld {
		return nil
	}
	m.save.phase, m.save.err = saveIdle, msg.err
	m.save.saved = msg.version // a failed save is not tried again until the text changes
	if errors.Is(msg.err, progress.ErrDraftChanged) {
		return reread(m.attempt, false)
	}
	if msg.err == nil {
		m.save.at, m.save.overruled = m.env.Now(), nil
	}
	return m.changed()
}

// Leave saves what is not saved yet, before another screen or the end. While two texts
// are to choose from, the store keeps this one beside the other.
func (m *Model) Leave() tea.Cmd {
	if m.attempt == nil || m.editor.Version() == m.save.saved && m.save.phase == saveIdle {
		return nil
	}
	return saveDraft(m.env.Store, m.attempt, m.editor.Text(), m.editor.Version())
}

// saveWords say whether the text is safe.
func (m *Model) saveWords() string {
	switch {
	case m.save.phase == saveHeld:
		return "NOT saved: changed elsewhere, ctrl+g o"
	case m.save.err != nil:
		return "NOT saved: " + render.CleanLine(m.save.err.Error())
	case m.attempt != nil && m.editor.Version() != m.save.saved:
		return "saving"
	case !m.save.at.IsZero():
		return "saved " + m.save.at.Format("15:04")
	}
	return ""
}
