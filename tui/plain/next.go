package plain

import (
	"fmt"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/play"
	"netpol-tutor/lessons/progress"
	"netpol-tutor/lessons/recall"
)

// standing is how a learner stands with a lesson; the zero value is a new one.
type standing struct {
	progress.Record
	draft bool
	back  string // when what was missed in it comes back, as in "tomorrow"; "" if nothing does
}

func (s standing) begun() bool { return s.Tries > 0 || s.draft }

// words say how the learner stands; "" for a new lesson.
func (s standing) words() string {
	switch {
	case s.Mastered():
		return "mastered"
	case s.Passed() && s.back != "":
		return s.Aid.String() + ", again " + s.back
	case s.Passed():
		return s.Aid.String()
	case s.Skipped:
		return "skipped"
	case s.Tries > 0:
		return "begun, " + count(s.Tries, "try", "tries")
	case s.draft:
		return "begun"
	}
	return ""
}

func (p *player) standings() map[string]standing {
	records, deck := p.env.Store.All(), p.deck()
	all := map[string]standing{}
	for _, l := range p.env.Catalogue.Lessons() {
		record, tried := records[l.ID]
		_, draft, _ := p.env.Store.Look(l.ID) // a draft that cannot be read is told of when the lesson is opened
		if tried || draft {
			all[l.ID] = standing{record, draft, back(deck, l)}
		}
	}
	return all
}

func back(deck recall.Deck, l *lessons.Lesson) string {
	if card, ok := deck.MissedIn(l.ID); ok {
		return deck.In(card.Due)
	}
	return ""
}

// suggestion is the lesson to go on with, and why; nil where there is none.
type suggestion struct {
	lesson *lessons.Lesson
	why    string
}

// next answers the first lesson of the path that is not passed, counted from behind the
// one just played. What was begun goes first, since what is half done is closest to
// done.
func (p *player) next(after *lessons.Lesson) suggestion {
	if twin, owed := play.Twin(p.env.Catalogue, p.env.Store, after); owed {
		return suggestion{twin, whyTwin(twin)}
	}
	if after != nil && after.TwinOf() != nil {
		after = after.TwinOf()
	}
	stands := p.standings()
	var fresh *lessons.Lesson
	for _, l := range p.pathAfter(after) {
		switch s := stands[l.ID]; {
		case l == after:
		case s.Passed(), s.Skipped:
		case s.begun():
			return suggestion{l, "You have begun it"}
		case fresh == nil:
			fresh = l
		}
	}
	switch {
	case fresh != nil && len(stands) == 0:
		return suggestion{fresh, "Start here"}
	case fresh != nil:
		return suggestion{fresh, "It is the next one on the path"}
	}
	return suggestion{}
}

// whyTwin says why a twin comes first.
func whyTwin(twin *lessons.Lesson) string {
	if twin.Made() {
		return "You passed with a change that was offered; here the same trap waits under other names"
	}
	return "You passed with a change that was offered; this is the same with other names, about a minute"
}

// pathAfter is the recommended order, begun behind a lesson and followed round.
func (p *player) pathAfter(after *lessons.Lesson) []*lessons.Lesson {
	path := p.env.Catalogue.Lessons()
	for i, l := range path {
		if l == after {
			return append(append([]*lessons.Lesson{}, path[i+1:]...), path[:i+1]...)
		}
	}
	return path
}

// numbered names a lesson as the list does: 4. Two spaces, one way.
func (p *player) numbered(l *lessons.Lesson) string {
	n := p.number(l)
	if n == 0 {
		return sentence(l.Title) // it is not on the list
	}
	return fmt.Sprintf("%d. %s", n, sentence(l.Title))
}

func (p *player) number(l *lessons.Lesson) int {
	for i, other := range p.env.Catalogue.Lessons() {
		if other == l {
			return i + 1
		}
	}
	return 0
}

// facts are what one wants to know of a lesson before opening it.
func (p *player) facts(l *lessons.Lesson) string {
	facts := fmt.Sprintf("%s, %s, %s", p.track(l), l.Difficulty, kindWords(l.Kind))
	if l.Minutes > 0 {
		facts += fmt.Sprintf(", about %s", count(l.Minutes, "minute", "minutes"))
	}
	return facts
}

func (p *player) track(l *lessons.Lesson) string {
	for _, t := range p.env.Catalogue.Tracks() {
		if t.ID == l.Track {
			return t.Title
		}
	}
	return l.Track
}

func kindWords(k lessons.Kind) string {
	switch k {
	case lessons.Write:
		return "write a policy"
	case lessons.Complete:
		return "fill in what is missing"
	case lessons.Fix:
		return "mend a file"
	case lessons.Debug:
		return "mend what is applied"
	case lessons.Choose:
		return "choose a file"
	case lessons.Predict:
		return "predict"
	case lessons.Symptom:
		return "read the symptoms"
	}
	return string(k)
}
