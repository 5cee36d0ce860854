package reading

import "strings"

// phrase is a piece of a sentence under construction.
type phrase []Part

func words(text string, paths ...string) phrase {
	return phrase{{Text: text, Paths: paths}}
}

func join(pieces ...phrase) phrase {
	n := 0
	for _, p := range pieces {
		n += len(p)
	}
	whole := make(phrase, 0, n)
	for _, p := range pieces {
		whole = append(whole, p...)
	}
	return whole
}

func (p phrase) text() string {
	if len(p) == 1 {
		return p[0].Text
	}
	var b strings.Builder
	for _, part := range p {
		b.WriteString(part.Text)
	}
	return b.String()
}

// list joins items to "a, b or c". Items that hold a comma or an "or" of their own are
// set apart by a comma before the last one too, so that each is seen to be one item.
func list(conjunction string, items []phrase) phrase {
	last := " " + conjunction + " "
	for _, item := range items {
		if len(items) > 1 && compound(item.text()) {
			last = ", " + conjunction + " "
			break
		}
	}
	var whole phrase
	for i, item := range items {
		switch {
		case i == 0:
		case i == len(items)-1:
			whole = append(whole, Part{Text: last})
		default:
			whole = append(whole, Part{Text: ", "})
		}
		whole = append(whole, item...)
	}
	return whole
}

func compound(text string) bool {
	return strings.Contains(text, ",") || strings.Contains(text, " or ") || strings.Contains(text, " and ")
}

// wordList is list for plain strings.
func wordList(conjunction string, items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + " " + conjunction + " " + items[last]
}
