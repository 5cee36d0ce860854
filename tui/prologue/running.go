package prologue

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons/story"
)

// running is how far the two commands have come: one after the other, each with the
// delay that it really has.
type running struct {
	at      int // the command that runs, 2 when both have ended
	seconds int // that it runs already
	seq     int
	done    bool
}

// ticked says that a second has passed.
type ticked struct{ seq int }

func (m *Model) startRun() tea.Cmd {
	if m.run.done {
		return nil
	}
	m.run = running{seq: m.run.seq + 1}
	m.endAtOnce()
	return m.nextTick()
}

func (m *Model) nextTick() tea.Cmd {
	if m.run.done || m.frame != story.Run {
		return nil
	}
	return m.env.After(time.Second, ticked{m.run.seq})
}

// tick lets a second pass. A tick of an earlier run is of no interest.
func (m *Model) tick(msg ticked) tea.Cmd {
	if m.frame != story.Run || m.run.done || msg.seq != m.run.seq {
		return nil
	}
	m.run.seconds++
	if m.run.seconds >= m.waits() {
		m.endCommand()
	}
	return tea.Batch(m.nextTick(), m.keepWhenRun())
}

// waits is how many seconds the running command takes.
func (m *Model) waits() int { return story.Seconds(m.scene.Cut.Commands()[m.run.at].Delay) }

func (m *Model) endCommand() {
	m.run.at, m.run.seconds = m.run.at+1, 0
	m.endAtOnce()
}

// endAtOnce ends commands that take no time.
func (m *Model) endAtOnce() {
	for m.run.at < 2 && m.waits() == 0 {
		m.run.at++
	}
	m.run.done = m.run.at == 2
}

// skipWait ends the running command now.
func (m *Model) skipWait() tea.Cmd {
	m.run.seq++ // the second that is under way belongs to the wait that was skipped
	m.endCommand()
	return tea.Batch(m.nextTick(), m.keepWhenRun())
}

func (m *Model) keepWhenRun() tea.Cmd {
	if !m.run.done {
		return nil
	}
	return m.keep()
}
