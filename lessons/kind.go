package lessons

// Kind says what the learner does in a lesson.
type Kind string

const (
	Write    Kind = "write"    // an empty editor, or a skeleton
	Complete Kind = "complete" // a file with holes is in the editor
	Fix      Kind = "fix"      // a wrong file is in the editor
	Debug    Kind = "debug"    // wrong policies are already applied
	Choose   Kind = "choose"   // several files, one of them is right
	Predict  Kind = "predict"  // does policy allow this connection?
	Symptom  Kind = "symptom"  // terminal output: which stage failed?
)

// Kinds lists every kind of lesson.
func Kinds() []Kind { return []Kind{Write, Complete, Fix, Debug, Choose, Predict, Symptom} }

// Graded tells whether answers to lessons of this kind are policies, so that they can
// be graded. The others ask questions.
func (k Kind) Graded() bool { return k != Predict && k != Symptom }

// Edited tells whether the learner writes or changes a file.
func (k Kind) Edited() bool { return k.Graded() && k != Choose }

// Words say what one does in a lesson of this kind.
func (k Kind) Words() string {
	switch k {
	case Write:
		return "write a policy"
	case Complete:
		return "fill the holes of a file"
	case Fix:
		return "mend a wrong file"
	case Debug:
		return "mend what is applied"
	case Choose:
		return "choose one of several files"
	case Predict:
		return "say the verdict"
	case Symptom:
		return "say which stage failed"
	}
	return string(k)
}
