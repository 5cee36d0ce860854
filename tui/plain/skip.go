package plain

import (
	"slices"
	"strconv"
	"strings"

	"netpol-tutor/lessons"
	"netpol-tutor/lessons/progress"
)

// listOnly lists all lessons, or those of one kind, or what is to do.
func (h *hall) listOnly(word string) {
	word = strings.ToLower(strings.TrimSpace(word))
	kind := lessons.Kind(word)
	if word != "" && word != "todo" && !slices.Contains(lessons.Kinds(), kind) {
		h.say("There are no lessons of that kind. The kinds are write, complete, fix, debug, choose, predict and symptom; list todo lists what is to do.")
		return
	}
	stands := h.desk().Standings()
	left := slices.DeleteFunc(h.env.Catalogue.Lessons(), func(l *lessons.Lesson) bool {
		s := stands[l.ID]
		return word == "todo" && s.Done() || word != "" && word != "todo" && l.Kind != kind
	})
	if len(left) == 0 {
		h.say("There is none.")
	}
	h.list(left)
}

// skip leaves lessons out of the path, or puts them back. What is passed stays passed.
func (h *hall) skip(numbers string, kind progress.EventKind) {
	all := h.env.Catalogue.Lessons()
	from, to, ok := span(numbers)
	if !ok || from < 1 || to < from || to > len(all) {
		h.say("Say which lesson by its number, or several as in 1-5; they go from 1 to %d.", len(all))
		return
	}
	for _, l := range all[from-1 : to] {
		if h.env.Store.Lesson(l.ID).Passed() {
			continue
		}
		if err := h.env.Store.Record(l.ID, progress.Event{Kind: kind}); err != nil {
			h.say("That could not be kept: %v.", err)
			return
		}
	}
	h.standing()
}

// span reads N or N-M.
func span(text string) (from, to int, ok bool) {
	first, last, several := strings.Cut(text, "-")
	if !several {
		last = first
	}
	from, err := strconv.Atoi(strings.TrimSpace(first))
	to, errTo := strconv.Atoi(strings.TrimSpace(last))
	return from, to, err == nil && errTo == nil
}
