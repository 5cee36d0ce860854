package reading

import (
	"strings"

	networkingv1 "k8s.io/api/networking/v1"
)

// rule is a rule of either direction.
type rule struct {
	peers []networkingv1.NetworkPolicyPeer
	ports []networkingv1.NetworkPolicyPort
	path  string
}

func (r *reader) ingressRules() []rule {
	all := make([]rule, len(r.policy.Spec.Ingress))
	for i, in := range r.policy.Spec.Ingress {
		all[i] = rule{in.From, in.Ports, item(ingress.path(), i)}
	}
	return all
}

func (r *reader) egressRules() []rule {
	all := make([]rule, len(r.policy.Spec.Egress))
	for i, out := range r.policy.Spec.Egress {
		all[i] = rule{out.To, out.Ports, item(egress.path(), i)}
	}
	return all
}

// opensAll tells whether a rule leaves nothing closed.
func (u rule) opensAll() bool { return len(u.peers) == 0 && len(u.ports) == 0 }

// rule says what a rule lets through, and what it only seems to.
func (r *reader) rule(d direction, u rule) {
	if d == ingress {
		r.say(Rule, u.path, r.entering(u))
		return
	}
	r.say(Rule, u.path, r.leaving(u))
	r.noteNames(u)
}

func (r *reader) leaving(u rule) phrase {
	if len(u.ports) == 0 {
		return join(words("They may open connections over any protocol to any port "), r.peers(u, "of", "to"), words("."))
	}
	return join(words("They may open connections to "), u.portNames(false), r.peers(u, "of", "to"), words("."))
}

func (r *reader) entering(u rule) phrase {
	if len(u.ports) == 0 {
		return join(words("Connections over any protocol to any of their ports may come "), r.peers(u, "from", "from"), words("."))
	}
	return join(words("Connections to "), u.portNames(true), words("may come "), r.peers(u, "from", "from"), words("."))
}

// portNames says which ports a rule opens, up to the space before whose they are. What
// is several lists, or a clause of its own, ends with a comma.
func (u rule) portNames(own bool) phrase {
	groups := grouped(mergedPorts(u.ports, u.path+".ports"))
	items := make([]phrase, len(groups))
	end := " "
	for i, g := range groups {
		items[i] = g.phrase(own)
		if g.kind == namedPort && !own {
			end = ", "
		}
	}
	names := list("or", items)
	if len(items) > 1 && strings.Contains(names.text(), ",") {
		end = ", "
	}
	return append(names, Part{Text: end})
}

// peers says whom a rule is about, each with its preposition, so that one peer is never
// taken for a part of another.
func (r *reader) peers(u rule, preposition, field string) phrase {
	if len(u.peers) == 0 {
		return words(preposition + " " + everyone(preposition) + ", inside or outside the cluster")
	}
	items := make([]phrase, len(u.peers))
	for i, p := range u.peers {
		items[i] = join(words(preposition+" "), r.peer(p, item(u.path+"."+field, i)))
	}
	return apart("or", items)
}

func everyone(preposition string) string {
	if preposition == "from" {
		return "anywhere"
	}
	return "anything"
}
