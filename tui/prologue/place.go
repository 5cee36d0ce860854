package prologue

import (
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons/progress"
)

// place is where the learner is, as one line of the settings that can be mended by
// hand: frame=bet-name guesses=yn?? spent=95.
func (m *Model) place() string {
	if m.frame <= frameFlat1 && m.given == [bets]guess{} || m.frame >= frameEnd {
		return ""
	}
	v := url.Values{}
	v.Set("frame", frameWords[m.frame].name)
	v.Set("guesses", guessesText(m.given))
	v.Set("spent", strconv.Itoa(int(m.elapsed().Seconds())))
	for i, h := range m.fill.holes {
		if h.text != "" {
			v.Set("hole"+strconv.Itoa(i+1), h.text)
		}
	}
	return strings.ReplaceAll(v.Encode(), "&", " ")
}

const guessLetters = "?yn"

func guessesText(given [bets]guess) string {
	text := ""
	for _, g := range given {
		text += guessLetters[g : g+1]
	}
	return text
}

// resume goes to a place that was kept. One that makes no sense is the start.
func (m *Model) resume(place string) {
	m.frame = frameFlat1
	v, err := url.ParseQuery(strings.ReplaceAll(place, " ", "&"))
	if err != nil || place == "" {
		return
	}
	for f := frameFlat1; f < frameEnd; f++ {
		if frameWords[f].name == v.Get("frame") {
			m.frame, m.resumed = f, true
		}
	}
	m.resumeGuesses(v.Get("guesses"))
	for i := range m.fill.holes {
		m.fill.holes[i].insert(v.Get("hole" + strconv.Itoa(i+1)))
	}
	if n, err := strconv.Atoi(v.Get("spent")); err == nil && n > 0 {
		m.spent = time.Duration(n) * time.Second
	}
	m.run.done = m.frame > frameRun
}

// resumeGuesses takes the guesses that were made, and stays at the first frame whose
// guess is missing: nothing is shown before it was guessed.
func (m *Model) resumeGuesses(text string) {
	for i := range m.given {
		if i < len(text) {
			switch text[i] {
			case 'y':
				m.given[i] = guessYes
			case 'n':
				m.given[i] = guessNo
			}
		}
	}
	for f := frameFlat1; f < m.frame; f++ {
		if f.asks() && m.given[f.bet()] == guessNone {
			m.frame = f
		}
	}
}

// startOver forgets the place.
func (m *Model) startOver() {
	m.frame, m.given, m.sentence, m.spent, m.since = frameFlat1, [bets]guess{}, 0, 0, time.Time{}
	m.run, m.fill, m.resumed = running{}, filling{}, false
}

// over tells whether the program need not begin here again: the story was played or
// skipped, or was not wanted. Somebody whose terminal closed is brought back.
func (m *Model) over() bool {
	return m.skipped || m.frame >= frameEnd || m.asking.experience == "some" || m.asking.experience == "exam"
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
	if m.asking.experience == "" && m.frame < frameFlat1 {
		return nil // the question is still open, and will be asked again
	}
	m.keeper.asked++
	number, keeper := m.keeper.asked, m.keeper
	place, asking, over := m.place(), m.asking, m.over()
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
