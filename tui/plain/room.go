package plain

import (
	"fmt"
	"strings"

	"netpol-tutor/grader"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/play"
	"netpol-tutor/lessons/progress"
)

// room is a learner in a lesson.
type room struct {
	*player
	lesson  *lessons.Lesson
	recalls string // the cause that the lesson is played to recall; "" if it is played for itself
	attempt *play.Attempt
	goTo    *place // where the learner wants to go; nil while they stay

	history   history         // of the file
	contested bool            // another program has changed the file as well; ours is beside it
	asked     bool            // which of the two is to stay
	copies    []progress.Copy // texts beside the file that earlier programs left
	report    *grader.Report  // of the last submit
	ladder    ladder          // up which that report leads
	question  int             // the next one, of a lesson that asks
	quiz      quiz            // on the cause, after a pass
}

// play is a learner in a lesson, until they go elsewhere.
func (p *player) play(at place) place {
	attempt, err := play.BeginFor(at.lesson, p.env.Store, at.recalls)
	if err != nil {
		p.say("The lesson cannot be opened: %s.", err)
		return home
	}
	r := &room{player: p, lesson: at.lesson, recalls: at.recalls, attempt: attempt}
	r.enter()
	r.offer()
	for r.goTo == nil {
		line, ok := p.answer(r.prompt())
		if !ok {
			return gone
		}
		r.obey(line)
		r.settle()
		r.notice()
	}
	return *r.goTo
}

func (r *room) enter() {
	r.blank()
	r.say("Lesson: %s %s.", r.numbered(r.lesson), capital(r.facts(r.lesson)))
	r.blank()
	r.task("")
	r.blank()
	switch {
	case r.asks():
		if r.lesson.Kind == lessons.Predict {
			r.policies("")
		}
		r.say("c describes the cluster. help lists the commands.")
		r.inquire()
	case r.lesson.Kind == lessons.Choose:
		r.options()
	default:
		r.state()
	}
}

// asks tells whether the lesson consists of questions.
func (r *room) asks() bool { return !r.lesson.Kind.Graded() }

// asking tells whether a question waits for its answer.
func (r *room) asking() bool { return r.asks() && r.question < len(r.lesson.Questions) }

// prompt says what a line will be taken for.
func (r *room) prompt() string {
	if r.quiz.waits {
		return "cause> "
	}
	if r.asking() {
		return fmt.Sprintf("answer %d> ", r.question+1)
	}
	return "lesson> "
}

// state says what the learner's file holds, and what to do with it.
func (r *room) state() {
	n := len(linesOf(r.attempt.Draft()))
	switch {
	case n == 0:
		r.say("Your file is empty. w begins it, help lists all commands.")
	case r.attempt.Draft() != r.lesson.Start:
		r.say("Your file has %s, as you left it. show reads them, s submits, help lists all commands.", count(n, "line", "lines"))
	case r.lesson.Kind == lessons.Debug:
		r.say("Your file has %s: the applied policies that you may change. show reads them, help lists all commands.", count(n, "line", "lines"))
	default:
		r.say("Your file has %s to begin with. show reads them, w writes the file anew, help lists all commands.", count(n, "line", "lines"))
	}
}

func (r *room) task(string) {
	r.markdown(r.lesson.Brief)
	if n := len(r.lesson.Protected); n > 0 {
		r.say("Must stay as it is: %s.", listed(r.lesson.Protected))
	}
}

func (r *room) hint(string) {
	text, number, of := r.attempt.Hint()
	if of == 0 {
		r.say("This lesson has no hints.")
		return
	}
	r.say("Hint %d of %d. %s", number, of, sentence(text))
}

func (r *room) solution(string) {
	if r.lesson.Model().Text == "" {
		r.say("This lesson comes without an answer.")
		return
	}
	if !r.attempt.Result().Passed && !r.agreed("Any form that does the same is right, and yours may look different. A pass after this counts as passed with the answer shown. Show it?") {
		r.say("Not shown.")
		return
	}
	r.say("Our answer:")
	r.code(r.attempt.Solution())
}

// onward opens the next lesson.
func (r *room) onward(string) {
	if r.recalls != "" && len(r.deck().Due()) > 0 {
		r.goTo = &due
		return
	}
	next := r.next(r.lesson)
	if next.lesson == nil {
		r.say("There is no other lesson to go on with: every one is passed. home lists them.")
		return
	}
	r.goTo = &place{lesson: next.lesson}
}

// twin is the lesson that asks the same with other names; nil if there is none. One is
// made only once this lesson has passed.
func (r *room) twin() *lessons.Lesson {
	if sibling := r.lesson.TwinOf(); sibling != nil {
		return sibling
	}
	if r.lesson.Twin == "" && (r.report == nil || !r.report.Passed) {
		return nil
	}
	twin, _ := play.Twin(r.env.Catalogue, r.env.Store, r.lesson)
	return twin
}

func twinWords(twin *lessons.Lesson) string {
	if twin.Made() {
		return "the same trap under other names"
	}
	return "the same task with other names"
}

func (r *room) playTwin(string) { r.goTo = &place{lesson: r.twin()} }

func (r *room) leave(string) { r.goTo = &home }
func (r *room) quit(string)  { r.goTo = &gone }

// ends are the two ends of a connection, in words.
func ends(connection string) (from, to string) {
	from, to, _ = strings.Cut(connection, " > ")
	switch rest, service := strings.CutPrefix(to, "svc "); {
	case service:
		return from, "the Service " + rest + " by name"
	case to == "dns":
		return from, "the cluster DNS, UDP 53"
	case to == "dns-tcp":
		return from, "the cluster DNS, TCP 53"
	}
	if rest, ok := strings.CutPrefix(to, "host "); ok {
		return from, rest + " by name"
	}
	return from, to
}

// way is a connection in words: space1/app1-0 to space2/microservice1-0:80.
func way(connection string) string {
	from, to := ends(connection)
	return from + " to " + to
}
