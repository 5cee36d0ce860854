package asking

import (
	"fmt"

	"netpol-tutor/grader/render"
	"netpol-tutor/tui/widget"
)

// Page is the whole frame: the title of the lesson, a count at its right, and below it the
// body, or why there is none.
func (s *Sitting) Page(count string, body func() []string) string {
	t := s.Env.Theme
	lines := []string{widget.Ends(" "+t.Strong.Render(render.CleanLine(s.Lesson.Title)), t.Faint.Render(count), s.Width)}
	if s.Broken != "" {
		return widget.Join(append(lines, s.brokenLines()...))
	}
	return widget.Join(append(lines, body()...))
}

func (s *Sitting) brokenLines() []string {
	words := widget.Wrap("This lesson cannot be played: "+s.Broken, s.Width-4)
	return widget.Page(append([]string{""}, widget.Indent(words, 2)...), s.Width, s.Height-1)
}

// Count is how many answers were right so far.
func (r *Round) Count() string {
	n := len(r.Answers)
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d right ", r.right(), n)
}

// Title names the question in view, or the score.
func (r *Round) Title() string {
	if r.Phase == PhaseScore {
		return "Score"
	}
	return fmt.Sprintf("%s %d of %d", r.words.Question, r.At+1, len(r.Lesson.Questions))
}
