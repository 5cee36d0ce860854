package plain

import (
	"strconv"
	"strings"
)

// options reads out the files to choose from.
func (r *room) options() {
	r.say("There are %s to choose from.", count(len(r.lesson.Options), "file", "files"))
	r.showOption("")
	r.say("The number of a file applies it. help lists all commands.")
}

func (r *room) showOption(rest string) {
	if strings.TrimSpace(rest) != "" {
		if i, ok := r.option(rest); ok {
			r.sayOption(i)
		}
		return
	}
	for i := range r.lesson.Options {
		r.sayOption(i)
	}
}

func (r *room) sayOption(i int) {
	r.say("File %d:", i+1)
	r.code(r.lesson.Options[i].Text)
}

// option reads the number of a file, and answers its place among them.
func (r *room) option(text string) (int, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 1 || n > len(r.lesson.Options) {
		r.say("The files go from 1 to %d.", len(r.lesson.Options))
		return 0, false
	}
	return n - 1, true
}

func (r *room) choose(rest string) {
	i, ok := r.option(rest)
	if !ok {
		return
	}
	o, err := r.attempt.Choose(i)
	if err != nil {
		r.say("%s.", capital(err.Error()))
	}
	if o.Report == nil {
		return
	}
	if !o.Right {
		r.say("File %d is not the one. %s", i+1, sentence(o.Why))
	}
	if o.Right {
		r.othersWhy(i)
	}
	r.took(o.Report)
}

// othersWhy says, once the right file is found, why it is none of the others.
func (r *room) othersWhy(right int) {
	for i, o := range r.lesson.Options {
		if i != right && o.Why != "" {
			r.item("- Not file %d: %s", i+1, sentence(o.Why))
		}
	}
}
