package home

import (
	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/tui/keys"
)

func (m *Model) moveOrRefuse(k tea.KeyMsg, is keyMap) {
	switch {
	case key.Matches(k, is.Up):
		m.move(-1)
	case key.Matches(k, is.Down):
		m.move(1)
	case key.Matches(k, is.Left):
		m.phase = phaseTracks
	case key.Matches(k, is.Right):
		m.phase = phaseLessons
	case key.Matches(k, is.First):
		m.jump(0)
	case key.Matches(k, is.Last):
		m.jump(-1)
	default:
		m.note = keys.Refusal(k, keys.Flat(m.FullHelp())...)
	}
}

func (m *Model) move(by int) {
	m.touched = true
	if m.phase == phaseTracks {
		m.toTrack(m.track+by, 0)
		return
	}
	m.toLesson(m.lesson + by)
}

// toLesson goes on into the neighbouring track at the end of this one, so that one
// key leads through all lessons.
func (m *Model) toLesson(i int) {
	switch {
	case i < 0 && m.track > 0:
		m.toTrack(m.track-1, -1)
	case i >= len(m.list()) && m.track < len(m.tracks)-1:
		m.toTrack(m.track+1, 0)
	default:
		m.lesson = clamp(i, len(m.list()))
	}
}

// toTrack chooses a track and its lesson at i, the last one if i is negative.
func (m *Model) toTrack(track, i int) {
	m.track = clamp(track, len(m.tracks))
	n := len(m.list())
	if i < 0 {
		i = n - 1
	}
	m.lesson = clamp(i, n)
}

// jump goes to the first row, or to the last if i is negative.
func (m *Model) jump(i int) {
	m.touched = true
	if m.phase == phaseTracks {
		if i < 0 {
			i = len(m.tracks) - 1
		}
		m.toTrack(i, 0)
		return
	}
	if i < 0 {
		i = len(m.list()) - 1
	}
	m.lesson = clamp(i, len(m.list()))
}

func clamp(i, n int) int { return max(0, min(i, n-1)) }
