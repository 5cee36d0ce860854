package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons/progress"
)

// stateDir is where drafts and results are kept. XDG_STATE_HOME is read at the call,
// so that a changed environment counts.
func stateDir() string {
	xdg.Reload()
	return filepath.Join(xdg.StateHome, "netpol-tutor")
}

// store opens the learner's progress for a command that answers and ends. What there is
// to say about the folder goes to the errors.
func (a *app) store() (progress.Store, error) {
	s, err := a.openStore()
	if err != nil {
		return nil, err
	}
	if n := s.Notice(); n != "" {
		fmt.Fprintf(a.stderr, "netpol-tutor: %s\n", render.CleanLine(n))
	}
	return s, nil
}

// openStore opens the learner's progress. A folder that cannot be used is no reason not
// to learn: then nothing is kept, and whoever plays says so where it is seen; see Notice.
func (a *app) openStore() (*progress.FileStore, error) {
	s, err := progress.Open(stateDir(), time.Now)
	if errors.Is(err, progress.ErrNewer) {
		return nil, fmt.Errorf("open %s: %w; use that version, or set XDG_STATE_HOME to another folder", stateDir(), err)
	}
	if err != nil {
		return nil, fmt.Errorf("open progress: %w", err)
	}
	return s, nil
}
