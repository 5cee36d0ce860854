package story

// Row is a road as far as the learner knows it.
type Row struct {
	Known, Open, Was bool
	Changed          bool // Was counts
	Asked            bool // the learner is to say what it is
}

// Word says what became of a road: lost, new, or nothing.
func (r Row) Word() string {
	switch {
	case !r.Known || !r.Changed || r.Was == r.Open:
		return ""
	case r.Open:
		return "new"
	}
	return "lost"
}

// Rows are the roads in the state that a frame shows; ran tells whether the commands
// have run. Nothing is shown before the learner has said what it will be.
func (s *Scene) Rows(f Frame, given Guesses, ran bool) [Roads]Row {
	switch {
	case f == Flat1, f == Flat2:
		return s.flatRows(f, given)
	case f >= Again:
		return after(s.Cut, s.Mended)
	case f < Run, f == Run && !ran:
		all := after(s.Flat, s.Cut)
		all[RoadDNS], all[RoadService] = Row{}, Row{}
		return all
	}
	return after(s.Flat, s.Cut)
}

func (s *Scene) flatRows(f Frame, given Guesses) [Roads]Row {
	var all [Roads]Row
	said := func(b Bet) bool { return given[b] != Unsaid }
	for i := range all {
		known := said(Outside) || i == RoadNeighbour && said(Neighbour)
		all[i] = Row{Known: known, Open: s.Flat.Open[i]}
	}
	all[RoadNeighbour].Asked = f == Flat1 && !said(Neighbour)
	all[RoadOutside].Asked = f == Flat2 && !said(Outside)
	return all
}

func after(before, now View) [Roads]Row {
	var all [Roads]Row
	for i := range all {
		all[i] = Row{Known: true, Open: now.Open[i], Was: before.Open[i], Changed: true}
	}
	return all
}
