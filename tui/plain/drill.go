package plain

import "netpol-tutor/lessons/recall"

func (p *player) desk() recall.Desk {
	return recall.Desk{Catalogue: p.env.Catalogue, Store: p.env.Store, Now: p.env.Now}
}

// deck is what the learner has missed; without a clock, nothing.
func (p *player) deck() recall.Deck {
	if p.env.Now == nil {
		return recall.Deck{}
	}
	return p.desk().Deck()
}

// drill opens the first lesson of what is due; when nothing is, the way leads home, where
// the next lesson waits.
func (p *player) drill() place {
	deck := p.deck()
	cards := deck.Due()
	if len(cards) == 0 {
		p.say("%s", nothingDue(deck))
		p.blank()
		return home
	}
	lesson := p.desk().Lesson(cards[0])
	if lesson == nil {
		p.say("What is due cannot be opened.")
		return home
	}
	p.blank()
	p.say("%s due today. This one you missed %s. It comes back with other names; which cause it was is told once you have passed.",
		count(len(cards), "cause is", "causes are"), missedWords(p.desk(), deck, cards[0]))
	return place{lesson: lesson, recalls: cards[0].Cause}
}

func missedWords(d recall.Desk, deck recall.Deck, c recall.Card) string {
	text := deck.On(c.LastMiss)
	if where := d.Where(c); where != "" {
		text += ", in " + quoted(where)
	}
	return text
}

func quoted(title string) string { return "\"" + title + "\"" }

// nothingDue says so, and when something will be.
func nothingDue(deck recall.Deck) string {
	text := "Nothing is due today."
	coming, ok := deck.Coming()
	if !ok {
		return text + " A cause that you miss in a lesson comes back here after some days, with other names."
	}
	return text + " The next cause comes back " + deck.In(coming.Due) + "."
}

// dueLater is what is said behind a lesson that was played to recall something.
func (r *room) dueLater() {
	n := len(r.deck().Due())
	if n == 0 {
		r.say("Nothing more is due today.")
		r.onwardWords()
		return
	}
	r.say("%s due today. Enter goes on with the next, q leads to the list of lessons.", count(n, "more cause is", "more causes are"))
}
