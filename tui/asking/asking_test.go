package asking

import (
	"errors"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/lessons"
	"netpol-tutor/tui/keys"
	"netpol-tutor/tui/tuitest"
)

// start is a round of two questions: policy denies the first connection and allows the second.
func start(t *testing.T) *Round {
	t.Helper()
	env, _ := tuitest.Env(t)
	r := NewRound(env, tuitest.Lesson(t, env, "flat-network"), Words{"Question", "predicted", "answer first"})
	r.Width, r.Height = 80, 23
	if !r.Open(begin(env, r.Lesson)().(Begun)) {
		t.Fatalf("the lesson is broken: %s", r.Broken)
	}
	return &r
}

func give(r *Round, answer string) Judged { return r.Give(answer)().(Judged) }

func TestRoundGoesFromQuestionToScore(t *testing.T) {
	r := start(t)
	for _, c := range []struct{ title, answer, count, onward string }{
		{"Question 1 of 2", "deny", "1 of 1 right ", "next question"},
		{"Question 2 of 2", "deny", "1 of 2 right ", "your score"},
	} {
		if r.Title() != c.title {
			t.Errorf("the title is %q, want %q", r.Title(), c.title)
		}
		if !r.Take(give(r, c.answer)) {
			t.Fatalf("%q was not taken", c.answer)
		}
		if r.Count() != c.count || r.onwardWords() != c.onward {
			t.Errorf("after %q: %q and %q, want %q and %q", c.answer, r.Count(), r.onwardWords(), c.count, c.onward)
		}
		if !r.Next() {
			t.Error("the round ends without a score")
		}
	}
	if r.Title() != "Score" || r.scoreWords() != "1 of 2 predicted right." || r.Next() {
		t.Errorf("at the end stands %q: %q", r.Title(), r.scoreWords())
	}
}

func TestLateVerdictsAreDropped(t *testing.T) {
	r := start(t)
	first := give(r, "deny")
	r.Take(first)
	if r.Take(first) {
		t.Error("a verdict was taken twice")
	}
	r.Next()
	r.Give("deny")
	if r.Take(first) {
		t.Error("the verdict on the first question was taken for the second")
	}
	other := start(t)
	other.Give("deny")
	if other.Take(first) {
		t.Error("a verdict on another attempt was taken")
	}
}

func TestAnswersThatAreNoneAreAskedForAgain(t *testing.T) {
	r := start(t)
	if r.Take(give(r, "perhaps")) || r.Phase != PhaseAsking || r.Note() == "" {
		t.Errorf("after an answer that is none the phase is %d, the note %q", r.Phase, r.Note())
	}
}

func TestVerdictsThatCannotBeStoredAreShown(t *testing.T) {
	r := start(t)
	msg := give(r, "deny")
	msg.err = errors.New("the disk is full")
	if !r.Take(msg) || r.Note() != "the disk is full" {
		t.Errorf("the verdict is not shown, and the note is %q", r.Note())
	}
}

func TestLessonsThatCannotBePlayed(t *testing.T) {
	for name, c := range map[string]struct {
		msg  Begun
		want string
	}{
		"no questions": {Begun{}, "it asks nothing"},
		"an error":     {Begun{err: errors.New("no\x1b[2J cluster")}, "no cluster"},
	} {
		env, _ := tuitest.Env(t)
		r := NewRound(env, &lessons.Lesson{Title: "None"}, Words{})
		r.Width, r.Height = 80, 23
		if before := r.Note(); before == "" {
			t.Errorf("%s: nothing is said while the lesson is opened", name)
		}
		if r.Open(c.msg) || r.Broken != c.want || r.Note() != "" {
			t.Errorf("%s: broken is %q and the note %q, want %q and none", name, r.Broken, r.Note(), c.want)
		}
		tuitest.Exact(t, r.Page("", func() []string { t.Errorf("%s: there is a body", name); return nil }), 80, 23)
	}
}

func TestHintsOfAnotherAttemptAreDropped(t *testing.T) {
	r := start(t)
	other := start(t)
	if r.Hinted(other.hint()().(HintGiven)) {
		t.Error("a hint of another attempt was taken")
	}
	if !r.Hinted(r.hint()().(HintGiven)) {
		t.Error("the hint of this attempt was not taken")
	}
}

func TestKeysSayWhyTheyDoNothing(t *testing.T) {
	r := start(t)
	pressed := 0
	all := []keys.Bound{r.OnwardKey(func() tea.Cmd { pressed++; return nil }), r.HintKey()}
	r.Press(tuitest.Key("enter"), all)
	if pressed != 0 || r.Note() != "next question: answer first" {
		t.Errorf("enter before the answer was obeyed %d times and says %q", pressed, r.Note())
	}
	if r.Press(tuitest.Key("h"), all) == nil || r.Note() != "" {
		t.Errorf("a hint is refused with %q", r.Note())
	}
}
