package lessons

import (
	"fmt"
	"slices"
	"strings"

	"netpol-tutor/grader/diagnose"
)

// words reports what a learner would stumble over in names and texts.
func (v *verifier) words() {
	for file, text := range map[string]string{"brief.md": v.l.Brief, "debrief.md": v.l.Debrief} {
		v.fences(file, text)
	}
	v.named()
	v.causes()
	v.track()
	v.helpful()
}

// fences warns of code without a language, which no terminal can highlight.
func (v *verifier) fences(file, text string) {
	fence := ""
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		marks := line[:len(line)-len(strings.TrimLeft(line, "`~"))]
		switch {
		case fence != "" && line == fence:
			fence = ""
		case fence == "" && len(marks) >= 3:
			fence = marks
			if line == marks {
				v.atLine(file, number, Warning, "For example ```yaml or ```text.", "the code that begins here has no language")
			}
		}
	}
	if fence != "" {
		v.atLine(file, number, Fault, "Close it with "+fence+".", "the code at the end is not closed")
	}
}

// named reports policies that the task demands by name without saying so.
func (v *verifier) named() {
	for i, object := range v.l.Objects {
		_, name, _ := strings.Cut(object, "/")
		if !strings.Contains(v.l.Brief, name) {
			v.atField(fmt.Sprintf("objects[%d]", i), Fault, "Demand nothing that the brief does not say.", "brief.md does not mention %s", name)
		}
	}
}

func (v *verifier) causes() {
	known := diagnose.Codes()
	check := func(at, cause string) {
		if cause != "" && !slices.Contains(known, cause) {
			v.atField(at, Fault, near("Did you mean %s?", cause, known), "unknown cause %q", cause)
		}
	}
	for i, cause := range v.l.Causes {
		check(fmt.Sprintf("causes[%d]", i), cause)
	}
	for i, w := range v.l.wrong {
		check(fmt.Sprintf("wrong[%d].cause", i), w.Cause)
	}
	for i, q := range v.l.Questions {
		check(fmt.Sprintf("questions[%d].cause", i), q.Cause)
	}
}

// near is a suggestion, or nothing where no candidate is near.
func near(format, word string, known []string) string {
	if n := nearest(word, known); n != "" {
		return fmt.Sprintf(format, n)
	}
	return ""
}

func (v *verifier) track() {
	var ids []string
	for _, t := range trackTitles() {
		ids = append(ids, t[0])
	}
	if v.l.Track == "" || slices.Contains(ids, v.l.Track) {
		return
	}
	if n := nearest(v.l.Track, ids); n != "" {
		v.atField("track", Warning, "Did you mean "+n+"?", "the track %s is a new one", v.l.Track)
	}
}

// helpful warns of help that is missing where a learner looks for it.
func (v *verifier) helpful() {
	if strings.TrimSpace(v.l.Debrief) == "" {
		v.atFile("debrief.md", Warning, "Say why the solution works, and the one sentence to remember, as a quotation.", "there is no debrief")
	} else if v.l.Sentence() == "" {
		v.atFile("debrief.md", Warning, "Write it as a quotation: a line that starts with >.", "the sentence to remember is missing")
	}
	if len(v.l.Hints) == 0 {
		v.atFile(lessonFile, Warning, "Three steps are usual, the last short of the answer.", "there are no hints")
	}
}
