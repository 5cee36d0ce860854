package plain

import (
	"fmt"
	"strconv"
	"strings"

	"netpol-tutor/grader/journey"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/play"
)

func (r *room) questionCommands() []command {
	var answers command
	if r.lesson.Kind == lessons.Predict {
		answers = command{[]string{"y"}, "or n", "your answer: policy allows the connection, or does not", (*room).give}
	} else {
		answers = command{[]string{"1"}, "to " + strconv.Itoa(len(r.attempt.Choices())), "your answer; its word does as well", (*room).give}
	}
	return []command{
		answers,
		{[]string{"question"}, "", "the question once more", func(r *room, _ string) { r.inquire() }},
		{[]string{"again"}, "", "start the questions again", (*room).again},
	}
}

// inquire puts the question that waits for its answer.
func (r *room) inquire() {
	if !r.asking() {
		r.score()
		return
	}
	q := r.lesson.Questions[r.question]
	r.blank()
	head := fmt.Sprintf("Question %d of %d", r.question+1, len(r.lesson.Questions))
	if r.lesson.Kind == lessons.Predict {
		r.say("%s: %s. Does policy allow it? y or n.", head, way(q.Connection))
		return
	}
	r.say("%s. Somebody types:", head)
	r.code(q.Command)
	r.say("and sees:")
	r.code(orNothing(q.Output))
	if took := q.TookWords(); took != "" {
		r.say("It ended %s.", took)
	}
	r.say("What happened?")
	for i, c := range r.attempt.Choices() {
		r.item("%d, %s: %s", i+1, c, stageMeaning(c))
	}
}

func orNothing(output string) string {
	if strings.TrimSpace(output) == "" {
		return "(nothing)"
	}
	return output
}

// stageMeaning says what an answer to a symptom means.
func stageMeaning(stage string) string {
	switch stage {
	case "dns":
		return "the lookup of the name got no answer."
	case "connection":
		return "the name was found, and the connection was stopped."
	case "refused":
		return "the packets arrived, and nothing listens there."
	case "wrong-name":
		return "DNS answered that there is no such name."
	case "works":
		return "it went through."
	}
	return ""
}

// answered takes a line as the answer to the question that waits, and tells whether it is one.
func (r *room) answered(line string) bool {
	if !r.asking() {
		return false
	}
	choice, ok := choiceOf(r.lesson.Kind, r.attempt.Choices(), line)
	if ok {
		r.answerWith(choice)
	}
	return ok
}

// choiceOf reads y, n, a number, or the word of an answer.
func choiceOf(k lessons.Kind, choices []string, line string) (string, bool) {
	line = strings.ToLower(line)
	if k == lessons.Predict {
		switch line {
		case "y", "yes":
			return "allow", true
		case "n", "no":
			return "deny", true
		}
	} else if n, err := strconv.Atoi(line); err == nil && n >= 1 && n <= len(choices) {
		return choices[n-1], true
	}
	for _, c := range choices {
		if c == line {
			return c, true
		}
	}
	return "", false
}

// give says how to answer; the answers themselves are taken before any command.
func (r *room) give(string) {
	r.say("Every question is answered. again starts anew, n opens the next lesson.")
}

func (r *room) answerWith(choice string) {
	o, err := r.attempt.Answer(r.question, choice)
	if err != nil {
		r.say("%s.", capital(err.Error()))
		if o.Answer == "" {
			return
		}
	}
	r.verdict(o)
	r.question++
	r.inquire()
}

// verdict says whether an answer was right, and why.
func (r *room) verdict(o play.Outcome) {
	word := "Not so"
	if o.Right {
		word = "Right"
	}
	r.say("%s: %s", word, meaning(r.lesson.Kind, o.Answer))
	if o.Why != "" {
		r.say("%s", sentence(o.Why))
	}
	if o.Journey != nil {
		r.journey(*o.Journey)
	}
}

func meaning(k lessons.Kind, answer string) string {
	switch {
	case k == lessons.Symptom:
		return answer + ", " + stageMeaning(answer)
	case answer == "allow":
		return "policy allows it."
	}
	return "policy stops it."
}

// journey says the way of a connection, and what decided.
func (r *room) journey(j journey.Journey) {
	for i := range j.Steps {
		s := &j.Steps[i]
		r.item("- %s to %s: %s.", s.From, s.Target(), stepWords(s))
	}
	if j.Reason != "" {
		r.say("%s", capital(sentence(j.Reason)))
	}
}

func stepWords(s *journey.Step) string {
	text := "stopped"
	if s.OK || s.Verdict != nil && s.Verdict.Allowed {
		text = "let through"
	}
	if s.Note != "" {
		text += ", " + s.Note
	}
	return text
}

// score ends a round of questions.
func (r *room) score() {
	right := 0
	for _, o := range r.attempt.Answers() {
		if o.Right {
			right++
		}
	}
	r.blank()
	r.say("%d of %d right.", right, len(r.lesson.Questions))
	if r.attempt.Result().Passed {
		r.passedQuestions()
		return
	}
	r.say("All of them right is a pass. again starts the questions anew, n opens the next lesson.")
}

// again begins the questions anew.
func (r *room) again(string) {
	attempt, err := play.BeginFor(r.lesson, r.env.Store, r.recalls)
	if err != nil {
		r.say("The lesson cannot be opened again: %s.", err)
		return
	}
	r.attempt, r.question, r.quiz = attempt, 0, quiz{}
	r.inquire()
}
