package editor

// change is one replacement: it makes old, which stands at the given place, to new.
type change struct {
	at       place
	old, new string
}

func (c change) inverse() change { return change{c.at, c.new, c.old} }

// caret is where the learner is: the cursor and, while selecting, the other end of the
// selection.
type caret struct {
	cursor    place
	anchor    place
	selecting bool
	marking   bool // a mark was set: plain movement selects, too
}

func at(p place) caret { return caret{cursor: p} }

// manner tells what kind of edit a step is, so that runs of the same can be one step.
type manner uint8

const (
	single manner = iota
	typing
	erasing
)

// step is what one undo takes back.
type step struct {
	changes       []change
	before, after caret
	manner        manner
}

// history keeps the steps in two linked lists, so that copies of a Model share what
// they have in common and never overwrite each other's.
type history struct {
	done, undone *frame
	sealed       bool // the next edit begins a step of its own
}

type frame struct {
	step
	below *frame
	depth int // steps from here down
	bytes int // text they remember
}

// Beyond these bounds the oldest half of the history is forgotten.
const (
	maxSteps     = 4000
	maxRemembers = 64 << 20
)

func push(f *frame, s step) *frame {
	top := &frame{step: s, below: f, depth: 1, bytes: s.bytes()}
	if f != nil {
		top.depth += f.depth
		top.bytes += f.bytes
	}
	return top
}

func (s step) bytes() int {
	n := 0
	for _, c := range s.changes {
		n += len(c.old) + len(c.new)
	}
	return n
}

func (h *history) add(s step) {
	h.undone = nil
	if joined, ok := h.join(s); ok {
		h.done = push(h.done.below, joined)
		return
	}
	h.done = push(h.done, s)
	h.sealed = false
	if h.done.depth > maxSteps || h.done.bytes > maxRemembers {
		h.done = h.done.newest(maxSteps/2, maxRemembers/2)
	}
}

// newest is a copy of the uppermost steps within the given bounds, the first always.
func (f *frame) newest(n, bytes int) *frame {
	var steps []step
	for ; f != nil && len(steps) < n && (len(steps) == 0 || bytes > 0); f = f.below {
		steps = append(steps, f.step)
		bytes -= f.step.bytes()
	}
	var kept *frame
	for i := len(steps) - 1; i >= 0; i-- {
		kept = push(kept, steps[i])
	}
	return kept
}

// join makes one step of s and the last one if s goes on with the same run of typing
// or erasing. A word and the blank before it belong to one run.
func (h *history) join(s step) (step, bool) {
	if h.sealed || h.done == nil || s.manner == single || h.done.manner != s.manner {
		return step{}, false
	}
	last := h.done.step
	if len(last.changes) != 1 || len(s.changes) != 1 || last.after != s.before {
		return step{}, false
	}
	joined, ok := extend(last.changes[0], s.changes[0], s.manner)
	if !ok {
		return step{}, false
	}
	return step{changes: []change{joined}, before: last.before, after: s.after, manner: s.manner}, true
}

// extend makes one change of two that touch.
func extend(run, more change, m manner) (change, bool) {
	erased := run.new == "" && more.new == ""
	switch {
	case m == typing && more.old == "" && more.at == behind(run.at, run.new):
		newWord := lastBlank(run.new) && !lastBlank(more.new) && !allBlank(run.new)
		return change{run.at, run.old, run.new + more.new}, !newWord
	case m == erasing && erased && run.at == behind(more.at, more.old):
		return change{more.at, more.old + run.old, ""}, true
	case m == erasing && erased && run.at == more.at:
		return change{run.at, run.old + more.old, ""}, true
	}
	return change{}, false
}

func lastBlank(s string) bool { return s != "" && s[len(s)-1] == ' ' }

func allBlank(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] != ' ' {
			return false
		}
	}
	return true
}
