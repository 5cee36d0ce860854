package plain

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"netpol-tutor/grader/journey"
	"netpol-tutor/lessons/progress"
	"netpol-tutor/lessons/story"
)

// tale is a learner in the story of the first four minutes.
type tale struct {
	*player
	scene *story.Scene
	place story.Place
	since time.Time // of the part of the time spent that is not in place; zero once it worked
	title string    // that was said last
	tries int       // to fill the holes
	goTo  *place    // where the learner wants to go; nil while they listen
}

// story is the first four minutes, from where they were left.
func (p *player) story() place {
	scene, err := story.Build()
	if err != nil {
		p.say("The introduction cannot be told: %s.", err)
		return home
	}
	at, resumed := story.ReadPlace(p.env.Store.Settings().Prologue)
	t := &tale{player: p, scene: scene, place: at, since: p.now()}
	p.blank()
	p.say("The first four minutes. Enter goes on, skip leads to the lessons, help lists what else can be said.")
	if resumed {
		p.say("You left off here; restart begins anew.")
		t.remend()
	}
	for t.goTo == nil {
		t.keep(false)
		if t.frame(); t.goTo == nil && p.ended() {
			t.keep(false)
			return gone
		}
	}
	return *t.goTo
}

// remend applies again what the learner had filled in.
func (t *tale) remend() {
	if t.place.Frame != story.Again {
		return
	}
	if try := t.scene.Try(t.place.Values); try.Report.Passed {
		t.scene = t.scene.With(try)
		return
	}
	t.place.Frame = story.Fill
}

func (p *player) now() time.Time {
	if p.env.Now == nil {
		return time.Time{}
	}
	return p.env.Now()
}

// spent is how long the story has taken.
func (t *tale) spent() time.Duration {
	if t.since.IsZero() {
		return t.place.Spent
	}
	return t.place.Spent + t.now().Sub(t.since)
}

// keep saves where the learner is; over tells that the next start need not begin here.
func (t *tale) keep(over bool) {
	at := t.place
	at.Spent = t.spent()
	t.setting(func(s *progress.Settings) {
		s.Prologue = at.String()
		s.Introduced = s.Introduced || over || at.Frame >= story.End
	})
}

// setting changes the settings.
func (p *player) setting(change func(*progress.Settings)) {
	before := p.env.Store.Settings()
	after := before
	if change(&after); after == before {
		return
	}
	if err := p.env.Store.SaveSettings(after); err != nil {
		p.say("This could not be saved: %s.", err)
	}
}

// frame tells one frame, and waits where the learner is to say something.
func (t *tale) frame() {
	f := t.place.Frame
	if f.Title() != t.title {
		t.title = f.Title()
		t.blank()
		t.say("Part %d of %d. %s.", f.Chapter(), story.Chapters, f.Title())
	}
	switch f {
	case story.Flat1, story.Flat2:
		t.predict(f)
	case story.Read:
		t.read()
	case story.Applied:
		t.applied(t.scene.Created)
		t.roads()
		t.say("%s", f.Says())
		t.pause("Enter for the first bet> ")
	case story.BetName, story.BetAddress:
		t.bet(f)
	case story.Run:
		t.commands(t.scene.Cut.Commands(), 8)
		t.settled()
		t.pause("Enter for why> ")
	case story.Why:
		t.why()
	case story.Fill:
		t.fill()
	case story.Again:
		t.again()
	default:
		t.end()
	}
}

// predict asks for a prediction, and answers it.
func (t *tale) predict(f story.Frame) {
	at := story.RoadOutside
	if f == story.Flat1 {
		at = story.RoadNeighbour
		t.say("%s app1-0 is a Pod of the namespace space1. At first it may try to reach:", story.WithoutPolicy)
		for _, r := range story.AllRoads() {
			t.item("- %s, %s", roadWords(r), r.Port)
		}
	}
	t.say("%s", f.Says())
	said, before := t.guess(f)
	if said == story.Unsaid {
		return
	}
	open := t.scene.Flat.Open[at]
	t.say("%s %s %s", said.Judged(open), story.Verdict(open), story.Sentence(t.scene.Flat.Why[at]))
	t.say("%s", f.Lesson())
	t.on(before)
}

// guess asks for a yes or a no, or repeats the one that was given before.
func (t *tale) guess(f story.Frame) (said story.Guess, before bool) {
	if said := t.place.Given[f.Bet()]; said != story.Unsaid {
		t.say("You said %s.", said.Word())
		return said, true
	}
	t.say("%s", f.Question())
	for {
		line, ok := t.hear("y or n> ")
		if !ok {
			return story.Unsaid, false
		}
		switch strings.ToLower(line) {
		case "y", "yes":
			said = story.Yes
		case "n", "no":
			said = story.No
		default:
			t.say("Say y or n first.")
			continue
		}
		t.place.Given[f.Bet()] = said
		return said, false
	}
}

// on leads to the next frame; somebody who came back hears an answer again, and waits.
func (t *tale) on(wait bool) {
	if wait {
		t.pause("Enter goes on> ")
		return
	}
	t.place.Frame++
}

// pause waits for Enter, and leads to the next frame.
func (t *tale) pause(prompt string) {
	for {
		line, ok := t.hear(prompt)
		if !ok {
			return
		}
		if line == "" {
			t.place.Frame++
			return
		}
		t.say("Enter alone goes on; help lists what else can be said.")
	}
}

// read reads the policy out, and what its lines mean.
func (t *tale) read() {
	t.say("%s", story.Read.Says())
	t.numbered(t.scene.Policy)
	t.say("What it says:")
	for _, s := range t.scene.Meaning {
		t.item("- %s: %s", capital(linesWords(s.Lines)), sentence(s.Text))
	}
	t.pause("Enter applies it> ")
}

// numbered reads a file out with the numbers of its lines.
func (t *tale) numbered(text string) {
	for i, l := range linesOf(text) {
		t.put(plainLine(i+1, l) + "\n")
	}
}

func (t *tale) applied(output string) {
	t.code("$ " + story.Apply + "\n" + output)
}

// roads say the picture: each way that app1-0 could take.
func (t *tale) roads() {
	for i, r := range t.scene.Rows(t.place.Frame, t.place.Given, t.place.Frame > story.Run) {
		t.item("- app1-0 to %s, %s: %s.", roadWords(story.AllRoads()[i]), story.AllRoads()[i].Port, roadState(r))
	}
}

func roadWords(r story.Road) string {
	if r.Where == "outside" {
		return r.To + " outside the cluster"
	}
	return r.To + " in " + r.Where
}

func roadState(r story.Row) string {
	switch {
	case !r.Known:
		return "not known yet"
	case r.Word() == "new":
		return "open now"
	case r.Word() == "lost":
		return "closed now"
	case r.Open:
		return "open, as before"
	}
	return "closed, as before"
}

// bet asks what a command will do. Nothing is answered before both bets are laid.
func (t *tale) bet(f story.Frame) {
	j := t.scene.Cut.ByName
	if f == story.BetAddress {
		j = t.scene.Cut.ByAddress
	}
	t.say("%s", f.Says())
	t.code("$ " + j.Command)
	if said, before := t.guess(f); said != story.Unsaid {
		t.on(before)
	}
}

// commands say what both print. Nobody has to wait for a line that is read out.
func (t *tale) commands(both [2]journey.Journey, most int) {
	for i, j := range both {
		when := "at once"
		if story.Seconds(j.Delay) > 0 {
			when = "after " + story.Duration(j.Delay) + ", which are left out here"
		}
		t.say("%s, the answer comes %s:", capital(story.How()[i]), when)
		t.code("$ " + j.Command + "\n" + strings.Join(story.Printed(j.Output, most), "\n"))
	}
}

func (t *tale) settled() {
	for i, j := range t.scene.Cut.Commands() {
		said := t.place.Given[story.ByName+story.Bet(i)]
		t.say("%s you bet %s. %s %s.", capital(story.How()[i]), said.Word(), said.Judged(j.Allowed), story.Outcome(j.Allowed))
	}
}

func (t *tale) why() {
	t.say("%s", story.Why.Says())
	for i, s := range t.scene.Steps() {
		is := "closed"
		if s.Open {
			is = "open"
		}
		t.item("%d. %s, app1-0 to %s: %s.", i+1, capital(s.Name), s.To, is)
	}
	t.say("%s", story.Sentence(t.scene.Cut.ByName.Reason))
	t.say("%s", story.NeverBegan)
	t.pause("Enter to mend it> ")
}

func (t *tale) again() {
	t.applied(t.scene.Configured)
	t.roads()
	t.commands(t.scene.Mended.Commands(), 3)
	t.say("%s", t.scene.BothWork())
	t.pause("Enter for what to remember> ")
}

// end is the sentence to remember, and where to go.
func (t *tale) end() {
	t.say("%s", t.scene.Lesson.Sentence())
	if t.env.Now != nil {
		t.say("It took you %s.", story.Duration(t.place.Spent))
	}
	t.say("intro at the list of lessons tells this again; own says how to look at your own cluster.")
	for {
		line, ok := t.hear("Enter leads to the lessons> ")
		switch {
		case !ok:
			return
		case line == "":
			t.goTo = &home
			return
		case strings.EqualFold(line, "own"):
			t.own()
		default:
			t.say("Enter leads to the lessons, own says how to look at your own cluster.")
		}
	}
}

func (t *tale) own() {
	t.say("%s", story.Own.Says())
	for _, c := range story.OwnCommands() {
		if c.Answers != "" {
			t.say("%s", sentence(capital(c.Answers)))
		}
		t.code(c.Command)
	}
}

// linesWords name lines: line 4, or lines 4, 6 and 8 to 10.
func linesWords(lines map[int]bool) string {
	numbers := slices.Sorted(maps.Keys(lines))
	var all []string
	for i := 0; i < len(numbers); {
		last := i
		for last+1 < len(numbers) && numbers[last+1] == numbers[last]+1 {
			last++
		}
		if last < i+2 {
			last = i
			all = append(all, fmt.Sprint(numbers[i]))
		} else {
			all = append(all, fmt.Sprintf("%d to %d", numbers[i], numbers[last]))
		}
		i = last + 1
	}
	if len(numbers) == 1 {
		return "line " + all[0]
	}
	return "lines " + listed(all)
}
