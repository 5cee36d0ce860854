package plain

import (
	"strings"
	"testing"
	"time"

	"netpol-tutor/lessons/progress"
	"netpol-tutor/lessons/story"
)

// toTheHoles are the lines from the question to the file with two holes.
var toTheHoles = []string{"n", "y", "y", "", "", "y", "y", "", ""}

// newcomer is somebody whom no store knows, with a clock that the test moves.
func newcomer(t *testing.T) (Env, *time.Time) {
	t.Helper()
	now := clock()
	env := testEnv(pack(t), nil)
	env.Now = func() time.Time { return now }
	env.Store = progress.Memory(env.Now)
	return env, &now
}

func TestTheStoryGoesOnWhereItWasLeft(t *testing.T) {
	env, _ := newcomer(t)
	session(t, env, append(toTheHoles, "SCTP")...) // the input ends here
	if s := env.Store.Settings(); s.Introduced || !strings.Contains(s.Prologue, "frame=fill") {
		t.Fatalf("the settings are %+v", s)
	}
	got := session(t, env, "", "53", "UDP")
	inOrder(t, got, []string{"You left off here", "{protocol: SCTP, port: 53}", "Not yet: port 53 is right, protocol SCTP is not.", "Both work."})
	got = session(t, env, "", "")
	inOrder(t, got, []string{"You left off here", "configured", "Both work.", "The sentence to remember", "home>"})
	if s := env.Store.Settings(); !s.Introduced || s.Experience != "new" || s.Prologue != "" {
		t.Errorf("at the end the settings are %+v", s)
	}
	if got := session(t, env, "q"); strings.Contains(got, story.WhereDoYouStand) || strings.Contains(got, "Part 1") {
		t.Errorf("the next start begins with it again:\n%s", got)
	}
}

func TestTheTimeOfTheStoryStopsWhenItWorks(t *testing.T) {
	env, now := newcomer(t)
	at := story.Place{Frame: story.Why, Given: story.Guesses{story.Yes, story.Yes, story.No, story.Yes}, Spent: 70 * time.Second}
	must(t, env.Store.SaveSettings(progress.Settings{Experience: "new", Prologue: at.String()}))
	session(t, env, "", "UDP", "53")
	*now = now.Add(time.Hour)
	inOrder(t, session(t, env, "", "q"), []string{"It took you 1 minute 10 seconds."})
}

func TestAnAnswerThatIsNoNewcomersIsRemembered(t *testing.T) {
	for line, want := range map[string]progress.Settings{
		"s":    {Experience: "some", Introduced: true},
		"some": {Experience: "some", Introduced: true},
		"E":    {Experience: "exam", Introduced: true, ExamDate: "2026-12-01"},
		"":     {},
		"list": {},
	} {
		env, _ := newcomer(t)
		session(t, env, line, "2026-12-01", "q")
		if got := env.Store.Settings(); got != want {
			t.Errorf("%q leaves %+v, want %+v", line, got, want)
		}
	}
}

func TestLinesInWords(t *testing.T) {
	for want, lines := range map[string][]int{
		"line 4": {4}, "lines 4 and 5": {4, 5}, "lines 4, 6 and 8 to 10": {4, 6, 8, 9, 10}, "lines 1 to 3": {1, 2, 3},
	} {
		set := map[int]bool{}
		for _, n := range lines {
			set[n] = true
		}
		if got := linesWords(set); got != want {
			t.Errorf("%v is %q, want %q", lines, got, want)
		}
	}
}

func TestHostileValuesInTheHoles(t *testing.T) {
	for _, value := range []string{"\x1b[31m", "\u202e53", "{", "- [", strings.Repeat("9", 5000), "53}\x00", "&a", "*a", "!!binary x"} {
		env, _ := newcomer(t)
		harmless(t, session(t, env, append(toTheHoles, value, value, value, value, "back", "q")...))
	}
}
