package template

import "fmt"

// server is the end that is called when the Guard and a peer meet.
func (d *draw) server(peer *workload) *workload {
	if d.Out {
		return peer
	}
	return d.Guard
}

// With is the connection of the Guard and a peer in the direction of the task.
func (d *draw) With(peer *workload) string { return d.meet(d.Guard, peer) }

// NearWith is the same of the workload beside the Guard.
func (d *draw) NearWith(peer *workload) string { return d.meet(d.Near, peer) }

func (d *draw) meet(one, peer *workload) string {
	if d.Out {
		return line(one, peer)
	}
	return line(peer, one)
}

// Against is the connection of the Guard and a peer in the other direction.
func (d *draw) Against(peer *workload) string {
	if d.Out {
		return line(peer, d.Guard)
	}
	return line(d.Guard, peer)
}

// ByName is With by the name of the Service.
func (d *draw) ByName(peer *workload) string {
	if d.Out {
		return d.Guard.Pod() + " > svc " + peer.Svc()
	}
	return peer.Pod() + " > svc " + d.Guard.Svc()
}

// BySide is With on the other port of whoever serves.
func (d *draw) BySide(peer *workload) string {
	server := *d.server(peer)
	server.Port = server.Side
	if d.Out {
		return line(d.Guard, &server)
	}
	return line(peer, &server)
}

// Line is a connection by address.
func (d *draw) Line(from, to *workload) string { return line(from, to) }

func line(from, to *workload) string {
	text := fmt.Sprintf("%s > %s:%d", from.Pod(), to.Pod(), to.Port)
	if to.Proto != "TCP" {
		text += "/" + to.Proto
	}
	return text
}
