// Package lessons holds the lessons of the tutor: how they are read, from the program
// itself or from a pack that somebody else wrote, and how they are proved.
//
//	lesson.go, kind.go       what a lesson is
//	schema.go, decode.go     lesson.yaml, format 1, with every fault and its place
//	load.go, folder.go       a folder of lessons, untrusted and bounded
//	builtin.go, content/     the lessons that come with the program
//	catalogue.go, order.go   tracks, and names that are nearly right
//	path.go                  the recommended order, and what is new at each step
//	search.go                lessons by words
//	twin.go, maker.go        the same task with other names: written by hand, or made
//	task.go                  a lesson as something that can be graded
//	verify*.go               the proof that a lesson asks what it means to ask
package lessons

import (
	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/task"
)

// Lesson is one task with everything that belongs to it. All texts are as their
// author wrote them: they are untrusted and not cleaned for a terminal. A Lesson is
// not changed once it is loaded and may be used from several goroutines; it must not
// be copied.
type Lesson struct {
	ID, Title  string
	Kind       Kind
	Track      string // a slug
	Difficulty string // easy, medium or hard
	Minutes    int    // 0 where the author gives none
	Namespace  string // where kubectl starts
	Resolver   cluster.Resolver
	ChecksOnly bool // judge the listed checks alone
	Strict     bool
	Pack       string // where a foreign lesson came from; "" for the built-in ones
	Folder     string // the lesson's folder within its pack
	Twin       string // the id of the lesson that asks the same with other names; "" without one

	Brief, Debrief     string // Markdown
	Cluster            string // manifests of the world, applied policies among them
	Start              string // what the editor holds at first
	Solution           string // the model answer
	Tightest, Loosest  string // bounds of what is accepted; the solution where the author gives none
	Objects, Protected []string
	Allow, Deny        []string // checks, one connection each
	Outside            []cluster.Host
	Hints, Causes      []string

	Options   []Option
	Questions []Question

	twin, twinOf *Lesson // once all lessons of the pack are read
	made         bool

	wrong  []Wrong
	accept []Answer
	places places
	world  func() (*world, error)
	task   func() (*task.Compiled, error)
	whole  func() whole
}

// whole is a lesson with everything that proves it, and the problems of reading it.
type whole struct {
	lesson   *Lesson
	problems []Problem
}

// Answer is a text that somebody could hand in.
type Answer struct{ File, Text string }

// Wrong is a known wrong answer and the cause that must be reported for it first.
type Wrong struct{ File, Text, Cause string }

// Option is one of the files to choose from.
type Option struct {
	File, Text string
	Right      bool
	Why        string // why it is not the right one
}

// Question asks for a verdict on a connection (predict), or for the stage at which a
// command failed (symptom).
type Question struct {
	Connection      string // in the grammar of checks; a symptom may leave it out
	Command, Output string // what a terminal shows; symptoms only
	Took            string // how long the command ran, as in 20s; "" where the author does not say
	Answer          string // allow or deny; of a symptom one of Stages
	Why             string
	Cause           string // what a wrong answer shows; "" where the author does not say
}

// Stages lists the answers to a symptom.
func Stages() []string { return []string{"dns", "connection", "refused", "wrong-name", "works"} }

// Wrong lists the known wrong answers, read when first asked for.
func (l *Lesson) Wrong() []Wrong { return l.whole().lesson.wrong }

// Accept lists right answers of unusual forms, read when first asked for.
func (l *Lesson) Accept() []Answer { return l.whole().lesson.accept }

// Applied lists the policies that are applied in the cluster before the learner
// begins. It is empty for a lesson whose cluster cannot be read; Task says why.
func (l *Lesson) Applied() []*manifest.Object {
	w, err := l.world()
	if err != nil {
		return nil
	}
	return w.policies
}
