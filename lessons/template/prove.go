package template

import "netpol-tutor/lessons"

// Prove makes the first Proved twins of every template and proves them like any lesson;
// beside that, that no right answer to one passes the next. It answers the twins, and
// what is wrong.
func Prove() (twins []*lessons.Lesson, problems []lessons.Problem) {
	for _, t := range All() {
		var before *lessons.Lesson
		for seed := uint64(1); seed <= Proved; seed++ {
			l, err := t.Lesson(seed)
			if err != nil {
				problems = append(problems, lessons.Problem{Lesson: t.Twin(seed), File: t.Twin(seed), Message: err.Error()})
				continue
			}
			if before != nil {
				problems = append(problems, lessons.VerifyPair(before, l)...)
			}
			twins, before = append(twins, l), l
		}
	}
	return twins, append(problems, lessons.VerifyAll(twins)...)
}
