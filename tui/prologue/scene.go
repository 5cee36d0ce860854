package prologue

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

const policyFile = "np-space1.yaml"

// road is a way out of app1-0 that the picture shows.
type road struct{ connection, port, to, where string }

const (
	roadDNS = iota
	roadService
	roadNeighbour
	roadOutside
	roads
)

func allRoads() [roads]road {
	return [roads]road{
		roadDNS:       {"space1/app1-0 > dns", "UDP 53", "kube-dns", "kube-system"},
		roadService:   {byAddress, "TCP 80", "microservice1-0", "space2"},
		roadNeighbour: {"space1/app1-0 > default/other-0:80", "TCP 80", "other-0", "default"},
		roadOutside:   {"space1/app1-0 > google.com:443", "TCP 443", "google.com", "outside"},
	}
}

// view is what is so under one set of policies.
type view struct {
	open              [roads]bool
	why               [roads]string
	byName, byAddress journey.Journey
}

// scene is the cluster and all that is shown of it. It does not change.
type scene struct {
	lesson  *lessons.Lesson
	task    *task.Compiled
	policy  string      // the first policy, without DNS
	meaning []statement // of that policy
	object  *manifest.Object
	created string // what kubectl prints for it
	start   string // the file with two holes

	flat, cut, mended view
	configured        string // what kubectl prints for the mended policy
}

// newScene prepares the lesson, and follows every connection of the story.
func newScene() (*scene, error) {
	l, err := loadLesson()
	if err != nil {
		return nil, err
	}
	compiled, err := l.Task()
	if err != nil {
		return nil, fmt.Errorf("prepare the prologue: %w", err)
	}
	s := &scene{lesson: l, task: compiled, start: l.Start}
	if err := s.readPolicy(); err != nil {
		return nil, err
	}
	if s.flat, err = look(compiled.World(nil)); err != nil {
		return nil, err
	}
	s.cut, err = look(compiled.World([]*networkingv1.NetworkPolicy{s.object.Policy()}))
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
func (s *scene) readPolicy() error {
	applied := s.lesson.Applied()
	if len(applied) != 1 || applied[0].Root() == nil {
		return fmt.Errorf("read the prologue: its cluster has %d policies, wanted one", len(applied))
	}
	n := applied[0].Root()
	s.policy = s.lesson.Cluster[n.Start:n.End]
	read := manifest.Read([]manifest.Source{{Name: policyFile, Text: s.policy}}, manifest.Options{})
	if len(read.Objects) != 1 {
		return fmt.Errorf("read the prologue: %s", read.Stderr)
	}
	s.object, s.created = read.Objects[0], read.Stdout
	s.meaning = statements(s.object)
	return nil
}

// statement is a sentence about a policy, and the lines that make it true.
type statement struct {
	text  string
	lines map[int]bool
}

func statements(o *manifest.Object) []statement {
	var all []statement
	for _, sentence := range reading.Read(o).Sentences {
		s := statement{sentence.Text, map[int]bool{}}
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

func (s statement) mark(span diagnostic.Span) {
	for line := span.Start.Line; span.Known() && line <= span.End.Line; line++ {
		s.lines[line] = true
	}
}

// look follows the connections of the story in one world.
func look(w journey.World) (view, error) {
	var v view
	for i, r := range allRoads() {
		j, err := follow(w, r.connection)
		if err != nil {
			return v, err
		}
		v.open[i], v.why[i] = j.Allowed, j.Reason
	}
	var err error
	if v.byName, err = follow(w, byName); err != nil {
		return v, err
	}
	v.byAddress, err = follow(w, byAddress)
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

// with is the scene after the learner's policy was applied.
func (s *scene) with(msg checked) *scene {
	next := *s
	next.mended, next.configured = msg.view, msg.applied
	return &next
}

func (s *scene) unmended() *scene {
	next := *s
	next.mended, next.configured = view{}, ""
	return &next
}

func (s *scene) isMended() bool { return s.configured != "" }
