package diagnose

// memo keeps an answer that is asked for more than once: to search is to try hundreds of
// changes.
type memo[T any] struct {
	known  bool
	answer T
}

func (m *memo[T]) get(find func() T) T {
	if !m.known {
		m.answer, m.known = find(), true
	}
	return m.answer
}
