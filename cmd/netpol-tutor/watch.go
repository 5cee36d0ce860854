package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"netpol-tutor/grader"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/lessons/follow"
	"netpol-tutor/lessons/play"
)

func newWatch(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "watch LESSON FILE|DIR",
		Short: "Grade a file again at every save, for those who live in their own editor",
		Long: `Watch grades FILE, or the manifests of DIR, now and at every save, until you
leave. The file need not be there yet. Tries, hints and passes count as in the
tutor; the tutor's own draft of the lesson stays as it is.

In a terminal the keys are h for a hint, s for the solution, m for all of a long
report, and q to leave. Anywhere else each result is written out, one below the
other, until the program is interrupted.

Exit status: that of the last result: 0 passed, 1 not passed, 2 if nothing was
graded.`,
		Example:           `  netpol-tutor watch space1-space2 np.yaml`,
		Args:              exactly(2, "a lesson and a file, as in 'netpol-tutor watch space1-space2 np.yaml'"),
		ValidArgsFunction: a.completeLesson,
		RunE: func(_ *cobra.Command, args []string) error {
			return a.watch(args[0], args[1])
		},
	}
}

func (a *app) watch(id, arg string) error {
	lesson, err := a.lesson(id)
	switch {
	case err != nil:
		return err
	case !lesson.Kind.Graded():
		return fmt.Errorf("%s is a lesson of questions and takes no file; play it with 'netpol-tutor %s'", id, id)
	case arg == "-":
		return errors.New("watch takes a file or a folder; what comes from standard input is graded once, by 'netpol-tutor grade'")
	}
	store, err := a.store()
	if err != nil {
		return err
	}
	attempt, err := play.Begin(lesson, store)
	if err != nil {
		return err
	}
	files, err := follow.Open(arg)
	if err != nil {
		return err
	}
	defer files.Close()
	keys, release := a.keys()
	defer release()
	w := &watch{app: a, attempt: attempt, arg: arg, code: exitUsage, screen: a.canClear(), keys: keys.mode}
	if files.Polling() {
		w.say("The system cannot tell of changes here, so the file is looked at twice a second.")
	}
	w.until(files, keys)
	if w.screen {
		fmt.Fprintln(w.stdout)
	}
	if w.code != exitPassed {
		return failed(w.code)
	}
	return nil
}

// watch is one file that is graded again and again.
type watch struct {
	*app
	attempt *play.Attempt
	arg     string
	keys    keyMode
	screen  bool // the terminal can be cleared

	last   []manifest.Source // that were looked at
	report *grader.Report    // of them; nil while there is nothing to grade
	at     time.Time         // when that was
	state  string            // why there is nothing to grade
	notes  []string          // what was asked for, and what else there is to say
	asking bool              // whether the solution is to be shown
	whole  bool              // a long report is shown to its end
	code   int               // of the last result
}

// until grades at every change until the learner leaves, or somebody ends the program.
func (w *watch) until(files *follow.Watcher, keys keyboard) {
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer signal.Stop(ended)
	w.look()
	for w.draw() == nil {
		for again := false; !again; {
			select {
			case <-ended:
				return
			case <-files.Changes():
				again = w.look()
			case <-keys.resumed:
				again = true
			case k, ok := <-keys.pressed:
				if !ok || !w.press(k) {
					return
				}
				again = true
			}
		}
	}
}

// look reads the files and grades them, and tells whether anything has changed. An error
// of reading is told; it is no result.
func (w *watch) look() bool {
	s, err := w.submission(w.arg)
	if err != nil {
		return w.nothing(s.Files, w.unread(err))
	}
	if w.state == "" && w.report != nil && slices.Equal(s.Files, w.last) {
		return false
	}
	if !slices.ContainsFunc(s.Files, func(f manifest.Source) bool { return strings.TrimSpace(f.Text) != "" }) {
		return w.nothing(s.Files, fmt.Sprintf("%s is empty. It is graded as soon as something is saved.", w.arg))
	}
	w.last, w.state, w.asking, w.whole, w.notes = s.Files, "", false, false, nil
	w.at = time.Now()
	report, err := w.attempt.SubmitFiles(s)
	if err != nil {
		w.say("This try could not be kept: %v.", err)
	}
	w.report, w.code = report, exitFailed
	if report.Passed {
		w.code = exitPassed
		w.passed()
	}
	return true
}

// unread says why there is nothing to read.
func (w *watch) unread(err error) string {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Sprintf("%s is not there. It is graded as soon as it is saved.", w.arg)
	}
	return fmt.Sprintf("Nothing could be graded: %v. Mend that, and it is graded.", err)
}

// nothing notes that there is nothing to grade; the last result stays that.
func (w *watch) nothing(files []manifest.Source, state string) bool {
	changed := w.state != state
	w.last, w.state, w.report = files, state, nil
	return changed
}

func (w *watch) passed() {
	if sentence := w.attempt.Lesson().Sentence(); sentence != "" {
		w.say("Remember: %s", sentence)
	}
}

func (w *watch) say(format string, args ...any) {
	w.notes = append(w.notes, fmt.Sprintf(format, args...))
}
