package diagnose

import (
	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
)

// change is a change of the text, and what to say if it proves right.
type change struct {
	code    string
	policy  *policy // the policy at fault; nil where one is missing
	at      mark    // the primary place
	marks   []mark  // further places worth a word
	message string  // one sentence: what is the matter
	fix     string  // one sentence: what the change does
	effort  effort
	also    []mark // the other places of a change in several
	opens   bool   // it is meant to let something through that is wanted
	settle  bool   // it counts only if nothing is wrong after it
	several bool   // it writes several entries anew, of which one may be right
	again   bool   // it adds a rule beside one that is nearly right
	edits   []edit
}

// mark is a place in a policy and what to say of it.
type mark struct {
	path   string
	key    bool // the key or dash rather than its value
	text   string
	policy *policy // if it is not that of the change
}

// edit changes one object of the text.
type edit struct {
	object *manifest.Object
	do     func(root *rewrite.Value) // nil: the object goes
	add    *rewrite.Value            // a new document instead
	raw    []diagnostic.Edit         // or else changes of the text around the object
}

// where names the place of a change among those of its cause.
func (c *change) where() string {
	if c.policy == nil {
		return c.at.path
	}
	return c.policy.Key() + " " + c.at.path
}

// on is the edit of a policy.
func on(p *policy, do func(root *rewrite.Value)) edit { return edit{object: p.Object, do: do} }

// effort is how much of the learner's text a change leaves alone; the less the better.
type effort uint8

const (
	scalar    effort = iota // another word or number
	entry                   // a further entry or item beside others
	move                    // the same words in another place
	splitJoin               // one item becomes two, or two become one
	swap                    // two parts change places
	addRule                 // a further rule
	remove                  // something goes
	addPolicy               // a further policy
	rework                  // a whole section is written anew
)
