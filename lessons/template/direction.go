package template

import "fmt"

// In tells that the Guard accepts connections.
func (d *draw) In() bool { return !d.Out }

// Us and Them are the namespaces of the Guard and of the Friend.
func (d *draw) Us() string   { return d.Guard.NS }
func (d *draw) Them() string { return d.Friend.NS }

// Type, Rules and Peers are how a policy spells the direction.
func (d *draw) Type() string  { return choose(d.Out, "Egress", "Ingress") }
func (d *draw) Rules() string { return choose(d.Out, "egress", "ingress") }
func (d *draw) Peers() string { return choose(d.Out, "to", "from") }

// OtherType, OtherRules and OtherPeers are the same of the other direction.
func (d *draw) OtherType() string  { return choose(d.In(), "Egress", "Ingress") }
func (d *draw) OtherRules() string { return choose(d.In(), "egress", "ingress") }
func (d *draw) OtherPeers() string { return choose(d.In(), "to", "from") }

func choose(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

// Port, Proto, Front and Side are those of the end where the connections of the task arrive.
func (d *draw) Port() int     { return d.server(d.Friend).Port }
func (d *draw) Proto() string { return d.server(d.Friend).Proto }
func (d *draw) Front() int    { return d.server(d.Friend).Front }
func (d *draw) Side() int     { return d.server(d.Friend).Side }

// Column is a text as kubectl pads it in the column that holds the Friend's namespace.
func (d *draw) Column(text string) string {
	return fmt.Sprintf("%-*s", max(len("NAME"), len(d.Them())), text)
}

// Address is that of the Service in question.
func (d *draw) Address() string { return d.server(d.Friend).Address }
