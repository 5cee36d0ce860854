package picture

import (
	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader"
	"netpol-tutor/grader/lens"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/task"
)

// drawn brings a picture with an end for every pod.
type drawn struct {
	seq     int
	choice  int
	picture *grader.Picture
}

func draw(t *task.Compiled, j *task.Judgement, port grader.PortChoice, choice, seq int) tea.Cmd {
	return func() tea.Msg { return drawn{seq, choice, grader.WholePicture(t, j, port.Port)} }
}

// drawWrong draws the chosen port, unless all is well there and not on another one.
func drawWrong(t *task.Compiled, j *task.Judgement, ports []grader.PortChoice, choice, seq int) tea.Cmd {
	return func() tea.Msg {
		for i := range ports {
			at := (choice + i) % len(ports)
			if p := grader.WholePicture(t, j, ports[at].Port); p.Wrong() > 0 {
				return drawn{seq, at, p}
			}
		}
		return draw(t, j, ports[choice], choice, seq)()
	}
}

// answer is the smallest edit that flips a flow of a text, if there is one.
type answer struct {
	flow  netpol.Flow
	files []manifest.Source
	found lens.Answer
	ok    bool
}

// flipped brings the answer.
type flipped struct {
	seq int
	answer
}

func flip(t *task.Compiled, files []manifest.Source, f netpol.Flow, seq int) tea.Cmd {
	return func() tea.Msg {
		found, ok := lens.Flip(t, files, f)
		return flipped{seq, answer{f, files, found, ok}}
	}
}

// dissected brings the parts of the text.
type dissected struct {
	seq   int
	parts []lens.Part
}

func dissect(t *task.Compiled, files []manifest.Source, seq int) tea.Cmd {
	return func() tea.Msg { return dissected{seq, lens.Parts(t, files)} }
}
