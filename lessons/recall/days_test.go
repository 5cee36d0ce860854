package recall_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/play"
	"netpol-tutor/lessons/progress"
	"netpol-tutor/lessons/recall"
)

// learner opens the program anew every day, in the evening, somewhere east of Greenwich.
type learner struct {
	t   *testing.T
	dir string
	day int
}

func (l *learner) now() time.Time {
	return time.Date(2026, 11, 23+l.day, 23, 30, 0, 0, time.FixedZone("", 3*60*60))
}

func (l *learner) desk() recall.Desk {
	store, err := progress.Open(l.dir, l.now)
	l.must(err)
	return recall.Desk{Catalogue: builtin(l.t), Store: store, Now: l.now}
}

var loaded = sync.OnceValues(lessons.Builtin)

func builtin(t *testing.T) *lessons.Catalogue {
	t.Helper()
	own, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return own
}

func (l *learner) must(err error) {
	l.t.Helper()
	if err != nil {
		l.t.Fatal(err)
	}
}

// meets fails a lesson for a cause, and passes it.
func (l *learner) meets(lesson, cause string) {
	d := l.desk()
	found, _ := d.Catalogue.Find(lesson)
	wrong := slices.IndexFunc(found.Wrong(), func(w lessons.Wrong) bool { return w.Cause == cause })
	a, err := play.Begin(found, d.Store)
	l.must(err)
	for _, text := range []string{found.Wrong()[wrong].Text, found.Solution} {
		_, err := a.Submit(text)
		l.must(err)
	}
}

// recalls plays what is due, as the learner who knows it or does not, and answers how
// many causes that were.
func (l *learner) recalls(knows bool) int {
	d := l.desk()
	due := d.Deck().Due()
	for _, c := range due {
		lesson := d.Lesson(c)
		a, err := play.BeginFor(lesson, d.Store, c.Cause)
		l.must(err)
		if !knows {
			l.plays(a, false)
		}
		l.plays(a, true)
	}
	if left := d.Deck().Due(); len(left) > 0 {
		l.t.Errorf("day %d: %d causes are due after all were played", l.day, len(left))
	}
	return len(due)
}

// plays answers a lesson rightly or wrongly.
func (l *learner) plays(a *play.Attempt, right bool) {
	lesson := a.Lesson()
	if len(lesson.Questions) > 0 {
		for i, q := range lesson.Questions {
			answer := q.Answer
			if !right {
				answer = a.Choices()[(slices.Index(a.Choices(), answer)+1)%len(a.Choices())]
			}
			_, err := a.Answer(i, answer)
			l.must(err)
		}
		return
	}
	if right && a.Draft() == lesson.Solution {
		l.t.Errorf("day %d: %s begins with its answer", l.day, lesson.ID)
	}
	text := "" // fails everywhere, and is quickly judged
	if right {
		text = lesson.Solution
	}
	if r, err := a.Submit(text); err != nil || r.Passed != right {
		l.t.Errorf("day %d: %s passes: %v, %v", l.day, lesson.ID, r.Passed, err)
	}
}

func TestTwentyDays(t *testing.T) {
	always := func(int) bool { return true }
	cases := []struct {
		name    string
		exam    int // day, 0 for none
		absent  []int
		knows   func(day int) bool
		comes   []int // days on which the cause comes back
		further string
	}{
		{"knows it every time", 0, nil, always, []int{1, 4, 11}, "in 5 days"},
		{"does not know it on day 4", 0, nil, func(day int) bool { return day != 4 }, []int{1, 4, 5, 8, 15}, "in 9 days"},
		{"never knows it", 0, nil, func(day int) bool { return day > 4 }, []int{1, 2, 3, 4, 5, 8, 15}, "in 9 days"},
		{"is away for ten days", 0, []int{3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, always, []int{1, 13, 20}, "in 14 days"},
		{"has an exam in two weeks", 14, nil, always, []int{1, 2, 4, 8}, ""},
		{"has an exam in five days, and never knows it before", 5, nil, func(day int) bool { return day > 5 }, []int{1, 2, 3, 4, 5, 6, 9, 16}, "in 10 days"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l := &learner{t: t, dir: t.TempDir()}
			if c.exam > 0 {
				l.must(recall.SetExam(l.desk().Store, recall.DayOf(l.now())+recall.Day(c.exam)))
			}
			l.meets("space1-space2", "dns-egress-missing")
			var comes []int
			for l.day = 1; l.day <= 20; l.day++ {
				if !slices.Contains(c.absent, l.day) && l.recalls(c.knows(l.day)) > 0 {
					comes = append(comes, l.day)
				}
			}
			l.day = 20
			if !slices.Equal(comes, c.comes) {
				t.Errorf("it comes back on the days %v, want %v", comes, c.comes)
			}
			next := ""
			if coming, ok := l.desk().Deck().Coming(); ok {
				next = l.desk().Deck().In(coming.Due)
			}
			if next != c.further {
				t.Errorf("then it comes back %q, want %q", next, c.further)
			}
		})
	}
}

// TestOfSeveralCausesEachHasItsOwnDays meets one cause on Monday and another on Wednesday;
// an aided pass sets the first one back and leaves the other alone.
func TestOfSeveralCausesEachHasItsOwnDays(t *testing.T) {
	l := &learner{t: t, dir: t.TempDir()}
	l.meets("deny-ingress", "wrong-direction")
	l.day = 2
	l.meets("no-metadata", "ipblock-except-outside")
	d := l.desk()
	card, ok := d.Deck().Of("wrong-direction")
	if !ok || len(d.Deck().Due()) != 1 {
		t.Fatalf("due are %+v", d.Deck().Due())
	}
	lesson := d.Lesson(card)
	a, err := play.BeginFor(lesson, d.Store, card.Cause)
	l.must(err)
	a.Hint()
	if _, err := a.Submit(lesson.Solution); err != nil {
		t.Fatal(err)
	}
	deck := l.desk().Deck()
	first, _ := deck.Of("wrong-direction")
	second, _ := deck.Of("ipblock-except-outside")
	if deck.In(first.Due) != "tomorrow" || deck.In(second.Due) != "tomorrow" || first.Missed != 2 || second.Missed != 1 {
		t.Errorf("after a pass with a hint: %+v and %+v", first, second)
	}
}
