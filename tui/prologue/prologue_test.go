package prologue

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/lessons/progress"
	"netpol-tutor/lessons/story"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/tuitest"
	"netpol-tutor/tui/widget"
)

// newcomer is a session of somebody who was never here.
func newcomer(t testing.TB) (screen.Env, *tuitest.Clock) {
	t.Helper()
	env, clock := tuitest.Env(t)
	env.Store = progress.Memory(clock.Now)
	return env, clock
}

func open(t testing.TB, width, height int, keys ...string) (*Model, screen.Env, *tuitest.Clock) {
	t.Helper()
	env, clock := newcomer(t)
	m := New(env)
	tuitest.Start(t, clock, m, width, height)
	tuitest.Drive(t, clock, m, keys...)
	return m, env, clock
}

// stop is a state of the story that a learner sees, and the keys that lead from the one
// before to it.
type stop struct {
	name string
	keys []string
}

// tour goes through the whole story, with a wrong answer here and there.
var tour = []stop{
	{"welcome", nil},
	{"flat-1", []string{"n"}},
	{"flat-1-not-so", []string{"n"}},
	{"flat-2", []string{"enter"}},
	{"flat-2-right", []string{"y"}},
	{"read-1", []string{"enter"}},
	{"read-2", []string{"enter"}},
	{"read-4", []string{"enter", "enter"}},
	{"applied", []string{"enter"}},
	{"bet-name", []string{"enter"}},
	{"bet-address", []string{"y"}},
	{"running", []string{"y", "wait:1s", "wait:1s", "wait:1s"}},
	{"run", []string{"space"}},
	{"why", []string{"enter"}},
	{"fill", []string{"enter"}},
	{"fill-typed", []string{"type:TCP", "enter", "type:80"}},
	{"fill-wrong", []string{"enter"}},
	{"fill-half-right", []string{"type:UDP", "enter", "type:8053", "enter"}},
	{"fill-refused", []string{"type:\"53\"", "enter"}},
	{"again", []string{"type:53", "enter"}},
	{"end", []string{"enter"}},
	{"own", []string{"c"}},
	{"exam", []string{"enter", "e"}},
}

// at is the story at a stop of the tour.
func at(t testing.TB, name string, width, height int) (*Model, screen.Env, *tuitest.Clock) {
	t.Helper()
	m, env, clock := open(t, width, height)
	for _, s := range tour {
		tuitest.Drive(t, clock, m, s.keys...)
		if s.name == name {
			return m, env, clock
		}
	}
	t.Fatalf("the tour has no stop %s", name)
	return nil, env, clock
}

// traveller is somebody on the tour.
type traveller struct {
	m     *Model
	clock *tuitest.Clock
	next  int // stop
}

// arrived is the story at a stop of the tour, for the traveller whose look is that of t.
func arrived(t testing.TB, all map[string]*traveller, name string, width, height int) *Model {
	t.Helper()
	look := tuitest.Theme(t).Name()
	if all[look] == nil {
		m, _, clock := open(t, width, height)
		all[look] = &traveller{m: m, clock: clock}
	}
	who := all[look]
	for ; who.next < len(tour); who.next++ {
		s := tour[who.next]
		tuitest.Drive(t, who.clock, who.m, s.keys...)
		if s.name == name {
			who.next++
			return who.m
		}
	}
	t.Fatalf("the tour has no stop %s", name)
	return nil
}

// aside are states that the tour does not pass.
var aside = []stop{
	{"welcome-exam", []string{"down", "down"}},
	{"date", []string{"e"}},
	{"date-typed", []string{"e", "type:2026-12"}},
	{"date-fault", []string{"e", "type:2026-13-01", "enter"}},
}

func TestFrames(t *testing.T) {
	for _, size := range tuitest.Sizes() {
		travellers := map[string]*traveller{}
		for _, s := range tour {
			t.Run(s.name+"-"+size.Name, func(t *testing.T) {
				tuitest.Frame(t, s.name+"-"+size.Name, size.Width, size.Height, func(t testing.TB) string {
					return arrived(t, travellers, s.name, size.Width, size.Height).View()
				})
			})
		}
		for _, s := range aside {
			t.Run(s.name+"-"+size.Name, func(t *testing.T) {
				tuitest.Frame(t, s.name+"-"+size.Name, size.Width, size.Height, func(t testing.TB) string {
					m, _, _ := open(t, size.Width, size.Height, s.keys...)
					return m.View()
				})
			})
		}
	}
}

// TestEverythingFits makes sure that no page is cut, neither in height nor in width.
func TestEverythingFits(t *testing.T) {
	for _, size := range [][2]int{{60, 19}, {61, 20}, {69, 19}, {70, 19}, {80, 23}, {97, 19}, {100, 19}, {250, 69}} {
		m, _, clock := open(t, size[0], size[1])
		for _, s := range tour {
			tuitest.Drive(t, clock, m, s.keys...)
			width, room := m.width-2*m.margin(), m.height-2
			page := fit(m.page(width, room, "_"), room)
			if len(page) > room {
				t.Errorf("%s at %v has %d lines, %d too many:\n%s", s.name, size, len(page), len(page)-room, widget.Join(page))
			}
			for _, l := range page {
				if w := ansi.StringWidth(l); w > width {
					t.Errorf("%s at %v: a line is %d cells too wide: %q", s.name, size, w-width, l)
				}
			}
		}
	}
}

func TestEverySizeIsExact(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 2))
	m, _, clock := open(t, 80, 23)
	for _, s := range tour {
		tuitest.Drive(t, clock, m, s.keys...)
		for range 60 {
			width, height := 60+random.IntN(191), 19+random.IntN(51)
			m.SetSize(width, height)
			tuitest.Exact(t, m.View(), width, height)
			if x, y, shown := m.Cursor(); shown && (x >= width || y >= height || !strings.HasPrefix(ansi.TruncateLeft(strings.Split(m.View(), "\n")[y], x, ""), "_")) {
				t.Fatalf("%s at %dx%d: the cursor stands at %d, %d:\n%s", s.name, width, height, x, y, m.View())
			}
		}
	}
}

func TestTheStoryToItsEnd(t *testing.T) {
	m, env, clock := at(t, "end", 80, 23)
	for _, want := range []string{
		"Restrict egress and you restrict DNS: the app is allowed, its name is not.", "Open port 53, UDP and TCP.",
		"next: Everybody talks to everybody", "It took you 3 seconds.",
	} {
		if !strings.Contains(strings.ReplaceAll(m.View(), "\n", " "), want) && !strings.Contains(flat(m.View()), want) {
			t.Errorf("the end does not say %q:\n%s", want, m.View())
		}
	}
	if s := env.Store.Settings(); !s.Introduced || s.Experience != "new" || s.Prologue != "" {
		t.Errorf("the settings are %+v", s)
	}
	if Wanted(env) {
		t.Error("the next start begins with the prologue again")
	}
	tuitest.Drive(t, clock, m, "enter")
	if want, ok := m.Ask().(screen.Open); !ok || want.Lesson != "flat-network" {
		t.Errorf("enter leads to %v", want)
	}
}

// flat is a frame as one line of words.
func flat(view string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(view, "▌", " ")), " ")
}

// TestVerdictsComeFromTheGrader holds what is shown to what the grader says.
func TestVerdictsComeFromTheGrader(t *testing.T) {
	m, _, _ := at(t, "again", 80, 23)
	s := m.scene
	if s.Flat.Open != [story.Roads]bool{true, true, true, true} {
		t.Errorf("without policies the roads are %v", s.Flat.Open)
	}
	if s.Cut.Open != [story.Roads]bool{story.RoadService: true} {
		t.Errorf("under the first policy the roads are %v", s.Cut.Open)
	}
	if s.Mended.Open != [story.Roads]bool{story.RoadDNS: true, story.RoadService: true} {
		t.Errorf("under the mended policy the roads are %v", s.Mended.Open)
	}
	if c := s.Cut.Commands(); c[0].Allowed || !c[1].Allowed || c[0].Delay != 20*time.Second || c[0].Output != "wget: bad address 'microservice1.space2'" {
		t.Errorf("the commands say %q after %s, and %t", c[0].Output, c[0].Delay, c[1].Allowed)
	}
	if c := s.Mended.Commands(); !c[0].Allowed || !c[1].Allowed || c[0].Delay+c[1].Delay != 0 {
		t.Error("the mended policy does not let both commands work at once")
	}
}

func TestNothingIsGivenAway(t *testing.T) {
	for name, words := range map[string][]string{
		"flat-1":      {"▶", "✗", "allows it"},
		"flat-2":      {"─▶ google.com", "─✗", "allows it"},
		"bet-name":    {"▶", "✗ kube-dns", "bad address", "fails"},
		"bet-address": {"▶", "✗ kube-dns", "bad address", "fails"},
		"running":     {"bad address", "Connecting", "fails"},
		"fill":        {"UDP, port", "53}\n"},
	} {
		for _, size := range tuitest.Sizes() {
			m, _, _ := at(t, name, size.Width, size.Height)
			for _, w := range words {
				if strings.Contains(m.View(), w) {
					t.Errorf("%s gives away %q:\n%s", name, w, m.View())
				}
			}
		}
	}
}

func TestRightAndWrongGuesses(t *testing.T) {
	for _, c := range []struct {
		guesses string
		first   string
		bets    [2]string
	}{
		{"yyny", "Right: policy allows it.", [2]string{"you bet no.  Right: it fails", "you bet yes. Right: it works"}},
		{"nnyn", "Not so: policy allows it.", [2]string{"you bet yes. Not so: it fails", "you bet no.  Not so: it works"}},
	} {
		g := strings.Split(c.guesses, "")
		m, _, clock := open(t, 80, 23, "n", g[0])
		if !strings.Contains(m.View(), c.first) {
			t.Errorf("%s: the prediction is not answered with %q:\n%s", c.guesses, c.first, m.View())
		}
		tuitest.Drive(t, clock, m, "enter", g[1], "enter", "enter", "enter", "enter", "enter", "enter", g[2], g[3], "x")
		for _, want := range c.bets {
			if !strings.Contains(m.View(), want) {
				t.Errorf("%s: the bets are not settled with %q:\n%s", c.guesses, want, m.View())
			}
		}
	}
}

func TestTheWaitIsReal(t *testing.T) {
	m, _, clock := at(t, "bet-address", 80, 23)
	tuitest.Drive(t, clock, m, "n")
	for i := 1; i < 20; i++ {
		tuitest.Drive(t, clock, m, "wait:1s")
		if want := fmt.Sprintf("%d of 20 s", i); !strings.Contains(m.View(), want) || strings.Contains(m.View(), "bad address") {
			t.Fatalf("after %d seconds:\n%s", i, m.View())
		}
	}
	tuitest.Drive(t, clock, m, "wait:1s")
	if !strings.Contains(m.View(), "wget: bad address") || !strings.Contains(m.View(), "Connecting to 10.") {
		t.Errorf("after 20 seconds:\n%s", m.View())
	}
}

func TestAnyKeySkipsTheWait(t *testing.T) {
	for _, k := range []string{"enter", "space", "x", "y", "up", "f5"} {
		m, _, clock := at(t, "running", 80, 23)
		tuitest.Drive(t, clock, m, k)
		if !strings.Contains(m.View(), "bad address") {
			t.Errorf("%s does not skip the wait", k)
		}
		after := m.View()
		tuitest.Drive(t, clock, m, "wait:1s", "wait:30s")
		if m.View() != after {
			t.Errorf("after %s a second that was under way still counts", k)
		}
	}
}

func TestBackAndForth(t *testing.T) {
	for _, name := range []string{"flat-2", "read-2", "bet-address", "why", "again", "end"} {
		m, _, clock := at(t, name, 80, 23)
		before := m.View()
		tuitest.Drive(t, clock, m, "left")
		if m.View() == before {
			t.Errorf("%s: the way back leads nowhere", name)
		}
		tuitest.Drive(t, clock, m, "enter")
		if m.View() != before {
			t.Errorf("%s: back and forth ends elsewhere:\n%s", name, m.View())
		}
	}
}

func TestAGuessIsNotTakenTwice(t *testing.T) {
	m, _, clock := at(t, "bet-address", 80, 23)
	tuitest.Drive(t, clock, m, "left", "n", "enter")
	if m.given[story.ByName] != story.Yes || m.frame != story.BetAddress {
		t.Error("a bet that was laid is changed")
	}
}

func TestEnterWithoutAGuess(t *testing.T) {
	m, _, clock := at(t, "flat-1", 80, 23)
	tuitest.Drive(t, clock, m, "enter")
	if m.frame != story.Flat1 || !strings.Contains(m.Note(), "say y or n first") {
		t.Errorf("enter leads to %s and says %q", m.frame.Title(), m.Note())
	}
}

func TestSkipAtEveryStop(t *testing.T) {
	for _, s := range tour {
		m, env, clock := at(t, s.name, 80, 23)
		key := "esc"
		if m.frame > story.End {
			continue // esc leads back to the end
		}
		before := *m
		tuitest.Drive(t, clock, m, key)
		if _, ok := m.Ask().(screen.GoHome); !ok {
			t.Errorf("%s: esc does not lead home", s.name)
			continue
		}
		leave(t, m)
		if s.name == "welcome" {
			if !Wanted(env) {
				t.Error("not now counts as never")
			}
			continue
		}
		if Wanted(env) {
			t.Errorf("%s: after the skip the next start begins here again", s.name)
		}
		again := New(env)
		tuitest.Start(t, clock, again, 80, 23)
		want := before.frame
		if want == story.End {
			want = story.Flat1 // it is over
		}
		if again.frame != want || want > story.Flat1 && again.given != before.given || want == story.Fill && again.fill.holes != before.fill.holes {
			t.Errorf("%s: it goes on at %s with %v %v", s.name, again.frame.Title(), again.given, again.fill.holes)
		}
	}
}

func leave(t testing.TB, m *Model) {
	t.Helper()
	if cmd := m.Leave(); cmd != nil {
		if k, ok := cmd().(kept); !ok || k.err != nil {
			t.Fatalf("leaving answers %v", k)
		}
	}
}

func TestResumedAndFromTheStart(t *testing.T) {
	m, env, clock := at(t, "fill-wrong", 80, 23)
	tuitest.Drive(t, clock, m, "wait:70s", "esc")
	leave(t, m)
	tuitest.Drive(t, clock, m, "wait:24h")
	again := New(env)
	tuitest.Start(t, clock, again, 80, 23)
	if again.elapsed() != 73*time.Second {
		t.Errorf("the time away counts: %s", again.elapsed())
	}
	if !strings.Contains(again.Note(), "left off") {
		t.Errorf("the learner is not told: %q", again.Note())
	}
	if !strings.Contains(again.View(), "protocol: TCP") {
		t.Errorf("what was typed is lost:\n%s", again.View())
	}
	tuitest.Drive(t, clock, again, "pgup", "left", "left", "left")
	if again.frame != story.BetName {
		t.Errorf("the way back leads to %s", again.frame.Title())
	}
}

func TestFromTheStart(t *testing.T) {
	m, env, clock := at(t, "why", 80, 23)
	tuitest.Drive(t, clock, m, "esc")
	leave(t, m)
	again := New(env)
	tuitest.Start(t, clock, again, 80, 23)
	tuitest.Drive(t, clock, again, "r")
	fresh, _, _ := at(t, "flat-1", 80, 23)
	if again.View() != fresh.View() {
		t.Errorf("r does not start over:\n%s", again.View())
	}
	tuitest.Drive(t, clock, again, "y", "r")
	if again.given[story.Neighbour] != story.Yes {
		t.Error("r still starts over once the learner has gone on")
	}
}

func TestResumedAfterTheMend(t *testing.T) {
	m, env, clock := at(t, "again", 80, 23)
	before := m.View()
	tuitest.Drive(t, clock, m, "esc")
	leave(t, m)
	again := New(env)
	tuitest.Start(t, clock, again, 80, 23)
	if again.View() != before {
		t.Errorf("the mended policy is forgotten:\n%s", again.View())
	}
}

func TestPlacesThatMakeNoSense(t *testing.T) {
	for _, c := range []struct {
		place string
		want  story.Frame
	}{
		{"", story.Flat1},
		{"frame=nowhere", story.Flat1},
		{"frame=end guesses=yyyy", story.Flat1},
		{"frame=why", story.Flat1},
		{"frame=why guesses=yy", story.BetName},
		{"frame=why guesses=yyxn", story.BetName},
		{"frame=why guesses=yynn spent=-5", story.Why},
		{"frame=run guesses=yynn spent=much", story.Run},
		{"frame=again guesses=yynn hole1=TCP hole2=53", story.Fill},
		{"frame=again guesses=yynn", story.Fill},
		{"%zz", story.Flat1},
		{"frame=fill guesses=nnnn hole1=" + strings.Repeat("x", 500) + " hole2=%1B%5B31m", story.Fill},
	} {
		env, clock := newcomer(t)
		if err := env.Store.SaveSettings(progress.Settings{Introduced: true, Prologue: c.place}); err != nil {
			t.Fatal(err)
		}
		m := New(env)
		tuitest.Start(t, clock, m, 80, 23)
		tuitest.Exact(t, m.View(), 80, 23)
		if m.frame != c.want {
			t.Errorf("%q leads to %q, want %q", c.place, m.frame.Title(), c.want.Title())
		}
	}
}

func TestSavesKeepTheirOrder(t *testing.T) {
	env, _ := newcomer(t)
	k := &keeper{store: env.Store}
	set := func(place string) func(*progress.Settings) {
		return func(s *progress.Settings) { s.Prologue = place }
	}
	for _, save := range []struct {
		number int
		place  string
	}{{1, "first"}, {3, "third"}, {2, "second"}} {
		if err := k.save(save.number, set(save.place)); err != nil {
			t.Fatal(err)
		}
	}
	if got := env.Store.Settings().Prologue; got != "third" {
		t.Errorf("the place is the %s", got)
	}
}

func TestColoursChangeNoWord(t *testing.T) {
	env, clock := newcomer(t)
	plain := New(env)
	tuitest.Start(t, clock, plain, 100, 30)
	type pair struct {
		*Model
		clock *tuitest.Clock
	}
	var others []pair
	for c := theme.Attributes; c <= theme.Full; c++ {
		env, clock := newcomer(t)
		env.Theme = theme.New(theme.Options{Colours: c, Light: c == theme.Full})
		m := New(env)
		tuitest.Start(t, clock, m, 100, 30)
		others = append(others, pair{m, clock})
	}
	for _, s := range tour {
		tuitest.Drive(t, clock, plain, s.keys...)
		for i, o := range others {
			tuitest.Drive(t, o.clock, o.Model, s.keys...)
			tuitest.Exact(t, o.View(), 100, 30)
			if ansi.Strip(o.View()) != plain.View() {
				t.Errorf("%s: colours %d change the words:\n%s", s.name, i+1, ansi.Strip(o.View()))
			}
		}
	}
}

func TestDuration(t *testing.T) {
	for d, want := range map[time.Duration]string{
		time.Second: "1 second", 59 * time.Second: "59 seconds", time.Minute: "1 minute",
		61 * time.Second: "1 minute 1 second", 3*time.Minute + 12*time.Second: "3 minutes 12 seconds", 0: "0 seconds",
	} {
		if got := story.Duration(d); got != want {
			t.Errorf("%s is %q, want %q", d, got, want)
		}
	}
}

func TestTheClockStopsAtTheFirstSuccess(t *testing.T) {
	m, _, clock := at(t, "again", 80, 23)
	tuitest.Drive(t, clock, m, "wait:10m", "enter", "wait:10m", "left", "left", "wait:10m", "pgup")
	if m.elapsed() != 3*time.Second {
		t.Errorf("it took %s", m.elapsed())
	}
}
