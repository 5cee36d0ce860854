package plain

import (
	"fmt"
	"strings"
)

// entry is lines that are being typed, and where they go.
type entry struct {
	first []string // typed already
	at    int      // how many lines of the file stand before them
	anew  bool     // they replace the file once they are complete
}

// mostTyped bounds the lines of one entry, in bytes; the grader reads no more either.
const mostTyped = 1 << 20

func (r *room) write(string) {
	if r.own() {
		r.say("What you type replaces the %s that are there; undo brings them back.", count(len(linesOf(r.attempt.Draft())), "line", "lines"))
	}
	r.say("Type the file; a line with a single dot ends it.")
	r.entry(entry{anew: true})
}

func (r *room) insert(rest string) {
	lines := linesOf(r.attempt.Draft())
	at := len(lines)
	if strings.TrimSpace(rest) != "" {
		n, _, ok := r.stretch(rest, len(lines))
		if !ok {
			return
		}
		at = n - 1
	}
	r.say("Type the lines; a line with a single dot ends them.")
	r.entry(entry{at: at})
}

// own tells whether the file holds something of the learner's.
func (r *room) own() bool {
	draft := r.attempt.Draft()
	return strings.TrimSpace(draft) != "" && draft != r.lesson.Start
}

// entry takes lines until a single dot. Each is saved as it comes, before what was there:
// that goes only when the learner says that all is typed.
func (r *room) entry(e entry) {
	was := r.attempt.Draft()
	lines := linesOf(was)
	before, after := lines[:e.at], lines[e.at:]
	var typed []string
	size := 0
	k := keeper{room: r, last: was}
	take := func(line string) {
		if size += len(line) + 1; size > mostTyped {
			return
		}
		typed = append(typed, line)
		if !r.waiting() {
			k.keep(textOf(join(before, typed, after)))
		}
	}
	for _, line := range e.first {
		take(line)
	}
	ended := false
	for !ended {
		line, ok := r.ask(fmt.Sprintf("%d> ", e.at+len(typed)+1))
		if !ok || line == "." {
			ended = ok
			break
		}
		take(line)
	}
	if size > mostTyped {
		r.say("That was more than a manifest can hold; the lines beyond %d bytes are left out.", mostTyped)
	}
	r.concludeEntry(e, k, ended, was, join(before, typed, after), typed)
}

// concludeEntry makes the file what the learner meant it to be.
func (r *room) concludeEntry(e entry, k keeper, ended bool, was string, all, typed []string) {
	switch {
	case len(typed) == 0:
		r.say("Nothing was typed; the file is as it was.")
		return
	case e.anew && (ended || strings.TrimSpace(was) == "" || was == r.lesson.Start):
		all = typed
	case !ended && e.anew:
		r.say("The input ended before the file did: what was typed stands before what was there.")
	}
	k.keep(textOf(all))
	r.say("The file has %s. s submits it, show reads it.", count(len(all), "line", "lines"))
}

// keeper saves a text that grows. What it replaces for the first time, and what another
// program puts in its place, can be brought back.
type keeper struct {
	*room
	last string // as it was saved
	kept bool
}

func (k *keeper) keep(text string) {
	if now := k.attempt.Draft(); text != now && (!k.kept || now != k.last) {
		k.history.changed(now)
	}
	k.last, k.kept = text, true
	k.save(text)
}

func join(parts ...[]string) []string {
	var all []string
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}
