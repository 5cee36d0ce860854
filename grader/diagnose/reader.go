package diagnose

import (
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/task"
)

// reader reads single documents, each text once.
type reader struct {
	task *task.Compiled
	seen map[manifest.Source]*manifest.Result
}

func newReader(t *task.Compiled) *reader {
	return &reader{task: t, seen: make(map[manifest.Source]*manifest.Result)}
}

func (r *reader) read(piece manifest.Source) *manifest.Result {
	if known, ok := r.seen[piece]; ok {
		return known
	}
	result := r.task.Read([]manifest.Source{piece})
	r.seen[piece] = result
	return result
}
