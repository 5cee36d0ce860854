package story

import "strings"

// gap stands for a missing value in the file of the lesson.
const gap = "___"

// Values are what stands in the two holes: a protocol and a port.
type Values [2]string

// File is a file with two holes. Nothing else of it can change.
type File [3]string // what stands before, between and after the holes

// File is the one that the learner fills in.
func (s *Scene) File() File {
	var f File
	copy(f[:], strings.SplitN(s.Start, gap, len(f)))
	return f
}

// With is the file as it would be handed in.
func (f File) With(v Values) string { return f[0] + v[0] + f[1] + v[1] + f[2] }

// valuesIn are the values that stand in the holes of a file which is filled in.
func (f File) valuesIn(text string) Values {
	first, rest, _ := strings.Cut(strings.TrimPrefix(text, f[0]), f[1])
	return Values{first, strings.TrimSuffix(rest, f[2])}
}

// Lines are the numbers, from 1, of the lines that have holes.
func (f File) Lines() [2]int {
	first := strings.Count(f[0], "\n") + 1
	return [2]int{first, first + strings.Count(f[1], "\n")}
}
