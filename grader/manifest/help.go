package manifest

import "strings"

// hint is what a helping sentence is made from.
type hint struct {
	doc        *document
	cause      cause
	namespaces []string // that exist
	node       *Node    // at the cause's path, or the nearest there is; nil if there is no tree
	key        string   // the last key of that path
	indent     string   // of the line of the cause
	line       string   // the rest of that line
	above      string   // the line above that has something on it, or on which what lacks a colon starts
	aboveAt    int      // where that starts
}

// help is a sentence that tells a human what to do about a cause, or "", and the bytes
// that it speaks of.
func (d *document) help(c cause, stage Stage, namespaces []string) (s string, start, end int) {
	h := &hint{doc: d, cause: c, namespaces: namespaces}
	h.look()
	for _, rule := range helpRules {
		if rule.stage != stage || !strings.Contains(c.message, rule.says) {
			continue
		}
		if s = rule.text; rule.help != nil {
			s = rule.help(h)
		}
		if s != "" {
			break
		}
	}
	return s, h.cause.start, h.cause.end
}

// look finds out what stands at the place of the cause.
func (h *hint) look() {
	if h.doc.root != nil && h.cause.path != "" {
		p := h.doc.root.nearest(h.cause.path)
		h.node = p.value
		if p.key != nil {
			h.key = p.key.keyName()
		}
	} else {
		h.node = h.doc.root
	}
	text := h.doc.file.text
	start := lineStart(text, min(h.cause.start, len(text)))
	h.line = strings.TrimLeft(text[start:lineEnd(text, start)], " \t")
	h.indent = text[start : lineEnd(text, start)-len(h.line)]
	if stray := h.doc.stray; stray != nil && stray.Start < start {
		start = lineStart(text, stray.Start)
		h.lineAbove(start, lineEnd(text, start))
	}
	for start > h.doc.start && h.above == "" {
		end := start - 1
		start = lineStart(text, end)
		h.lineAbove(start, end)
	}
}

func (h *hint) lineAbove(start, end int) {
	line := h.doc.file.text[start:end]
	h.above = strings.Trim(line, " \t\r")
	h.aboveAt = start + strings.Index(line, h.above)
}

// pointAbove moves the cause to the line above, where the slip is.
func (h *hint) pointAbove() {
	h.cause.start, h.cause.end = h.aboveAt, h.aboveAt+len(h.above)
}

// value is the text of the scalar concerned, "" if it is none.
func (h *hint) value() string {
	if h.node == nil {
		return ""
	}
	return h.node.Value
}
