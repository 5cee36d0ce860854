package story

import (
	"embed"
	"fmt"
	"io/fs"

	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/reading"
	"netpol-tutor/grader/task"
	"netpol-tutor/lessons"
)

// The lesson behind the story, in the format of all lessons, so that it is proved like them.
//
//go:embed content
var content embed.FS

// The connections of the two commands: the same page by name, and by address.
const (
	byName    = "space1/app1-0 > svc space2/microservice1"
	byAddress = "space1/app1-0 > space2/microservice1-0:80"
)

// PolicyFile is what the first policy is kept in.
const PolicyFile = "np-space1.yaml"

// Road is a way out of app1-0 that the picture shows.
type Road struct {
	connection      string
	Port, To, Where string
}

const (
	RoadDNS = iota
	RoadService
	RoadNeighbour
	RoadOutside
	// Roads is how many there are.
	Roads
)

// AllRoads are the ways in the order in which they are shown.
func AllRoads() [Roads]Road {
	return [Roads]Road{
		RoadDNS:       {"space1/app1-0 > dns", "UDP 53", "kube-dns", "kube-system"},
		RoadService:   {byAddress, "TCP 80", "microservice1-0", "space2"},
		RoadNeighbour: {"space1/app1-0 > default/other-0:80", "TCP 80", "other-0", "default"},
		RoadOutside:   {"space1/app1-0 > google.com:443", "TCP 443", "google.com", "outside"},
	}
}

// View is what is so under one set of policies.
type View struct {
	Open              [Roads]bool
	Why               [Roads]string
	ByName, ByAddress journey.Journey // the two commands
}

// Scene is the cluster and all that is shown of it. It does not change.
type Scene struct {
	Lesson  *lessons.Lesson
	Policy  string      // the first policy, without DNS
	Meaning []Statement // of that policy
	Created string      // what kubectl prints for it
	Start   string      // the file with two holes

	Flat, Cut, Mended View   // without policies, under the first, and under the learner's
	Configured        string // what kubectl prints for the learner's; "" before there is one

	task   *task.Compiled
	object *manifest.Object
}

// Build prepares the lesson, and follows every connection of the story.
func Build() (*Scene, error) {
	l, err := loadLesson()
	if err != nil {
		return nil, err
	}
	compiled, err := l.Task()
	if err != nil {
		return nil, fmt.Errorf("prepare the prologue: %w", err)
	}
	s := &Scene{Lesson: l, task: compiled, Start: l.Start}
	if err := s.readPolicy(); err != nil {
		return nil, err
	}
	if s.Flat, err = look(compiled.World(nil)); err != nil {
		return nil, err
	}
	s.Cut, err = look(compiled.World([]*networkingv1.NetworkPolicy{s.object.Policy()}))
	return s, err
}

func loadLesson() (*lessons.Lesson, error) {
	own, err := fs.Sub(content, "content")
	if err != nil {
		return nil, fmt.Errorf("open the prologue: %w", err)
	}
	found, problems := lessons.Load(own, "prologue")
	if faults := lessons.Faults(problems); len(faults) > 0 || len(found) != 1 {
		return nil, fmt.Errorf("read the prologue: %v", problems)
	}
	return found[0], nil
}

// readPolicy takes the policy out of the lesson's cluster and reads it as a file of its
// own, the way a learner would apply it.
func (s *Scene) readPolicy() error {
	applied := s.Lesson.Applied()
	if len(applied) != 1 || applied[0].Root() == nil {
		return fmt.Errorf("read the prologue: its cluster has %d policies, wanted one", len(applied))
	}
	n := applied[0].Root()
	s.Policy = s.Lesson.Cluster[n.Start:n.End]
	read := manifest.Read([]manifest.Source{{Name: PolicyFile, Text: s.Policy}}, manifest.Options{})
	if len(read.Objects) != 1 {
		return fmt.Errorf("read the prologue: %s", read.Stderr)
	}
	s.object, s.Created = read.Objects[0], read.Stdout
	s.Meaning = statements(s.object)
	return nil
}

// Statement is a sentence about a policy, and the lines that make it true.
type Statement struct {
	Text  string
	Lines map[int]bool // numbered from 1
}

func statements(o *manifest.Object) []Statement {
	var all []Statement
	for _, sentence := range reading.Read(o).Sentences {
		s := Statement{sentence.Text, map[int]bool{}}
		s.mark(sentence.Span)
		for _, part := range sentence.Parts {
			for _, path := range part.Paths {
				s.mark(o.Span(path))
			}
		}
		all = append(all, s)
	}
	return all
}

func (s Statement) mark(span diagnostic.Span) {
	for line := span.Start.Line; span.Known() && line <= span.End.Line; line++ {
		s.Lines[line] = true
	}
}

// look follows the connections of the story in one world.
func look(w journey.World) (View, error) {
	var v View
	for i, r := range AllRoads() {
		j, err := follow(w, r.connection)
		if err != nil {
			return v, err
		}
		v.Open[i], v.Why[i] = j.Allowed, j.Reason
	}
	var err error
	if v.ByName, err = follow(w, byName); err != nil {
		return v, err
	}
	v.ByAddress, err = follow(w, byAddress)
	return v, err
}

func follow(w journey.World, connection string) (journey.Journey, error) {
	c, err := journey.Parse(connection)
	if err != nil {
		return journey.Journey{}, fmt.Errorf("read connection %q of the prologue: %w", connection, err)
	}
	j, err := journey.Go(w, c, journey.Options{})
	if err != nil {
		return j, fmt.Errorf("follow %q in the prologue: %w", connection, err)
	}
	return j, nil
}

// With is the scene after the learner's policy was applied.
func (s *Scene) With(t Try) *Scene {
	next := *s
	next.Mended, next.Configured = t.View, t.Applied
	return &next
}

// Unmended is the scene before that.
func (s *Scene) Unmended() *Scene { return s.With(Try{}) }

// IsMended tells whether the learner's policy was applied.
func (s *Scene) IsMended() bool { return s.Configured != "" }

// Commands are the same page asked for by name, and by address.
func (v View) Commands() [2]journey.Journey { return [2]journey.Journey{v.ByName, v.ByAddress} }
