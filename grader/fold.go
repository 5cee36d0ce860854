package grader

import "slices"

// Fold joins the pods of a namespace whose rows and columns are alike.
func (p *Picture) Fold() *Picture {
	folded := &Picture{Port: p.Port}
	var kept []int
	for i, e := range p.Ends {
		twin := slices.IndexFunc(kept, func(k int) bool { return p.alike(k, i) })
		if twin < 0 {
			kept = append(kept, i)
			e.Members = slices.Clone(e.Members)
			folded.Ends = append(folded.Ends, e)
			continue
		}
		folded.Ends[twin].Members = append(folded.Ends[twin].Members, e.Members...)
	}
	for n, i := range kept {
		row := make([]Cell, len(kept))
		for m, k := range kept {
			row[m] = p.Cells[i][k]
			if i == k && len(folded.Ends[n].Members) > 1 {
				row[m] = p.betweenTwins(i)
			}
		}
		folded.Cells = append(folded.Cells, row)
	}
	return folded
}

// betweenTwins is the cell between two different members of a folded end.
func (p *Picture) betweenTwins(i int) Cell {
	for k := i + 1; k < len(p.Ends); k++ {
		if p.alike(i, k) {
			return p.Cells[i][k]
		}
	}
	return p.Cells[i][i]
}

// alike tells whether two ends of one namespace have the same verdicts with everybody
// else, and the same in both ways with each other.
func (p *Picture) alike(a, b int) bool {
	cells := p.Cells
	if p.Ends[a].Namespace == "" || p.Ends[a].Namespace != p.Ends[b].Namespace || !cells[a][b].same(cells[b][a]) {
		return false
	}
	for k := range p.Ends {
		if k == a || k == b {
			continue
		}
		if !cells[a][k].same(cells[b][k]) || !cells[k][a].same(cells[k][b]) {
			return false
		}
	}
	return true
}

func (c Cell) same(d Cell) bool {
	return c.None == d.None && c.Allowed == d.Allowed && c.Before == d.Before && c.Wrong == d.Wrong
}

// Same tells whether two pictures show the same, whatever their ports.
func (p *Picture) Same(q *Picture) bool {
	if len(p.Ends) != len(q.Ends) {
		return false
	}
	for i, e := range p.Ends {
		if !slices.Equal(e.Members, q.Ends[i].Members) || !slices.EqualFunc(p.Cells[i], q.Cells[i], Cell.same) {
			return false
		}
	}
	return true
}

// Wrong counts the cells that are not as the task wants.
func (p *Picture) Wrong() int {
	n := 0
	for _, row := range p.Cells {
		for _, c := range row {
			if c.Wrong {
				n++
			}
		}
	}
	return n
}
