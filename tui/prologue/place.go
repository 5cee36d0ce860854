package prologue

import (
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons/progress"
	"netpol-tutor/lessons/story"
)

// place is where the learner is.
func (m *Model) place() story.Place {
	return story.Place{Frame: m.frame, Given: m.given, Spent: m.elapsed(), Values: m.fill.values()}
}

// resume goes to a place that was kept.
func (m *Model) resume(line string) {
	var p story.Place
	p, m.resumed = story.ReadPlace(line)
	m.frame, m.given, m.spent = p.Frame, p.Given, p.Spent
	for i := range m.fill.holes {
		m.fill.holes[i].insert(p.Values[i])
	}
	m.run.done = m.frame > story.Run
}

// startOver forgets the place.
func (m *Model) startOver() {
	m.frame, m.given, m.sentence, m.spent, m.since = story.Flat1, story.Guesses{}, 0, 0, time.Time{}
	m.run, m.fill, m.resumed = running{}, filling{}, false
}

// over tells whether the program need not begin here again: the story was played or
// skipped, or was not wanted. Somebody whose terminal closed is brought back.
func (m *Model) over() bool {
	return m.skipped || m.frame >= story.End || m.asking.experience == "some" || m.asking.experience == "exam"
}

// keeper saves in the order in which things happened, although commands overtake each
// other.
type keeper struct {
	mu    sync.Mutex
	store progress.Store
	asked int // number of the newest save asked for; only touched by Update
	done  int // number of the newest save made
}

// keep saves the place and what was answered.
func (m *Model) keep() tea.Cmd {
	if m.asking.experience == "" && m.frame < story.Flat1 {
		return nil // the question is still open, and will be asked again
	}
	m.keeper.asked++
	number, keeper := m.keeper.asked, m.keeper
	place, asking, over := m.place().String(), m.asking, m.over()
	return func() tea.Msg {
		return kept{keeper.save(number, func(s *progress.Settings) {
			s.Prologue = place
			s.Introduced = s.Introduced || over
			if asking.experience != "" {
				s.Experience, s.ExamDate = asking.experience, asking.examDate
			}
		})}
	}
}

func (k *keeper) save(number int, change func(*progress.Settings)) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if number < k.done {
		return nil
	}
	k.done = number
	before := k.store.Settings()
	after := before
	if change(&after); after == before {
		return nil
	}
	return k.store.SaveSettings(after)
}
