package diagnose

import (
	"slices"
	"strings"
)

// level is a column at which a line may stand, and what the API expects there.
type level struct {
	indent int
	list   bool   // of dashes; else of keys
	shape  *shape // of the mapping or list; nil where it is not known
	below  *shape // what the last key may hold
	open   bool   // the last key has nothing behind it yet
}

// levels are the open ones, the outermost first.
type levels []level

// levelsBefore goes through the lines before one, and answers where that one may stand.
func levelsBefore(lines []sourceLine, i int) levels {
	open := levels{{shape: policyShape()}}
	for _, l := range lines[:i] {
		switch {
		case l.idle():
		case strings.HasPrefix(l.text, "---"), l.text == "kind: List":
			open = levels{{}}
			if l.text == "---" {
				open[0].shape = policyShape()
			}
		default:
			open = open.with(l)
		}
	}
	return open
}

// with are the levels behind a further line.
func (ls levels) with(l sourceLine) levels {
	says := entryOf(l.text)
	column := l.indent
	for range says.dashes {
		ls = ls.at(column, true)
		column += 2
		ls = append(ls, level{indent: column, shape: ls[len(ls)-1].shape.item()})
	}
	if says.key == "" {
		return ls
	}
	ls = ls.at(column, false)
	top := &ls[len(ls)-1]
	top.below, top.open = top.shape.field(says.key), says.value == ""
	return ls
}

// at closes what stands deeper than a column, and opens a level there if there is none.
func (ls levels) at(column int, list bool) levels {
	for len(ls) > 1 && (ls[len(ls)-1].indent > column || ls[len(ls)-1].indent == column && ls[len(ls)-1].list && !list) {
		ls = ls[:len(ls)-1]
	}
	if top := ls[len(ls)-1]; top.list != list || top.indent < column {
		ls = append(ls, level{indent: column, list: list, shape: top.below})
	}
	return ls
}

// places are the columns at which a line could stand behind others, by its key.
func (ls levels) places(l sourceLine) []int {
	var columns []int
	says := entryOf(l.text)
	offer := func(column int, shape *shape) {
		if shape.takes(says) && !slices.Contains(columns, column) {
			columns = append(columns, column)
		}
	}
	for _, one := range ls {
		if one.list == (says.dashes > 0) {
			offer(one.indent, one.shape)
		}
	}
	if top := ls[len(ls)-1]; top.open {
		if says.dashes > 0 {
			offer(top.indent, top.below)
		}
		offer(top.indent+2, top.below)
	}
	return columns
}

// holder is a place for a new key that holds what follows.
type holder struct {
	column int    // of the line
	dash   string // before the key, in a list
	keys   int    // column of the key itself
	shape  *shape
}

// holders are the places for a new key behind some lines, as far as they are known.
func (ls levels) holders() []holder {
	var all []holder
	offer := func(column int, list bool, s *shape) {
		h := holder{column: column, keys: column, shape: s}
		if list {
			h.dash, h.keys, h.shape = "- ", column+2, s.item()
		}
		if h.shape != nil && h.shape.fields != nil {
			all = append(all, h)
		}
	}
	for _, one := range ls {
		offer(one.indent, one.list, one.shape)
	}
	if top := ls[len(ls)-1]; top.open && top.below != nil {
		offer(top.indent+2, top.below.items != nil, top.below)
	}
	return all
}

// lineEntry is what a line says: - key: value.
type lineEntry struct {
	dashes     int
	key, value string
}

func entryOf(text string) lineEntry {
	var e lineEntry
	for strings.HasPrefix(text, "- ") || text == "-" {
		e.dashes++
		text = strings.TrimLeft(text[1:], " ")
	}
	key, value, ok := strings.Cut(text, ":")
	if !ok || value != "" && value[0] != ' ' {
		e.value = text
		return e
	}
	e.key, e.value = strings.Trim(key, `"' `), strings.TrimSpace(value)
	return e
}

// field is the shape under a key, nil where it is not known.
func (s *shape) field(key string) *shape {
	if s == nil {
		return nil
	}
	return s.fields[key]
}

// item is the shape of an item, nil where it is not known.
func (s *shape) item() *shape {
	if s == nil {
		return nil
	}
	return s.items
}

// takes tells whether an entry could stand where a shape is expected. A key that no
// policy has may be any key, misspelt.
func (s *shape) takes(e lineEntry) bool {
	if s == nil {
		return true
	}
	for range e.dashes {
		if s = s.items; s == nil {
			return false
		}
	}
	switch {
	case e.key == "":
		return s.fields == nil && !s.labels
	case !slices.Contains(policyKeys(), e.key):
		return s.fields != nil || s.labels
	}
	return s.fields[e.key] != nil
}
