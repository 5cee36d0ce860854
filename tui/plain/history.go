package plain

// history is what the file was before each change, and after those taken back.
type history struct{ past, future []string }

// mostHistory bounds how many changes can be taken back.
const mostHistory = 200

func (h *history) changed(from string) {
	h.past = append(h.past, from)
	if len(h.past) > mostHistory {
		h.past = h.past[len(h.past)-mostHistory:]
	}
	h.future = nil
}

// back answers the text before the last change; ok is false if there is none.
func (h *history) back(now string) (text string, ok bool) {
	return move(&h.past, &h.future, now)
}

// forth answers the text that was last taken back.
func (h *history) forth(now string) (text string, ok bool) {
	return move(&h.future, &h.past, now)
}

func move(from, to *[]string, now string) (string, bool) {
	last := len(*from) - 1
	if last < 0 {
		return "", false
	}
	text := (*from)[last]
	*from, *to = (*from)[:last], append(*to, now)
	return text, true
}
