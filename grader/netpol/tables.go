package netpol

// tables hold one view's two sides of every pair of classes, for one family, laid out
// for a walk along one source: what the source's rules let out to each class is a row
// of egress; what each kind of destination lets in from the source is a row of ingress.
type tables struct {
	egress  []connID // rows x classes
	ingress []connID // classes x columns
}

// tabulate works out both sides of every pair of classes.
func (v *view) tabulate() {
	s := v.space
	v.row = make([]int32, len(s.classes))
	v.column = make([]int32, len(s.classes))
	columns := v.nameColumns()
	v.rows, v.columns = len(v.groups[Egress]), len(columns)
	members := make([]bitset, len(s.sets.all)) // of classes, by set
	for f := range v.tables {
		if s.inUse[f] {
			v.tables[f].egress = v.tabulateEgress(f, members)
			v.tables[f].ingress = v.tabulateIngress(f, columns, members)
		}
	}
}

// nameColumns tells destinations apart by their group, and where its rules mention
// port names by what they mean by them.
func (v *view) nameColumns() []group {
	s := v.space
	type key struct{ group, profile int32 }
	columns := []group{{}}
	known := numbers[key]{{group: open}: 0}
	for c := range s.classes {
		place := s.classes[c].first()
		v.row[c] = v.group[Egress][place]
		k := key{group: v.group[Ingress][place]}
		if v.asksNames(k.group) {
			k.profile = s.names.profile[place]
		}
		column, added := known.of(k)
		if added {
			columns = append(columns, group{v.groups[Ingress][k.group].rules, k.profile})
		}
		v.column[c] = column
	}
	return columns
}

func (v *view) asksNames(g int32) bool {
	for _, r := range v.groups[Ingress][g].rules {
		if len(v.space.names.lists[v.rules[Ingress][r].ports].names) > 0 {
			return true
		}
	}
	return false
}

func (v *view) tabulateEgress(f int, members []bitset) []connID {
	s, n := v.space, len(v.space.classes)
	table := make([]connID, v.rows*n)
	for i := range n {
		table[i] = everythingID
	}
	for g := 1; g < v.rows; g++ {
		row := table[g*n : (g+1)*n]
		for _, r := range v.groups[Egress][g].rules {
			rule := &v.rules[Egress][r]
			for c := range s.membersOf(rule.peers[f], members).all() {
				row[c] = s.conns.union(row[c], s.names.resolve(rule.ports, s.names.profile[s.classes[c].first()]))
			}
		}
	}
	return table
}

func (v *view) tabulateIngress(f int, columns []group, members []bitset) []connID {
	s, n := v.space, len(v.space.classes)
	table := make([]connID, n*v.columns)
	for c := range n {
		table[c*v.columns] = everythingID
	}
	for k := 1; k < v.columns; k++ {
		for _, r := range columns[k].rules {
			rule := &v.rules[Ingress][r]
			conn := s.names.resolve(rule.ports, columns[k].profile)
			for c := range s.membersOf(rule.peers[f], members).all() {
				cell := &table[c*v.columns+k]
				*cell = s.conns.union(*cell, conn)
			}
		}
	}
	return table
}

// membersOf is a set of places as a set of classes. Each class lies wholly in the set
// or wholly outside it.
func (s *space) membersOf(set int32, known []bitset) bitset {
	if known[set] == nil {
		known[set] = newBitset(len(s.classes))
		for c := range s.classes {
			if s.sets.all[set].has(s.classes[c].first()) {
				known[set].add(c)
			}
		}
	}
	return known[set]
}

// along fills in what a class may open to each class over one family; nothing where
// nothing flows.
func (v *view) along(f, from int, cells []connID) {
	s := v.space
	clear(cells)
	source := &s.classes[from]
	if !source.speaks[f] {
		return
	}
	n := len(s.classes)
	egress := v.tables[f].egress[int(v.row[from])*n:][:n]
	ingress := v.tables[f].ingress[from*v.columns:][:v.columns]
	for to := range cells {
		target := &s.classes[to]
		if target.speaks[f] && (source.inside || target.inside) {
			cells[to] = s.conns.intersect(egress[to], ingress[v.column[to]])
		}
	}
}
