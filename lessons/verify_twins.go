package lessons

import "path"

// VerifyPair proves that the second of two lessons has to be thought about again by
// somebody who solved the first, and the other way round: no right answer to the one
// passes the other.
func VerifyPair(a, b *Lesson) []Problem {
	v := &verifier{l: a, twin: b}
	var err error
	if v.task, err = a.Task(); err == nil { // else its own proof says why
		v.twins()
	}
	return v.problems
}

func (v *verifier) twins() {
	twin := v.twin
	if twin == nil || !v.l.Kind.Graded() || !twin.Kind.Graded() {
		return
	}
	other := &verifier{l: twin}
	var err error
	if other.task, err = twin.Task(); err != nil {
		return // its own proof says why
	}
	v.copies(v.l, other)
	v.copies(twin, v)
}

// copies reports right answers to one lesson that pass another.
func (v *verifier) copies(from *Lesson, to *verifier) {
	for _, a := range append([]Answer{from.Model()}, from.Accept()...) {
		if to.judge(a).passed() {
			v.atField("twin", Fault, "Change names, ports, or which side asks.", "%s of %s passes %s as well", path.Base(a.File), from.ID, to.l.ID)
		}
	}
}
