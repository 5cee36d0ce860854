package debrief

import (
	"strconv"
	"strings"
	"testing"

	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/tuitest"
)

// withoutDNS is the model answer of the lesson without its rule for DNS.
const withoutDNS = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: kitchen-out, namespace: kitchen}
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
  - to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: pantry}}}]
`

// right and wrong are keys that answer the question of a debrief.
func right(m *Model) string { return strconv.Itoa(m.quiz.question.Right + 1) }

func wrong(m *Model) string { return strconv.Itoa((m.quiz.question.Right+1)%3 + 1) }

func TestQuestionFrames(t *testing.T) {
	cases := []struct {
		name   string
		failed []string
		key    func(*Model) string
	}{
		{"asked-at-once", nil, nil},
		{"asked-after-failing", []string{withoutDNS}, nil},
		{"right", []string{withoutDNS}, right},
		{"wrong", nil, wrong},
		{"skipped", []string{withoutDNS}, func(*Model) string { return "s" }},
	}
	for _, size := range tuitest.Sizes() {
		for _, c := range cases {
			t.Run(c.name+"-"+size.Name, func(t *testing.T) {
				tuitest.Frame(t, c.name+"-"+size.Name, size.Width, size.Height, func(t testing.TB) string {
					m, clock := asked(t, size.Width, size.Height, c.failed...)
					if c.key != nil {
						tuitest.Drive(t, clock, m, c.key(m))
					}
					tuitest.KeyMapHolds(t, m)
					tuitest.ShortIsPartOfFull(t, m)
					return m.View()
				})
			})
		}
	}
}

func TestAnswersAreKept(t *testing.T) {
	cases := []struct {
		name   string
		failed []string
		keys   func(*Model) []string
		cards  int
	}{
		{"right, passed at once", nil, func(m *Model) []string { return []string{right(m)} }, 0},
		{"wrong, passed at once", nil, func(m *Model) []string { return []string{wrong(m)} }, 1},
		{"wrong and then another", nil, func(m *Model) []string { return []string{wrong(m), right(m)} }, 1},
		{"skipped", nil, func(*Model) []string { return []string{"enter"} }, 0},
		{"right, after failing", []string{withoutDNS}, func(m *Model) []string { return []string{right(m)} }, 1},
		{"what no option has", nil, func(*Model) []string { return []string{"4", "0", "x"} }, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m, clock := asked(t, 80, 23, c.failed...)
			tuitest.Drive(t, clock, m, c.keys(m)...)
			if got := len(m.env.Recall().Deck().Cards); got != c.cards {
				t.Errorf("%d causes come back, want %d", got, c.cards)
			}
			if again := m.Ask(); again != nil {
				t.Errorf("the answer asks for %v", again)
			}
		})
	}
}

func TestTheQuestionCanBeLeft(t *testing.T) {
	m, clock := asked(t, 80, 23)
	tuitest.Drive(t, clock, m, "esc")
	if _, ok := m.Ask().(screen.GoHome); !ok {
		t.Error("esc does not lead home")
	}
	if len(m.env.Store.History()) > 0 {
		t.Error("a question that was left counts as missed")
	}
}

// TestOneAfterTheOther passes a lesson that was played to recall something.
func TestOneAfterTheOther(t *testing.T) {
	for _, due := range []int{0, 2} {
		m, clock := asked(t, 80, 23)
		m.env.Recalls = "dns-egress-missing"
		m.due = due
		tuitest.Drive(t, clock, m, "enter")
		want := "Nothing more is due today."
		if due > 0 {
			want = "2 more due today"
		}
		if !strings.Contains(m.View(), want) {
			t.Errorf("%q is missing in\n%s", want, m.View())
		}
		tuitest.Drive(t, clock, m, "enter")
		if got := m.Ask(); got != (screen.Drill{Straight: true}) {
			t.Errorf("enter asks for %v", got)
		}
	}
}
