package task

import (
	"slices"

	"k8s.io/apimachinery/pkg/api/equality"

	"netpol-tutor/grader/journey"
)

// Judgement is what a state of the cluster achieves.
type Judgement struct {
	State   State
	World   journey.World // the cluster under the state's policies
	Checks  []CheckResult // one for each check of the task, in its order
	Bounds  BoundsResult
	Objects []ObjectProblem
	Passed  bool
	Score   int // per cent
}

// CheckResult is a check and what came of it.
type CheckResult struct {
	Check
	Journey journey.Journey
	Got     Expect // a refused connection got through: policy allowed it
	Passed  bool
}

// ObjectProblem says what is wrong with an object as such.
type ObjectProblem struct {
	Object  string // NAMESPACE/NAME, or KIND NAMESPACE/NAME for other kinds than policies
	Problem Problem
}

// Problem is the kind of an ObjectProblem.
type Problem string

const (
	// Missing means that the task names an object and nothing carries the name.
	Missing Problem = "missing"
	// Changed means that something which had to stay as it was did not.
	Changed Problem = "changed"
)

// Unchecked are the counterexamples that no failing check shows already.
func (j *Judgement) Unchecked() []Counterexample {
	return slices.DeleteFunc(slices.Clone(j.Bounds.Examples), func(e Counterexample) bool {
		return slices.ContainsFunc(j.Checks, func(c CheckResult) bool {
			return !c.Passed && c.Connection.Text == e.Connection
		})
	})
}

// Judge answers what a submission achieves.
func (c *Compiled) Judge(s Submitted) *Judgement {
	j := c.judge(c.State(s))
	j.Score = c.score(j)
	return j
}

func (c *Compiled) judge(st State) *Judgement {
	j := &Judgement{State: st, World: c.World(policies(st.Policies))}
	j.Checks = c.runChecks(j.World)
	j.Bounds = c.bounds(st, j.World.Policies)
	j.Objects = c.objects(st)
	j.Passed = len(j.Objects) == 0 && j.Bounds.Hold() && !slices.ContainsFunc(j.Checks, CheckResult.failed)
	return j
}

func (c *Compiled) runChecks(w journey.World) []CheckResult {
	results := make([]CheckResult, len(c.Checks))
	for i, check := range c.Checks {
		results[i] = check.run(w)
	}
	return results
}

// run cannot fail: Compile has tried every check, and whether a check can be run
// depends on the cluster, not on the policies.
func (check Check) run(w journey.World) CheckResult {
	way, _ := journey.Go(w, check.Connection, check.options())
	got := expectOf(way.Allowed)
	return CheckResult{Check: check, Journey: way, Got: got, Passed: got == check.Expect}
}

// options lets a denied connection skip the lookup, which would deny it for the
// wrong reason wherever DNS is cut.
func (check Check) options() journey.Options {
	return journey.Options{ByAddress: check.Expect == Deny}
}

func (r CheckResult) failed() bool { return !r.Passed }

func (c *Compiled) objects(st State) []ObjectProblem {
	var problems []ObjectProblem
	for _, key := range c.Objects {
		if find(st.Policies, key) == nil {
			problems = append(problems, ObjectProblem{key, Missing})
		}
	}
	for _, key := range c.Protected {
		was, is := find(c.Start, key), find(st.Policies, key)
		if is == nil || !equality.Semantic.DeepEqual(was.Policy().Spec, is.Policy().Spec) {
			problems = append(problems, ObjectProblem{key, Changed})
		}
	}
	for _, o := range st.Foreign {
		problems = append(problems, ObjectProblem{o.Kind + " " + o.Key(), Changed})
	}
	return problems
}
