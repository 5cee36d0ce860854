package workspace

import (
	"errors"
	"sync"

	tea "github.com/charmbracelet/bubbletea"

	"netpol-tutor/grader"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/reading"
	"netpol-tutor/grader/task"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/play"
	"netpol-tutor/lessons/progress"
	"netpol-tutor/tui/markdown"
	"netpol-tutor/tui/screen"
	"netpol-tutor/tui/theme"
	"netpol-tutor/tui/world"
)

// begun brings a lesson that is ready to be played.
type begun struct {
	attempt *play.Attempt
	draft   string
	copies  []progress.Copy
	memory  error // why nothing is saved on disk
	hints   []string
	cluster []string
	err     error
}

func begin(env screen.Env, l *lessons.Lesson) tea.Cmd {
	return func() tea.Msg {
		a, err := play.BeginFor(l, env.Store, env.Recalls)
		if err != nil {
			return begun{err: err}
		}
		copies, _ := a.Copies() // those that cannot be read are not lost
		return begun{
			attempt: a, draft: a.Draft(), copies: copies, memory: env.Store.InMemory(),
			hints: a.Hints(), cluster: world.Cluster(env.Theme, a.Task().Cluster),
		}
	}
}

// textRendered brings a text at a width.
type textRendered struct {
	key   markdown.Key
	lines []string
}

func renderText(t *theme.Theme, key markdown.Key, text string) tea.Cmd {
	return func() tea.Msg { return textRendered{key, markdown.Render(t, text, key.Width)} }
}

type draftSaved struct {
	attempt *play.Attempt
	version int
	over    *string // the text of another program that it was allowed to replace
	err     error
	memory  error  // why it is in memory only
	notice  string // of the store, once
}

func saveDraft(s progress.Store, a *play.Attempt, text string, version int, over *string, turn *turn) tea.Cmd {
	return func() tea.Msg {
		err := turn.take(version, func() error { return saveOver(a, text, over) })
		return draftSaved{a, version, over, err, s.InMemory(), screen.Notice(s)}
	}
}

// turn keeps an older text from replacing a newer one: the save of a learner who leaves
// may overtake the one that is under way.
type turn struct {
	mu     sync.Mutex
	newest int // version that was saved
}

func (t *turn) take(version int, save func() error) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if version < t.newest {
		return nil
	}
	t.newest = version
	return save()
}

func saveOver(a *play.Attempt, text string, over *string) error {
	if over == nil {
		return a.Save(text)
	}
	return a.SaveOver(text, *over)
}

// copyDropped says that texts beside the draft were removed.
type copyDropped struct{ err error }

func dropCopies(a *play.Attempt, copies []progress.Copy) tea.Cmd {
	if len(copies) == 0 {
		return nil
	}
	return func() tea.Msg {
		var errs []error
		for _, c := range copies {
			errs = append(errs, a.Drop(c))
		}
		return copyDropped{errors.Join(errs...)}
	}
}

// fileReady brings the file of the draft, just saved.
type fileReady struct {
	attempt *play.Attempt
	version int
	path    string
	err     error
}

// editorEnded says that the learner's own editor has ended.
type editorEnded struct{ err error }

func fileForEditor(s progress.Store, a *play.Attempt, text string, version int) tea.Cmd {
	return func() tea.Msg {
		err := a.Save(text)
		return fileReady{a, version, s.DraftPath(a.Lesson().ID), err}
	}
}

// draftRead brings what the file of the draft holds; polled tells that nobody asked.
type draftRead struct {
	attempt *play.Attempt
	text    string
	changed bool
	saves   int // begun when it was asked for
	polled  bool
	err     error
}

func reread(a *play.Attempt, saves int, polled bool) tea.Cmd {
	return func() tea.Msg {
		text, changed, err := a.Reread()
		return draftRead{a, text, changed, saves, polled, err}
	}
}

// linted brings what a server would refuse, and what the rest means.
type linted struct {
	seq      int
	refusals []manifest.Refusal
	readings []reading.Reading
}

func lint(t *task.Compiled, s manifest.Source, seq int) tea.Cmd {
	return func() tea.Msg {
		read := t.Read([]manifest.Source{s})
		answer := linted{seq: seq, refusals: read.Refusals}
		for _, o := range read.Objects {
			if o.Policy() != nil {
				answer.readings = append(answer.readings, reading.Read(o))
			}
		}
		return answer
	}
}

// gradedMsg brings the report on a submit; with an error beside it, the result could
// not be recorded.
type gradedMsg struct {
	attempt *play.Attempt
	seq     int
	text    string
	version int
	report  *grader.Report
	err     error
}

func submit(a *play.Attempt, text string, version, seq int) tea.Cmd {
	return func() tea.Msg {
		report, err := a.Submit(text)
		return gradedMsg{attempt: a, seq: seq, text: text, version: version, report: report, err: err}
	}
}

type hintGiven struct {
	attempt *play.Attempt
	text    string
	number  int
}

func hint(a *play.Attempt) tea.Cmd {
	return func() tea.Msg {
		text, number, _ := a.Hint()
		return hintGiven{a, text, number}
	}
}

type solutionGiven struct{ text string }

func solution(a *play.Attempt) tea.Cmd {
	return func() tea.Msg { return solutionGiven{a.Solution()} }
}

// noteFix counts a change that was offered and made as help. Should that not be saved,
// the next submit says so.
func noteFix(a *play.Attempt, cause string) tea.Cmd {
	return func() tea.Msg {
		_ = a.FixApplied(cause)
		return nil
	}
}

type restarted struct {
	attempt *play.Attempt
	text    string
}

func restart(a *play.Attempt) tea.Cmd {
	return func() tea.Msg { return restarted{a, a.Restart()} }
}
