package plain

// settle asks, once, which text is to stay where another program has changed the file
// as well. Until that is answered the file stays as it is, and ours beside it.
func (r *room) settle() {
	if !r.contested {
		r.asked = false
		return
	}
	if !r.asked {
		r.asked = true
		r.chooseText()
	}
}

// other asks which of two texts is to stay.
func (r *room) other(string) {
	switch {
	case r.contested:
		r.asked = true
		r.chooseText()
	case len(r.copies) > 0:
		r.chooseCopy()
	default:
		r.say("There is only one text.")
	}
}

func (r *room) chooseText() {
	ours := r.attempt.Draft()
	theirs, changed, err := r.attempt.Reread()
	if err != nil || !changed {
		r.save(ours) // it is as it was, or cannot be read
		return
	}
	r.say("Another program has changed your file as well: it has %s there, and yours has %s. Yours is kept beside it.",
		count(len(linesOf(theirs)), "line", "lines"), count(len(linesOf(ours)), "line", "lines"))
	switch r.which("mine or theirs? Enter alone leaves both, and other asks again.") {
	case "mine":
		r.history.changed(theirs)
		r.saved(r.attempt.SaveOver(ours, theirs))
		r.say("The file has yours; undo brings theirs back.")
	case "theirs":
		r.history.changed(ours)
		r.saved(r.attempt.SaveOver(theirs, theirs))
		r.say("The file has theirs; undo brings yours back.")
	default:
		r.say("Both are kept. Your file is NOT saved until you choose: other asks again.")
	}
}

// offer says that an earlier program had to leave a text beside the file.
func (r *room) offer() {
	if !r.lesson.Kind.Edited() {
		return
	}
	r.copies, _ = r.attempt.Copies() // those that cannot be read are not lost
	if len(r.copies) > 0 {
		r.say("Another text was kept beside your file, as two programs had changed it. other chooses between them.")
	}
}

func (r *room) chooseCopy() {
	c := r.copies[0]
	now := r.attempt.Draft()
	r.say("The text beside your file is of %s and has %s:", c.At.Format("2 Jan 15:04"), count(len(linesOf(c.Text)), "line", "lines"))
	r.code(c.Text)
	switch r.which("mine keeps what the file has, theirs takes this text. Enter alone leaves both.") {
	case "mine":
		r.say("The file is as it was, and the other text is gone.")
	case "theirs":
		r.history.changed(now)
		r.save(c.Text)
		if r.contested || r.env.Store.InMemory() != nil {
			return // it goes only once the file has it
		}
		r.say("The file has it; undo brings back what it had.")
	default:
		r.say("Both are kept.")
		return
	}
	r.copies = r.copies[1:]
	if err := r.attempt.Drop(c); err != nil {
		r.say("%s.", capital(err.Error()))
	}
}

// which asks for one of two words; "" is neither.
func (r *room) which(question string) string {
	r.say("%s", question)
	for {
		word, ok := r.answer("mine or theirs> ")
		switch {
		case !ok || word == "":
			return ""
		case word == "mine" || word == "m":
			return "mine"
		case word == "theirs" || word == "t":
			return "theirs"
		}
		r.say("Say mine or theirs; Enter alone leaves both.")
	}
}
