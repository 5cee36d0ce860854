package render

import "strings"

// slid moves runs of added or removed lines, where the same lines could be shown a little
// higher or lower, to where a reader sees one thing: a whole document, or else what
// begins with the line that is indented least.
func slid(all []Change) []Change {
	for start := 0; start < len(all); {
		end := runEnd(all, start)
		if all[start].Role == Plain {
			start = end
			continue
		}
		start = settle(all, start, end)
	}
	return all
}

// runEnd is where the lines of one role end that begin at a place.
func runEnd(all []Change, start int) int {
	end := start + 1
	for end < len(all) && all[end].Role == all[start].Role {
		end++
	}
	return end
}

// settle moves one run to its best place, and answers where it ends there.
func settle(all []Change, start, end int) int {
	up, down := start, end
	for up > 0 && all[up-1].Role == Plain && all[up-1].Text == all[end-1-(start-up)%(end-start)].Text {
		up--
	}
	for down < len(all) && all[down].Role == Plain && all[down].Text == all[start+(down-end)%(end-start)].Text {
		down++
	}
	size, role := end-start, all[start].Role
	best := start
	for first := up; first+size <= down; first++ {
		if beginning(all[first:first+size]) < beginning(all[best:best+size]) {
			best = first
		}
	}
	for i := up; i < down; i++ {
		all[i].Role = Plain
		if best <= i && i < best+size {
			all[i].Role = role
		}
	}
	return best + size
}

// beginning says how little a run looks like one thing: a whole document, with the mark
// before or behind it, or else what begins far to the left.
func beginning(run []Change) int {
	const separator, blank = "---", 1000
	first := run[0].Text
	bare := strings.TrimLeft(first, " ")
	switch {
	case first == separator || run[len(run)-1].Text == separator:
		return -1
	case bare == "":
		return blank
	}
	return len(first) - len(bare)
}
