package plain

import (
	"slices"
	"strings"

	"netpol-tutor/lessons"
)

// command is something that a learner may type in a lesson, and what it does.
type command struct {
	names []string // the first one is the shortest
	takes string   // what may follow, for the list of commands
	does  string
	run   func(r *room, rest string)
}

// commands are those of the lesson, in the order in which they are listed.
func (r *room) commands() []command {
	var all []command
	switch {
	case r.asks():
		all = append(all, r.questionCommands()...)
	case r.lesson.Kind == lessons.Choose:
		all = append(all, choiceCommands()...)
	default:
		all = append(all, fileCommands()...)
	}
	if r.lesson.Kind.Graded() {
		all = append(all, resultCommands()...)
	}
	return append(all, r.everywhere()...)
}

func fileCommands() []command {
	return []command{
		{[]string{"w", "write"}, "", "write the file anew, line by line; a line with a single dot ends it", (*room).write},
		{[]string{"show", "cat"}, "[N or N-M]", "read the file, with numbers", (*room).show},
		{[]string{"indent"}, "[N or N-M]", "the same, and say by how many blanks each line is indented", (*room).showIndents},
		{[]string{"e", "edit"}, "N", "replace line N", (*room).edit},
		{[]string{"i", "insert"}, "[N]", "add lines before line N, or at the end; a line with a single dot ends it", (*room).insert},
		{[]string{"d", "delete"}, "N or N-M", "delete lines", (*room).delete},
		{[]string{"read"}, "FILE", "take the text of a file", (*room).readFile},
		{[]string{"u", "undo"}, "", "take the last change of the file back", (*room).undo},
		{[]string{"redo"}, "", "make it again", (*room).redo},
		{[]string{"o", "open"}, "", "open the file in your own editor (VISUAL or EDITOR)", (*room).open},
		{[]string{"restart"}, "", "go back to the text that the lesson began with", (*room).restart},
		{[]string{"other"}, "", "choose between two texts of the file, where there are two", (*room).other},
		{[]string{"r", "reading"}, "", "say in English what the file means", (*room).reading},
		{[]string{"s", "submit"}, "", "submit the file", (*room).submit},
		{[]string{"a", "apply"}, "", "make the change that was offered", (*room).apply},
	}
}

func choiceCommands() []command {
	return []command{
		{[]string{"show", "cat"}, "N", "read file N; without a number, all of them", (*room).showOption},
		{[]string{"choose"}, "N", "apply file N; the number alone does the same", (*room).choose},
	}
}

func resultCommands() []command {
	return []command{
		{[]string{"checks"}, "", "every check of the last submit", (*room).checks},
		{[]string{"why"}, "", "one step further towards the cause, as Enter alone does", (*room).climb},
		{[]string{"p", "picture"}, "[PORT]", "say who reaches whom, on TCP 80 for example: p 80, p 53/UDP", (*room).picture},
		{[]string{"solution"}, "", "show our answer", (*room).solution},
	}
}

// everywhere lists what every lesson takes. While a question waits, n is its answer.
func (r *room) everywhere() []command {
	next := []string{"n", "next"}
	if r.asking() {
		next = next[1:]
	}
	var all []command
	if twin := r.twin(); twin != nil {
		all = append(all, command{[]string{"twin"}, "", twinWords(twin), (*room).playTwin})
	}
	return append(all, []command{
		{[]string{"t", "task"}, "", "the task once more", (*room).task},
		{[]string{"c", "cluster"}, "", "the cluster: pods with their labels, Services, hosts outside", (*room).cluster},
		{[]string{"policies"}, "", "the policies that are applied at the start", (*room).policies},
		{[]string{"h", "hint"}, "", "a hint, each a step further", (*room).hint},
		{[]string{"docs"}, "[NAME or WORDS]", "what a field of a policy means, or which fields speak of something: docs egress.to, docs dns", func(r *room, rest string) { r.docs(rest) }},
		{next, "", "the next lesson", (*room).onward},
		{[]string{"q", "home", "back"}, "", "back to the list of lessons; the file is kept", (*room).leave},
		{[]string{"quit", "exit"}, "", "leave the tutor", (*room).quit},
		{[]string{"help", "?"}, "", "this list", (*room).help},
	}...)
}

func (r *room) help(string) {
	for _, c := range r.commands() {
		head := strings.Join(c.names, ", ")
		if c.takes != "" {
			head += " " + c.takes
		}
		r.item("%s: %s.", head, c.does)
	}
}

// find answers the command of a word: one of its names, or the beginning of one alone.
func find(all []command, word string) (found command, ok bool) {
	word = strings.ToLower(word)
	for _, c := range all {
		if slices.Contains(c.names, word) {
			return c, true
		}
	}
	for _, c := range all {
		if !slices.ContainsFunc(c.names, func(n string) bool { return len(word) > 1 && strings.HasPrefix(n, word) }) {
			continue
		}
		if ok {
			return command{}, false
		}
		found, ok = c, true
	}
	return found, ok
}

// obey does what a line says.
func (r *room) obey(line string) {
	if r.quiz.waits {
		if line = r.causeNamed(line); line == "" {
			return
		}
	}
	r.sync()
	word, rest, _ := strings.Cut(line, " ")
	c, known := find(r.commands(), word)
	switch {
	case line == "":
		r.enterKey()
	case r.asks() && r.answered(line):
	case r.lesson.Kind == lessons.Choose && isNumber(line):
		r.choose(line)
	case known:
		c.run(r, rest)
	case r.lesson.Kind.Edited() && looksLikeFile(line):
		r.say("That looks like the file itself, so it is taken as its first line.")
		r.entry(entry{first: []string{line}, anew: true})
	case r.asking():
		r.say("That is neither an answer nor a command. help lists both.")
	default:
		r.say("I do not know the command %s. help lists them.", word)
	}
}

// enterKey is Enter alone: it goes on with what was begun.
func (r *room) enterKey() {
	switch {
	case r.ladder.more():
		r.climb("")
	case r.attempt.Result().Passed:
		r.onward("")
	case r.asks():
		r.inquire()
	default:
		r.say("help lists the commands, t is the task, s submits.")
	}
}

// looksLikeFile tells whether somebody pasted a manifest where a command is expected.
func looksLikeFile(line string) bool {
	for _, start := range []string{"apiVersion:", "kind:", "metadata:", "---", "{"} {
		if strings.HasPrefix(line, start) {
			return true
		}
	}
	return false
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
