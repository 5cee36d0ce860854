package plain

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/reading"
	"netpol-tutor/lessons/progress"
)

// linesOf are the lines of a text without their ends.
func linesOf(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}

func textOf(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return strings.Join(lines, "\n") + "\n"
}

// change makes the file another text, which can be taken back.
func (r *room) change(text string) {
	if before := r.attempt.Draft(); before != text {
		r.history.changed(before)
		r.save(text)
	}
}

// save keeps the text. Where another program has changed the file meanwhile, nothing is
// overwritten: ours is kept beside it until the learner has chosen.
func (r *room) save(text string) { r.saved(r.attempt.Save(text)) }

func (r *room) saved(err error) {
	if r.contested = errors.Is(err, progress.ErrDraftChanged); err != nil && !r.contested {
		r.say("%s.", capital(err.Error()))
	}
}

// sync takes up what another program made of the file.
func (r *room) sync() {
	if !r.lesson.Kind.Edited() || r.contested {
		return
	}
	ours := r.attempt.Draft()
	theirs, changed, err := r.attempt.Reread()
	if err != nil {
		r.say("The file cannot be read: %s. Your text is kept.", err)
		return
	}
	if !changed {
		return
	}
	r.history.changed(ours)
	r.saved(r.attempt.SaveOver(theirs, theirs))
	r.say("Another program changed your file. It has %s now; undo brings yours back.", count(len(linesOf(theirs)), "line", "lines"))
}

func (r *room) undo(string) { r.step(r.history.back, "Taken back", "There is nothing to take back.") }
func (r *room) redo(string) {
	r.step(r.history.forth, "Made again", "There is nothing to make again.")
}

func (r *room) step(to func(now string) (string, bool), done, nothing string) {
	text, ok := to(r.attempt.Draft())
	if !ok {
		r.say("%s", nothing)
		return
	}
	r.save(text)
	r.say("%s. The file has %s.", done, count(len(linesOf(text)), "line", "lines"))
}

func (r *room) show(rest string)        { r.readOut(rest, plainLine) }
func (r *room) showIndents(rest string) { r.readOut(rest, indentedLine) }

func plainLine(n int, line string) string { return fmt.Sprintf("%d: %s", n, shown(line)) }

func indentedLine(n int, line string) string {
	return fmt.Sprintf("%d, indent %d: %s", n, indentOf(line), shown(strings.TrimLeft(line, " ")))
}

func (r *room) readOut(rest string, say func(n int, line string) string) {
	lines := linesOf(r.attempt.Draft())
	if len(lines) == 0 {
		r.say("The file is empty. w begins it.")
		return
	}
	from, to := 1, len(lines)
	if strings.TrimSpace(rest) != "" {
		var ok bool
		if from, to, ok = r.stretch(rest, len(lines)); !ok {
			return
		}
	}
	for n := from; n <= to; n++ {
		r.put(say(n, lines[n-1]) + "\n")
	}
}

// stretch reads N or N-M, or says what is wrong with it.
func (r *room) stretch(text string, lines int) (from, to int, ok bool) {
	from, to, ok = span(text)
	switch {
	case !ok:
		r.say("Give the number of a line, as in 4, or of several, as in 4-7.")
		return 0, 0, false
	case lines == 0:
		r.say("The file is empty. w begins it.")
		return 0, 0, false
	case from < 1 || to < from || to > lines:
		r.say("The lines go from 1 to %d.", lines)
		return 0, 0, false
	}
	return from, to, true
}

// edit replaces one line: by what stands behind its number, or by what is asked for.
func (r *room) edit(rest string) {
	number, words, given := strings.Cut(strings.TrimLeft(rest, " "), " ")
	lines := linesOf(r.attempt.Draft())
	n, to, ok := r.stretch(number, len(lines))
	if !ok || n != to {
		if ok {
			r.say("edit takes one line. delete and insert change several.")
		}
		return
	}
	if !given {
		r.say("Line %d is, with its blanks:", n)
		r.put(lines[n-1] + "\n")
		r.say("Type it anew, blanks and all; Enter alone keeps it.")
		if words, ok = r.ask(fmt.Sprintf("%d> ", n)); !ok && words == "" || words == "" {
			r.say("Kept.")
			return
		}
	}
	lines = slices.Clone(lines)
	lines[n-1] = words
	r.change(textOf(lines))
	r.put(plainLine(n, words) + "\n")
}

func (r *room) delete(rest string) {
	lines := linesOf(r.attempt.Draft())
	from, to, ok := r.stretch(rest, len(lines))
	if !ok {
		return
	}
	r.change(textOf(slices.Delete(slices.Clone(lines), from-1, to)))
	r.say("Deleted %s; undo brings back what was there. The file has %s.", count(to-from+1, "line", "lines"), count(len(lines)-(to-from+1), "line", "lines"))
}

func (r *room) restart(string) {
	before := r.attempt.Draft()
	text := r.attempt.Restart()
	if text != before {
		r.history.changed(before)
	}
	r.report, r.ladder = nil, ladder{}
	r.say("The file is as the lesson began it, with %s. undo brings yours back.", count(len(linesOf(text)), "line", "lines"))
}

func (r *room) readFile(name string) {
	name = strings.TrimSpace(name)
	switch {
	case r.env.Read == nil:
		r.say("Files cannot be read here.")
		return
	case name == "":
		r.say("Say which file, as in: read np.yaml")
		return
	}
	text, err := r.env.Read(name)
	if err != nil {
		r.say("%s.", capital(err.Error()))
		return
	}
	r.change(text)
	r.say("The file has %s now. undo brings back what it had.", count(len(linesOf(text)), "line", "lines"))
}

// open hands the file over to the learner's own editor.
func (r *room) open(string) {
	if r.env.Edit == nil {
		r.say("No other editor can be opened here. w, edit, insert and delete change the file.")
		return
	}
	r.save(r.attempt.Draft()) // so that there is a file to open
	if r.contested {
		return // the question which of two texts it is comes first
	}
	file := r.env.Store.DraftPath(r.lesson.ID)
	if file == "" {
		r.say("The file cannot be saved on this disk, so no other editor can open it. w, edit, insert and delete change it.")
		return
	}
	if err := r.env.Edit(file); err != nil {
		r.say("%s.", capital(err.Error()))
	}
	before := r.attempt.Draft()
	text, changed, err := r.attempt.Reread()
	switch {
	case err != nil:
		r.say("The file cannot be read: %s. Your text is kept.", err)
	case !changed:
		r.say("The file is as it was.")
	default:
		r.history.changed(before)
		r.saved(r.attempt.SaveOver(text, text))
		r.say("The file has %s now. s submits it.", count(len(linesOf(text)), "line", "lines"))
	}
}

// reading says in English what the file means: meaning, no verdict.
func (r *room) reading(string) {
	name := r.lesson.ID + ".yaml"
	read := r.attempt.Task().Read([]manifest.Source{{Name: name, Text: r.attempt.Draft()}})
	told := 0
	for _, o := range read.Stored() {
		if o.Policy() == nil {
			continue
		}
		if told++; told > 1 {
			r.blank()
		}
		said := reading.Read(o)
		r.say("%s.", said.Policy)
		for _, s := range said.Sentences {
			r.item("- %s", s.Text)
		}
	}
	r.refusals(read.Refusals)
	if told == 0 && len(read.Refusals) == 0 {
		r.say("There is no policy in the file yet.")
	}
}
