package task

import (
	"fmt"
	"sync"

	networkingv1 "k8s.io/api/networking/v1"

	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/netpol"
)

// Compiled is a task with everything that does not depend on a submission already
// computed. It is immutable and safe for concurrent use.
type Compiled struct {
	Task
	today      *horizon
	future     func() *horizon // computed when first asked for
	ports      portOrder
	namespaces []string
	untouched  *Judgement
}

// Compile prepares a task for judging. It fails if a check or a protected object
// names something that the cluster does not have.
func Compile(t Task) (*Compiled, error) {
	c := &Compiled{Task: t, ports: newPortOrder(t), namespaces: namespaceNames(t)}
	for _, key := range t.Protected {
		if find(t.Start, key) == nil {
			return nil, fmt.Errorf("compile task %q: protected policy %s is not among the policies applied at the start", t.ID, key)
		}
	}
	c.today = c.horizon(t.Cluster)
	c.future = sync.OnceValue(c.newFuture)
	if err := c.tryChecks(); err != nil {
		return nil, err
	}
	c.untouched = c.judge(State{Policies: t.Start})
	return c, nil
}

// Untouched is the judgement of the task before the learner has done anything.
func (c *Compiled) Untouched() *Judgement { return c.untouched }

// World is the task's cluster under a set of policies.
func (c *Compiled) World(policies []*networkingv1.NetworkPolicy) journey.World {
	return journey.World{Cluster: c.Cluster, Policies: netpol.Compile(c.Cluster, policies)}
}

// tryChecks makes sure once that every check can be run, so that judging need not fail.
func (c *Compiled) tryChecks() error {
	w := c.World(policies(c.Start))
	for _, check := range c.Checks {
		if _, err := journey.Go(w, check.Connection, check.options()); err != nil {
			return fmt.Errorf("compile task %q: check %q: %w", c.ID, check.Connection.Text, err)
		}
	}
	return nil
}

func (c *Compiled) protected() []*manifest.Object {
	var kept []*manifest.Object
	for _, key := range c.Protected {
		kept = append(kept, find(c.Start, key))
	}
	return kept
}

func policies(objects []*manifest.Object) []*networkingv1.NetworkPolicy {
	var ps []*networkingv1.NetworkPolicy
	for _, o := range objects {
		if p := o.Policy(); p != nil {
			ps = append(ps, p)
		}
	}
	return ps
}

func join(a, b []*networkingv1.NetworkPolicy) []*networkingv1.NetworkPolicy {
	return append(append(make([]*networkingv1.NetworkPolicy, 0, len(a)+len(b)), a...), b...)
}

// find answers the policy with that NAMESPACE/NAME, or nil.
func find(objects []*manifest.Object, key string) *manifest.Object {
	for _, o := range objects {
		if o.Policy() != nil && o.Key() == key {
			return o
		}
	}
	return nil
}
