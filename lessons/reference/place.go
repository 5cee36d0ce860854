package reference

import "strings"

// At answers the page of the field that a place in a text speaks of, as far as the keys
// above it and before it tell: the text may be half written. Line and column count from
// 1, columns in characters. Of text that is about no field it answers the first page.
func At(text string, line, column int) *Page {
	lines := strings.Split(text, "\n")
	if line < 1 || line > len(lines) {
		return Root()
	}
	page := Root()
	for _, key := range keysAbove(lines[:line-1], lines[line-1], column) {
		next := page.child(key)
		if next == nil {
			break
		}
		page = next
	}
	return page
}

func (p *Page) child(name string) *Page {
	for _, child := range p.Pages {
		if child.Name == name && child.Path != "patterns" {
			return child
		}
	}
	return nil
}

// keysAbove are the keys in which a place lies, from the outermost to its own.
func keysAbove(above []string, here string, column int) []string {
	own := lineOf(here)
	keys, edge := own.keysUpTo(column), own.edge()
	if own.blank {
		edge = column - 1
	}
	for i := len(above) - 1; i >= 0 && edge > 0; i-- {
		l := lineOf(above[i])
		switch {
		case l.separates:
			return keys
		case !l.blank && l.key != "" && l.indent < edge:
			keys = append([]string{l.key}, keys...)
			edge = l.edge()
		}
	}
	return keys
}

// line is a line of block YAML: dashes, then perhaps a key.
type line struct {
	text      string
	dash      int // cells before the first dash; -1 without one
	indent    int // cells before what follows the dashes
	key       string
	rest      string // behind the key and its colon
	blank     bool
	separates bool // documents
}

func lineOf(text string) line {
	l := line{text: text, dash: -1}
	rest := text
	for {
		trimmed := strings.TrimLeft(rest, " ")
		l.indent += len(rest) - len(trimmed)
		after, isItem := strings.CutPrefix(trimmed, "-")
		if !isItem || after != "" && after[0] != ' ' {
			rest = trimmed
			break
		}
		if l.dash < 0 {
			l.dash = l.indent
		}
		l.indent++
		rest = after
	}
	l.separates = strings.HasPrefix(text, "---")
	l.blank = rest == "" && l.dash < 0 || strings.HasPrefix(rest, "#")
	if key, value, ok := strings.Cut(rest, ":"); ok && (value == "" || value[0] == ' ') && !strings.ContainsAny(key, "{[") {
		l.key, l.rest = strings.Trim(key, `"' `), value
	}
	return l
}

// edge is how far a key above must begin to the left to hold this line. A list may
// begin below the first letter of its key.
func (l line) edge() int {
	if l.dash >= 0 {
		return l.dash + 1
	}
	return l.indent
}

// keysUpTo are the keys of a line that hold a place in it: its own, and in braces those
// that are open there. A place within a key belongs to it.
func (l line) keysUpTo(column int) []string {
	flow := l.rest
	var keys []string
	switch {
	case l.blank || l.separates:
		return nil
	case l.key != "":
		keys = []string{l.key}
	default:
		flow = l.text
	}
	before := len([]rune(l.text)) - len([]rune(flow))
	return append(keys, openKeys([]rune(flow), column-1-before)...)
}

// openKeys are the keys in whose values a place of a flow mapping lies, as in
// {matchLabels: {app: page}}.
func openKeys(flow []rune, at int) []string {
	var open []string // by depth, "" before the first key
	start := 0
	for i, r := range flow {
		switch r {
		case '{', '[':
			if i >= at {
				return filled(open)
			}
			open = append(open, "")
		case '}', ']':
			if i >= at {
				return filled(open)
			}
			open = open[:max(0, len(open)-1)]
		case ',':
			if i >= at {
				return filled(open)
			}
			if len(open) > 0 {
				open[len(open)-1] = ""
			}
		case ':':
			if len(open) > 0 {
				open[len(open)-1] = strings.Trim(string(flow[start:i]), `"' `)
			}
			if i >= at {
				return filled(open)
			}
		default:
			continue
		}
		start = i + 1
	}
	return filled(open)
}

func filled(keys []string) []string {
	var all []string
	for _, k := range keys {
		if k != "" {
			all = append(all, k)
		}
	}
	return all
}
