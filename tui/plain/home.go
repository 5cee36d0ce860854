package plain

import (
	"strconv"
	"strings"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
)

// hall is the learner at home, and what Enter opens there.
type hall struct {
	*player
	suggested suggestion
	goTo      *place
}

// home lists the lessons, and finds the one to go on with.
func (p *player) home() place {
	h := &hall{player: p}
	if p.heard {
		h.standing()
	} else {
		p.heard = true
		h.welcome()
	}
	if p.meant != "" {
		h.obey(p.meant)
		p.meant = ""
	}
	for h.goTo == nil {
		line, ok := p.answer("home> ")
		if !ok {
			return gone
		}
		h.obey(line)
	}
	return *h.goTo
}

func (h *hall) welcome() {
	h.say("netpol-tutor in plain lines. Type a command and press Enter; help lists the commands, q leaves.")
	h.blank()
	h.suggested = h.player.next(nil)
	h.list(h.ahead())
	h.blank()
	h.standing()
}

// mostAhead is how many lessons are said at first: as many as one can listen to.
const mostAhead = 9

// ahead are the lessons of the path from the suggested one on.
func (h *hall) ahead() []*lessons.Lesson {
	all := h.env.Catalogue.Lessons()
	from := 0
	if h.suggested.lesson != nil {
		from = h.number(h.suggested.lesson) - 1
	}
	from = max(0, min(from, len(all)-mostAhead))
	return all[from:min(from+mostAhead, len(all))]
}

// standing says what is done and what comes next; Enter opens that.
func (h *hall) standing() {
	h.suggested = h.player.next(nil)
	n := len(h.deck().Due())
	h.say("%s list says them all.", h.done(n))
	if n > 0 {
		h.say("drill plays what is due: what you missed some days ago, with other names.")
	}
	if h.suggested.lesson == nil {
		h.say("Every lesson is passed. A number opens a lesson again.")
		return
	}
	h.say("Next: %s %s. Enter opens it.", h.numbered(h.suggested.lesson), h.suggested.why)
}

func (h *hall) done(back int) string {
	passed := 0
	for _, s := range h.desk().Standings() {
		if s.Passed() {
			passed++
		}
	}
	text := strconv.Itoa(passed) + " of " + count(len(h.env.Catalogue.Lessons()), "lesson", "lessons") + " passed"
	if back > 0 {
		text += ", " + strconv.Itoa(back) + " due today"
	}
	return text + "."
}

func (h *hall) list(all []*lessons.Lesson) {
	stands := h.desk().Standings()
	for _, l := range all {
		words := standingWords(stands[l.ID])
		if words != "" {
			words = " " + capital(words) + "."
		}
		h.item("%s %s.%s", h.numbered(l), h.facts(l), words)
	}
}

func (h *hall) obey(line string) {
	word, rest, _ := strings.Cut(line, " ")
	switch strings.ToLower(word) {
	case "":
		h.openNext()
	case "help", "?":
		h.help()
	case "l", "list":
		h.listOnly(rest)
	case "skip":
		h.skip(rest, progress.Skipped)
	case "unskip":
		h.skip(rest, progress.Unskipped)
	case "n", "next":
		h.suggested = h.player.next(nil)
		h.openNext()
	case "drill":
		h.goTo = &due
	case "q", "quit", "exit":
		h.goTo = &gone
	case "i", "intro":
		h.goTo = &introduction
	case "find", "/":
		h.find(rest)
	case "docs":
		h.docs(rest)
	case "open":
		h.choose(strings.TrimSpace(rest))
	default:
		h.choose(line)
	}
}

func (h *hall) openNext() {
	if h.suggested.lesson == nil {
		h.say("There is no next lesson: every one is passed. A number opens one again.")
		return
	}
	h.goTo = &place{lesson: h.suggested.lesson}
}

func (h *hall) help() {
	for _, l := range []string{
		"Enter or n: the next lesson.",
		"a number: the lesson of that number.",
		"words: search the titles, subjects and causes for them, as in: dns egress. find WORDS searches for words that are commands.",
		"l, list: all lessons. list fix lists those of one kind, list todo what is neither passed nor skipped.",
		"skip N: leave lesson N out of the path, since you know it; skip 1-5 leaves out several. unskip N takes it back.",
		"drill: what you missed comes back, as far as it is due.",
		"docs NAME or WORDS: what a field of a policy means, or which fields speak of something.",
		"i, intro: the first four minutes.",
		"q, quit: leave. What you did is kept.",
		"help, ?: this list.",
	} {
		h.item("%s", l)
	}
}

// choose opens the lesson of a number or an id; other words are searched for.
func (h *hall) choose(line string) {
	if n, err := strconv.Atoi(strings.TrimSuffix(line, ".")); err == nil {
		h.openNumber(n)
		return
	}
	if l, ok := h.env.Catalogue.Find(strings.ToLower(line)); ok {
		h.goTo = &place{lesson: l}
		return
	}
	h.find(line)
}

func (h *hall) openNumber(n int) {
	all := h.env.Catalogue.Lessons()
	if n < 1 || n > len(all) {
		h.say("There is no lesson %d; they go from 1 to %d. list says them.", n, len(all))
		return
	}
	h.goTo = &place{lesson: all[n-1]}
}

// mostQuery bounds what is searched for, in bytes; nobody types more than a few words.
const mostQuery = 200

func (h *hall) find(query string) {
	query = query[:min(len(query), mostQuery)]
	if strings.TrimSpace(query) == "" {
		h.say("Say what to look for, as in: find dns.")
		return
	}
	found := h.env.Catalogue.Search(query)
	switch len(found) {
	case 0:
		h.nothing(query)
	case 1:
		h.suggested = suggestion{found[0], "It is the only one found"}
		h.list(found)
		h.say("Enter opens it.")
	default:
		h.say("%d lessons have that:", len(found))
		h.suggested = suggestion{found[0], "It is the first one found"}
		h.list(found)
		h.say("A number opens one, Enter the first.")
	}
}

func (h *hall) nothing(query string) {
	text := "No lesson has that."
	if near := h.env.Catalogue.Suggest(query); len(near) > 0 {
		text += " Do you mean " + strings.Join(near, " or ") + "?"
	}
	h.say("%s list says all lessons, help the commands.", text)
}
