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

// list joins items to "a, b or c". Items that are more than a word or two are set apart
// by a comma before the last one too, so that each is seen to be one item.
func list(conjunction string, items []phrase) phrase {
	for _, item := range items {
		if compound(item.text()) {
			return apart(conjunction, items)
		}
	}
	return joined(items, " "+conjunction+" ")
}

// apart is list with a comma before the last item in any case.
func apart(conjunction string, items []phrase) phrase {
	return joined(items, ", "+conjunction+" ")
}

func joined(items []phrase, last string) phrase {
	var whole phrase
	for i, item := range items {
		switch i {
		case 0:
		case len(items) - 1:
			whole = append(whole, Part{Text: last})
		default:
			whole = append(whole, Part{Text: ", "})
		}
		whole = append(whole, item...)
	}
	return whole
}

// compound tells whether an item could be taken for several, or for a part of its
// neighbour.
func compound(text string) bool {
	return strings.Contains(text, ",") || strings.Contains(text, " or ") || strings.Contains(text, " that ")
}

// wordList is list for plain strings.
func wordList(conjunction string, items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return strings.Join(items[:last], ", ") + " " + conjunction + " " + items[last]
}
