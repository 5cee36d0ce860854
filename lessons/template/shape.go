package template

// choice is something in which twins differ in kind, and what it may be.
type choice struct {
	name    string
	options []string
}

// Directions of the policy that is asked for.
func bothWays() choice { return choice{"way", []string{"in", "out"}} }
func outwards() choice { return choice{"way", []string{"out"}} }

// subjects are whom the policy restricts: the Guard, or every pod of its namespace.
func subjects() choice { return choice{"subject", []string{"pod", "space"}} }

// welcomes are whom it has to do with: the Friend, or every pod of its namespace.
func welcomes() choice { return choice{"peer", []string{"pod", "space"}} }

// bystanders are further pods.
func bystanders() choice { return choice{"bystander", []string{"none", "near", "far"}} }

// shapes counts the combinations of all choices.
func (t Template) shapes() uint64 {
	n := uint64(1)
	for _, c := range t.choices {
		n *= uint64(len(c.options))
	}
	return n
}

// shape is the combination that a seed stands for. It goes round all of them.
func (t Template) shape(seed uint64) map[string]string {
	left := seed % t.shapes()
	chosen := map[string]string{}
	for _, c := range t.choices {
		n := uint64(len(c.options))
		chosen[c.name] = c.options[left%n]
		left /= n
	}
	return chosen
}
