package symptom

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
	"netpol-tutor/tui/widget"
)

// words say what an answer means.
func words(stage string) string {
	switch stage {
	case "dns":
		return "DNS gave no answer"
	case "connection":
		return "the connection was stopped"
	case "refused":
		return "it arrived and was refused"
	case "wrong-name":
		return "there is no such name"
	case "works":
		return "it works"
	}
	return render.CleanLine(stage)
}

// terminalLines are a command and what it printed, as they were recorded. They are
// broken where the room ends, as a terminal does.
func (m *Model) terminalLines(q lessons.Question, width int) []string {
	t := m.Env.Theme
	lines := hard("$ "+render.CleanLine(q.Command), width)
	for i := range lines {
		lines[i] = t.Strong.Render(lines[i])
	}
	output := strings.TrimRight(untabbed(render.Clean(q.Output)), "\n")
	if output == "" {
		lines = append(lines, t.Faint.Render("(it printed nothing)"))
	}
	for _, l := range strings.Split(output, "\n") {
		if output != "" {
			lines = append(lines, hard(l, width)...)
		}
	}
	return lines
}

func hard(line string, width int) []string {
	return strings.Split(ansi.Hardwrap(line, max(1, width), true), "\n")
}

// untabbed puts blanks up to the next eighth column in place of tabs.
func untabbed(text string) string {
	var out strings.Builder
	column := 0
	for _, r := range text {
		switch r {
		case '\t':
			gap := 8 - column%8
			out.WriteString(widget.Spaces(gap))
			column += gap
		case '\n':
			out.WriteRune(r)
			column = 0
		default:
			out.WriteRune(r)
			column += ansi.StringWidth(string(r))
		}
	}
	return out.String()
}

// answerLines ask how the terminal in view ended. They stay in sight while it scrolls,
// and so does the time it took, because that may be all that tells two ends apart.
func (m *Model) answerLines(width int) []string {
	t := m.Env.Theme
	ask := "How did it end?"
	if took := m.Lesson.Questions[m.At].TookWords(); took != "" {
		ask = "It ended " + took + ". How?"
	}
	lines := []string{"", widget.Fit(ask, width)}
	for i, c := range m.Attempt.Choices() {
		lines = append(lines, t.Key.Render(letter(i))+"  "+words(c))
	}
	return lines
}
