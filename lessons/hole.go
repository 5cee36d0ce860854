package lessons

import (
	"strings"

	"netpol-tutor/grader/task"
)

// Hole is how a lesson of the kind complete marks what the learner has to fill in.
const Hole = "___"

// OpenHole is the line, counted from 1, of the first hole that an answer to this
// lesson still has, or 0. Such an answer is not finished: what the server says of it
// is about the marks and not about anything that the learner thinks.
func (l *Lesson) OpenHole(text string) int {
	at := task.OpenHole(text, l.hole())
	if at < 0 {
		return 0
	}
	return 1 + strings.Count(text[:at], "\n")
}

// hole is the mark of this lesson's holes, or "".
func (l *Lesson) hole() string {
	if l.Kind == Complete {
		return Hole
	}
	return ""
}
