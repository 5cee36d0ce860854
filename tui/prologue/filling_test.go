package prologue

import (
	"strings"
	"testing"

	"netpol-tutor/lessons/story"
	"netpol-tutor/tui/tuitest"
)

// TestWrongAnswersAreToldApart fills the holes wrongly in many ways.
func TestWrongAnswersAreToldApart(t *testing.T) {
	for _, c := range []struct {
		first, second string
		focus         int
		says          []string
	}{
		{"TCP", "53", 0, []string{"port 53 is right, protocol TCP is not", "not over UDP"}},
		{"SCTP", "53", 0, []string{"port 53 is right, protocol SCTP is not"}},
		{"UDP", "80", 1, []string{"protocol UDP is right, port 80 is not", "TCP"}},
		{"UDP", "5353", 1, []string{"protocol UDP is right, port 5353 is not", "TCP"}},
		{"TCP", "80", 0, []string{"neither protocol TCP nor port 80 is right", "UDP"}},
		{"udp", "53", 0, []string{"port 53 is right, protocol udp is not", "Unsupported value"}},
		{"DNS", "53", 0, []string{"port 53 is right, protocol DNS is not", "Unsupported value"}},
		{"53", "53", 0, []string{"port 53 is right, protocol 53 is not", "server refuses"}},
		{"UDP", "dns", 1, []string{"port dns is not"}},
		{"UDP", "\"53\"", 1, []string{"port \"53\" is not", "server refuses"}},
		{"UDP", "99999", 1, []string{"port 99999 is not", "server refuses"}},
		{"UDP", "UDP", 1, []string{"protocol UDP is right, port UDP is not"}},
		{"{", "53", 0, []string{"server refuses"}},
		{"UDP", "53}", 1, []string{"server refuses"}},
		{"UDP, endPort: 60", "53", 0, []string{"53 is right"}},
		{"#", "#", 0, []string{"server refuses"}},
		{"é\u202e", "53", 0, []string{"53 is right"}},
	} {
		t.Run(c.first+" "+c.second, func(t *testing.T) {
			m, _, clock := at(t, "fill", 80, 23)
			tuitest.Drive(t, clock, m, "paste:"+c.first, "tab", "paste:"+c.second, "enter")
			if m.frame != story.Fill || m.fill.at != c.focus {
				t.Errorf("it leads to %q, hole %d", m.frame.Title(), m.fill.at+1)
			}
			for _, want := range c.says {
				if !strings.Contains(flat(m.View()), want) {
					t.Errorf("%q is not said:\n%s", want, m.View())
				}
			}
			if strings.Contains(m.View(), "map[") {
				t.Errorf("the server repeats the object:\n%s", m.View())
			}
			for _, size := range tuitest.Sizes() {
				m.SetSize(size.Width, size.Height)
				tuitest.Exact(t, m.View(), size.Width, size.Height)
			}
		})
	}
}

func TestRightAnswersOfOtherForms(t *testing.T) {
	for _, c := range [][2]string{{"UDP", "53"}, {"\"UDP\"", "53"}, {"'UDP'", "53"}, {"UDP", "0x35"}} {
		m, _, clock := at(t, "fill", 80, 23)
		tuitest.Drive(t, clock, m, "type:"+c[0], "enter", "type:"+c[1], "enter")
		if m.frame != story.Again {
			t.Errorf("%v is called wrong:\n%s", c, m.View())
		}
	}
}

func TestHintsComeWithTheSecondTry(t *testing.T) {
	m, _, clock := at(t, "fill", 120, 39)
	tuitest.Drive(t, clock, m, "type:TCP", "enter", "type:80", "enter")
	if strings.Contains(m.View(), "Hint") {
		t.Error("a hint comes with the first try")
	}
	hints := m.scene.Lesson.Hints
	for i, hint := range append(hints, hints[len(hints)-1]) {
		tuitest.Drive(t, clock, m, "enter") // unchanged: the answer is the same, and a hint comes with it
		if !strings.Contains(flat(m.View()), "Hint: "+strings.Join(strings.Fields(hint)[:4], " ")) {
			t.Errorf("try %d comes without the hint %q:\n%s", i+2, hint, m.View())
		}
	}
}

func TestBothHolesAreMendedInTurn(t *testing.T) {
	m, _, clock := at(t, "fill", 80, 23)
	tuitest.Drive(t, clock, m, "type:TCP", "enter", "type:80", "enter", "type:UDP", "enter")
	if m.fill.at != 1 || m.fill.tries != 1 {
		t.Errorf("after the first is mended the cursor is in hole %d, try %d", m.fill.at+1, m.fill.tries)
	}
	tuitest.Drive(t, clock, m, "type:53", "enter")
	if m.frame != story.Again {
		t.Errorf("both are right, and that is not seen:\n%s", m.View())
	}
}

func TestTypingInTheHoles(t *testing.T) {
	m, _, clock := at(t, "fill", 80, 23)
	tuitest.Drive(t, clock, m, "enter")
	if m.fill.at != 0 || m.Note() == "" {
		t.Errorf("enter on an empty hole says %q", m.Note())
	}
	tuitest.Drive(t, clock, m, "type:UDX", "backspace", "type:P", "enter")
	if m.fill.holes[0].text != "UDP" || m.fill.at != 1 {
		t.Errorf("the first hole holds %q, the cursor is in hole %d", m.fill.holes[0].text, m.fill.at+1)
	}
	tuitest.Drive(t, clock, m, "paste: 5\n3 ", "tab")
	if m.fill.holes[1].text != "5 3" {
		t.Errorf("pasted was %q", m.fill.holes[1].text)
	}
	tuitest.Drive(t, clock, m, "type:X")
	if m.fill.holes[0].text != "X" {
		t.Errorf("after tab the value is not replaced: %q", m.fill.holes[0].text)
	}
	tuitest.Drive(t, clock, m, "tab", "backspace", "tab", "tab", "backspace")
	if m.fill.holes[1].text != "" {
		t.Errorf("backspace leaves %q", m.fill.holes[1].text)
	}
	tuitest.Drive(t, clock, m, "type:"+strings.Repeat("9", 50))
	if len(m.fill.holes[1].text) > widestValue {
		t.Errorf("a hole holds %q", m.fill.holes[1].text)
	}
}

func TestAnAnswerToAnOlderTryIsDropped(t *testing.T) {
	m, _, _ := at(t, "fill-typed", 80, 23)
	_, cmd := m.Update(tuitest.Key("enter"))
	if cmd == nil || !m.fill.pending {
		t.Fatal("nothing is checked")
	}
	m.Update(checked{seq: m.fill.seq - 1, Try: m.scene.Try(story.Values{"UDP", "53"})})
	if m.frame != story.Fill || !m.fill.pending {
		t.Error("the answer to an older try is taken")
	}
}
