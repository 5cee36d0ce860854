package story

import (
	"time"

	"netpol-tutor/lessons/recall"
)

// WhereDoYouStand is the one question of the very first start.
const WhereDoYouStand = "One question first. Where do you stand?"

// Experience is an answer to it.
type Experience struct {
	Key     string
	Setting string // as progress.Settings keeps it
	Says    string
	Means   string // what follows
}

// The places of the answers in Experiences.
const (
	New = iota
	Some
	ExamAhead
)

// Experiences are the answers in the order in which they are offered.
func Experiences() []Experience {
	return []Experience{
		New:       {"n", "new", "I am new to this", "four minutes: the trap that nearly everybody falls into"},
		Some:      {"s", "some", "I know some of it", "straight to the lessons"},
		ExamAhead: {"e", "exam", "I have an exam ahead", "the date, if there is one, then the lessons"},
	}
}

// DateForm is how a day is written.
const DateForm = "2006-01-02"

// ExampleDate is a day that somebody might type.
func ExampleDate(now time.Time) string { return now.AddDate(0, 1, 0).Format(DateForm) }

// WhenIsIt asks for the day of an exam.
func WhenIsIt(example string) string {
	return "When is it? Write the day as in " + example + ". If there is no date yet, leave it empty."
}

// ReadDate reads the day of an exam, or says why it cannot be one; no day is fine.
func ReadDate(text string, now time.Time) (day, fault string) {
	if text == "" {
		return "", ""
	}
	read, fault := recall.ExamDay(text, now)
	if fault != "" {
		return "", fault
	}
	return read.String(), ""
}
