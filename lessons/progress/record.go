package progress

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"time"
)

// Record is what the events of a lesson add up to.
type Record struct {
	Tries       int            `json:"tries,omitempty"` // submits
	Best        int            `json:"best,omitempty"`  // best score, per cent
	Passes      int            `json:"passes,omitempty"`
	Aid         Aid            `json:"aid,omitempty"` // of the most independent pass
	LastTried   time.Time      `json:"lastTried,omitzero"`
	FirstPassed time.Time      `json:"firstPassed,omitzero"`
	LastPassed  time.Time      `json:"lastPassed,omitzero"`
	Causes      map[string]int `json:"causes,omitempty"`    // how often each was the primary cause
	CleanDays   []string       `json:"cleanDays,omitempty"` // days on which the first submit passed unaided
	Answer      string         `json:"answer,omitempty"`    // digest of the text that last passed; see Digest

	// What happened since the lesson was last passed. It counts until the next pass,
	// also when the program is left and started again in between.
	Fails    int  `json:"fails,omitempty"`
	Hints    int  `json:"hints,omitempty"` // how many were seen
	Revealed bool `json:"revealed,omitempty"`
	Fixed    bool `json:"fixed,omitempty"` // a change that was offered was made
	// Missed lists the primary causes of the submits that failed, each once.
	Missed []string `json:"missed,omitempty"`

	Skipped      bool     `json:"skipped,omitempty"`      // left out of the path, until it is passed or taken back
	PassedFixed  bool     `json:"passedFixed,omitempty"`  // Fixed, of the last pass
	PassedMissed []string `json:"passedMissed,omitempty"` // Missed, of the last pass
	// Mended is the cause against which a change that was offered was last made.
	Mended string    `json:"mended,omitempty"`
	Named  time.Time `json:"named,omitzero"` // when the question on the cause was last answered
}

// Aid says how much help a pass took.
type Aid uint8

const (
	NotPassed    Aid = iota
	WithSolution     // the solution was shown before
	WithHints
	Unaided
)

// String is a word for a list of lessons.
func (a Aid) String() string {
	return [...]string{"not passed", "passed with the solution shown", "passed with hints", "passed unaided"}[min(a, Unaided)]
}

// Passed tells whether the lesson was ever passed.
func (r Record) Passed() bool { return r.Passes > 0 }

// Mastered tells whether a first submit passed unaided on two different days.
func (r Record) Mastered() bool { return len(r.CleanDays) >= 2 }

// Help says how much help the next pass will have taken.
func (r Record) Help() Aid {
	switch {
	case r.Revealed:
		return WithSolution
	case r.Hints > 0, r.Fixed:
		return WithHints
	}
	return Unaided
}

// after is the record with one more event. The record it is called on stays as it is.
func (r Record) after(e Event) Record {
	switch e.Kind {
	case Submitted:
		return r.afterSubmit(e)
	case Hinted:
		r.Hints = max(r.Hints, e.Hint)
	case Revealed:
		r.Revealed = true
	case Fixed:
		r.Fixed, r.Mended = true, e.Cause
	case Named:
		r.Named = e.At
	case Skipped, Unskipped:
		r.Skipped = e.Kind == Skipped
	}
	return r
}

func (r Record) afterSubmit(e Event) Record {
	clean := r.clean(e)
	r.Tries++
	r.Best = max(r.Best, e.Score)
	r.LastTried = e.At
	if e.Passed {
		return r.afterPass(e, clean)
	}
	r.Fails++
	r.Causes = counted(r.Causes, e.Cause)
	if e.Cause != "" && !slices.Contains(r.Missed, e.Cause) {
		r.Missed = append(slices.Clip(r.Missed), e.Cause)
	}
	return r
}

// clean tells whether an event is a first submit that passes unaided. What passed before
// and was only left as it is shows nothing anew.
func (r Record) clean(e Event) bool {
	return e.Passed && r.first(e) && r.Help() == Unaided && !e.Kept
}

// first tells whether a submit is the first of its day, or the first after a pass.
func (r Record) first(e Event) bool { return r.Fails == 0 || day(r.LastTried) != day(e.At) }

func day(t time.Time) string { return t.Format(time.DateOnly) }

func (r Record) afterPass(e Event, clean bool) Record {
	if r.Passes == 0 {
		r.FirstPassed = e.At
	}
	r.Passes++
	r.Aid = max(r.Aid, r.Help())
	if clean && !slices.Contains(r.CleanDays, day(e.At)) {
		r.CleanDays = append(slices.Clip(r.CleanDays), day(e.At))
	}
	r.LastPassed = e.At
	r.PassedFixed, r.PassedMissed = r.Fixed, r.Missed
	r.Fails, r.Hints, r.Revealed, r.Fixed, r.Missed, r.Skipped = 0, 0, false, false, nil, false
	if e.Text != "" {
		r.Answer = Digest(e.Text)
	}
	return r
}

// Digest is a short name of a text, by which it is known again.
func Digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:8])
}

func counted(causes map[string]int, cause string) map[string]int {
	if cause == "" {
		return causes
	}
	if causes = maps.Clone(causes); causes == nil {
		causes = map[string]int{}
	}
	causes[cause]++
	return causes
}
