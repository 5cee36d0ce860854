package plain

import (
	"fmt"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/play"
	"netpol-tutor/lessons/recall"
)

// standingWords say how the learner stands; "" for a new lesson.
func standingWords(s recall.Standing) string {
	switch {
	case s.Mastered():
		return "mastered"
	case s.Passed() && s.Back != "":
		return s.Aid.String() + ", again " + s.Back
	case s.Passed():
		return s.Aid.String()
	case s.Skipped:
		return "skipped"
	case s.Tries > 0:
		return "begun, " + count(s.Tries, "try", "tries")
	case s.Draft:
		return "begun"
	}
	return ""
}

// suggestion is the lesson to go on with, and why; nil where there is none.
type suggestion struct {
	lesson *lessons.Lesson
	why    string
}

// next is the twin that is owed, or else the lesson of the path to go on with.
func (p *player) next(after *lessons.Lesson) suggestion {
	if twin, owed := play.Twin(p.env.Catalogue, p.env.Store, after); owed {
		return suggestion{twin, whyTwin(twin)}
	}
	if after != nil && after.TwinOf() != nil {
		after = after.TwinOf()
	}
	next := p.desk().Next(after)
	return suggestion{next.Lesson, whyNext(next.Why)}
}

func whyNext(r recall.Reason) string {
	switch r {
	case recall.Start:
		return "Start here"
	case recall.GoOn:
		return "You have begun it"
	}
	return "It is the next one on the path"
}

// whyTwin says why a twin comes first.
func whyTwin(twin *lessons.Lesson) string {
	if twin.Made() {
		return "You passed with a change that was offered; here the same trap waits under other names"
	}
	return "You passed with a change that was offered; this is the same with other names, about a minute"
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
	facts := fmt.Sprintf("%s, %s, %s: %s", p.track(l), l.Difficulty, l.Kind, l.Kind.Words())
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
