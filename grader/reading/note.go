package reading

// noteNames adds that a port's name means nothing outside the cluster, to a rule that
// uses one and whose peers may lie there.
func (r *reader) noteNames(u rule) {
	var names []phrase
	for _, p := range mergedPorts(u.ports, u.path+".ports") {
		if p.kind == namedPort {
			names = append(names, words(p.text, p.paths...))
		}
	}
	if len(names) == 0 || !u.reachesOutside() {
		return
	}
	opens := " opens nothing there."
	if len(names) > 1 {
		opens = " open nothing there."
	}
	r.say(Note, u.path+".ports", join(words("Outside the cluster ports have no names: "), list("and", names), words(opens)))
}

// reachesOutside tells whether a peer may be something other than a pod. A single
// address is not spared: nothing says whose it is.
func (u rule) reachesOutside() bool {
	for _, p := range u.peers {
		if p.IPBlock != nil {
			return true
		}
	}
	return len(u.peers) == 0
}
