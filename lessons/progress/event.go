package progress

import "time"

// Event is something that happened while a lesson was played.
type Event struct {
	At   time.Time `json:"at"`
	Kind EventKind `json:"kind"`

	// Of a Submitted event, which also ends a round of questions.
	First  bool   `json:"first,omitempty"` // the first submit of its attempt
	Passed bool   `json:"passed,omitempty"`
	Score  int    `json:"score,omitempty"` // per cent
	Cause  string `json:"cause,omitempty"` // code of the primary diagnostic
	Hints  int    `json:"hints,omitempty"` // hints seen in the attempt so far; of Hinted: this one's number
	Shown  bool   `json:"shown,omitempty"` // the solution was seen before in the attempt

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
	Answered  EventKind = "answered"  // one question
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
