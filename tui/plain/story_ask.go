package plain

import (
	"strings"

	"netpol-tutor/lessons/progress"
	"netpol-tutor/lessons/story"
)

// first is the very first start: one question, and for somebody who is new the story.
// Somebody whose terminal closed is brought back.
func (p *player) first() place {
	if p.env.Store.Settings().Experience != "" {
		return p.story()
	}
	p.say("%s", story.Ask.Says())
	p.say("%s", story.WhereDoYouStand)
	var keys []string
	for _, e := range story.Experiences() {
		p.item("%s: %s. %s.", e.Key, e.Says, capital(e.Means))
		keys = append(keys, e.Key)
	}
	line, ok := p.answer(strings.Join(keys, ", ") + ", or Enter for not now> ")
	if !ok {
		return gone
	}
	for i, e := range story.Experiences() {
		if strings.EqualFold(line, e.Key) || strings.EqualFold(line, e.Setting) {
			return p.stands(i)
		}
	}
	p.meant = line // for the list of lessons; the question is asked again at the next start
	return home
}

// stands takes the answer to the question.
func (p *player) stands(i int) place {
	day := ""
	if i == story.ExamAhead {
		var ok bool
		if day, ok = p.examDay(); !ok {
			return gone
		}
	}
	p.setting(func(s *progress.Settings) {
		s.Experience, s.ExamDate = story.Experiences()[i].Setting, day
		s.Introduced = s.Introduced || i != story.New
	})
	if i == story.New {
		return p.story()
	}
	return home
}

func (p *player) examDay() (day string, ok bool) {
	example := story.ExampleDate(p.now())
	p.say("%s", story.WhenIsIt(example))
	for {
		line, ok := p.answer("date> ")
		if !ok {
			return "", false
		}
		day, fault := story.ReadDate(line, p.now())
		if fault == "" {
			return day, true
		}
		p.say("%s", fault)
	}
}

// hear asks for a line within the story. What leads elsewhere is done here, and ok is
// false.
func (t *tale) hear(prompt string) (line string, ok bool) {
	for {
		if line, ok = t.answer(prompt); !ok {
			return "", false
		}
		switch strings.ToLower(line) {
		case "skip", "q", "home":
			t.keep(true)
			t.goTo = &home
		case "quit", "exit":
			t.goTo = &gone
		case "back", "b":
			t.back()
		case "restart":
			t.place, t.tries, t.title, t.since = story.Place{Frame: story.Flat1}, 0, "", t.now()
			t.scene = t.scene.Unmended()
		case "help", "?":
			t.help()
			continue
		default:
			return line, true
		}
		return "", false
	}
}

func (t *tale) back() {
	if t.place.Frame == story.Flat1 {
		t.say("This is the first page.")
		return
	}
	t.place.Frame--
}

func (t *tale) help() {
	for _, l := range []string{
		"Enter: go on.",
		"b, back: the page before.",
		"restart: from the beginning.",
		"q, skip: to the lessons; intro there leads back here.",
		"quit, exit: leave the tutor. Where you are is kept.",
		"help, ?: this list.",
	} {
		t.item("%s", l)
	}
}
