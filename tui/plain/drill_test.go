package plain

import (
	"strings"
	"testing"
	"time"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
)

// miss is a cause that was missed in a lesson.
type miss struct{ lesson, cause string }

// missing is the environment of somebody who passed some lessons after missing something,
// and the day that it is, which may be changed.
func missing(t *testing.T, missed ...miss) (env Env, day *int) {
	t.Helper()
	day = new(int)
	env = testEnv(builtin(t), nil)
	env.Now = func() time.Time { return clock().AddDate(0, 0, *day) }
	store := progress.Memory(env.Now)
	for _, m := range missed {
		must(t, store.Record(m.lesson, progress.Event{Kind: progress.Submitted, Cause: m.cause}))
		must(t, store.Record(m.lesson, progress.Event{Kind: progress.Submitted, Passed: true, Score: 100}))
	}
	env.Store, env.Drill = store, true
	return env, day
}

// solving reads the answer of a lesson from a file, hands it in, and skips the question.
func solving(t *testing.T, env *Env, id string) []string {
	t.Helper()
	l, ok := env.Catalogue.Find(id)
	if !ok {
		t.Fatalf("no lesson %s", id)
	}
	if l.Kind == lessons.Choose || !l.Kind.Graded() {
		t.Fatalf("%s takes no file", id)
	}
	env.Read = func(string) (string, error) { return l.Solution, nil }
	return []string{"read answer.yaml", "s", ""}
}

func TestDrill(t *testing.T) {
	env, day := missing(t, miss{"space1-space2", "port-quoted"})
	*day = 1
	lines := solving(t, &env, "space1-space2")
	got := session(t, env, append(lines, "", "q")...)
	inOrder(t, got, strings.Split(`1 cause is due today. This one you missed yesterday, in "Two spaces, one way".
Lesson: 
Your file is empty.
lesson> s
Passed.
Which of these is the trap that this lesson sets?
a port number in quotes.
cause>
The cause was: a port number in quotes. You met this yesterday, and knew it today; it comes back in 3 days, then after 7 and 14 days.
Nothing more is due today.
Next: 
Enter opens it
lesson>
Lesson: `, "\n"))
}

func TestDrillGoesOnUntilNothingIsDue(t *testing.T) {
	env, day := missing(t, miss{"space1-space2", "port-quoted"}, miss{"deny-ingress", "label-syntax"})
	*day = 1
	inOrder(t, session(t, env, "q", "q"), []string{"2 causes are due today.", "2 due today."})
	lines := solving(t, &env, "space1-space2")
	got := session(t, env, append(lines, "", "h", "q", "drill", "q", "q")...)
	inOrder(t, got, strings.Split(`2 causes are due today.
1 more cause is due today. Enter goes on with the next
lesson>
1 cause is due today.
Lesson:
lesson> q
1 due today.
drill plays what is due
home> drill
1 cause is due today.
Lesson:`, "\n"))
}

func TestNothingIsDue(t *testing.T) {
	env, _ := missing(t, miss{"space1-space2", "port-quoted"})
	inOrder(t, session(t, env, "list", "q"), strings.Split(`Nothing is due today. The next cause comes back tomorrow.
Enter opens it.
home> list
Passed unaided, again tomorrow.`, "\n"))
	env, _ = missing(t)
	inOrder(t, session(t, env, "drill", "q"), strings.Split(`Nothing is due today. A cause that you miss in a lesson comes back here after some days
Enter opens it.
home> drill
Nothing is due today.`, "\n"))
}

// TestTheQuestionGivesWayToACommand skips the question by typing what one types otherwise.
func TestTheQuestionGivesWayToACommand(t *testing.T) {
	env, _ := missing(t)
	env.Drill, env.Lesson = false, "space1-space2"
	lines := solving(t, &env, "space1-space2")
	got := session(t, env, append(lines[:2], "show 1", "q", "q")...)
	inOrder(t, got, []string{"cause> show 1", "Why it works.", "Next:", "1: apiVersion", "lesson> q", "home> q"})
	if len(env.Store.History()) > 0 {
		t.Error("a question that was skipped counts as missed")
	}
}
