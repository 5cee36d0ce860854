package progress

import "time"

// Event is something that happened while a lesson was played.
type Event struct {
	At   time.Time `json:"at"`
	Kind EventKind `json:"kind"`

	// Of a Submitted event, which is also the end of a round of questions.
	Passed bool   `json:"passed,omitempty"`
	Score  int    `json:"score,omitempty"` // per cent
	Cause  string `json:"cause,omitempty"` // code of the primary diagnostic

	Hint int `json:"hint,omitempty"` // of Hinted: its number, from 1

	// Of an Answered event.
	Question int  `json:"question,omitempty"` // from 0
	Right    bool `json:"right,omitempty"`

	// Text is what was submitted, or what a restart or reset took away.
	Text string `json:"text,omitempty"`
}

// EventKind says what happened.
type EventKind string

const (
	Submitted EventKind = "submitted"
	Hinted    EventKind = "hinted"
	Revealed  EventKind = "revealed" // the solution was shown
	Restarted EventKind = "restarted"
	Fixed     EventKind = "fixed"     // a change that was offered was made
	Answered  EventKind = "answered"  // one question
	Skipped   EventKind = "skipped"   // the learner knows it already
	Unskipped EventKind = "unskipped" // and has thought better of it
	Forgotten EventKind = "forgotten" // a reset; without a lesson, of everything
)

// maxText bounds the text kept with an event, in bytes.
const maxText = 64 << 10

func (e Event) at(now func() time.Time) Event {
	if e.At.IsZero() {
		e.At = now().Truncate(time.Second)
	}
	if len(e.Text) > maxText {
		e.Text = e.Text[:maxText]
	}
	return e
}
