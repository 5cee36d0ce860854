package diagnose

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/manifest/rewrite"
)

// sourceLine is a line of a text, from start up to its line break.
type sourceLine struct {
	start, end int
	indent     int
	text       string // without the indentation
	newline    string // that the text uses
}

// writing is a kind of slip in a line.
type writing struct {
	within     int  // how many lines around the fault are worth trying
	everywhere bool // whoever makes it once may make it in every line
	try        func(lines []sourceLine, i int, offer func(*cure))
}

// slipsOfWriting are all kinds, the likely ones first.
func slipsOfWriting() []writing {
	return []writing{
		{60, false, blanksForTabs}, {40, true, blankAfterDash}, {40, true, blankAfterColon}, {20, true, colonDoubled}, {20, true, missingColon}, {20, true, starForAll}, {20, true, templateValue}, {40, true, commentMark},
		{30, true, openQuote}, {30, false, openBracket}, {20, true, strangeCharacters}, {200, false, separatorBefore}, {12, false, otherIndent}, {12, false, otherDash},
		{12, false, lineEnds}, {8, false, linesExchanged}, {8, false, lineOut}, {3, false, parentMissing},
	}
}

// curesByLine tries one kind of slip, line by line, those near a fault first.
func curesByLine(text string, start, end int, faults []int, slip writing, offer func(*cure)) {
	lines := linesOf(text, start, end)
	near := func(l sourceLine) int {
		least := len(text)
		for _, fault := range faults {
			least = min(least, max(l.start-fault, fault-l.end, 0))
		}
		return least
	}
	order := make([]int, len(lines))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return near(lines[a]) - near(lines[b]) })
	if slip.everywhere {
		everyLine(lines, slip, offer)
	}
	for _, i := range order[:min(len(order), slip.within)] {
		slip.try(lines, i, offer)
	}
}

// everyLine mends the same slip in each line that has it, for it is seldom made only once.
func everyLine(lines []sourceLine, slip writing, offer func(*cure)) {
	byFix := map[string]*cure{}
	var order []*cure
	for i := range lines {
		first := true
		slip.try(lines, i, func(c *cure) {
			if !first || len(c.edits) != 1 {
				return
			}
			first = false
			sum := byFix[c.fixes[0]]
			if sum == nil {
				sum = &cure{code: c.code, message: c.message, fixes: c.fixes, effort: c.effort, span: c.span}
				byFix[c.fixes[0]] = sum
				order = append(order, sum)
			}
			sum.edits = append(sum.edits, c.edits...)
		})
	}
	for _, sum := range order {
		if n := len(sum.edits); n > 1 {
			sum.fixes = fixed(fmt.Sprintf("%s, in %d lines", sum.fixes[0], n))
			offer(sum)
		}
	}
}

func linesOf(text string, start, end int) []sourceLine {
	var lines []sourceLine
	newline := rewrite.Newline(text)
	for at := start; at < end; {
		stop := min(manifest.LineEnd(text, at), end)
		line := text[at:stop]
		rest := strings.TrimLeft(line, " ")
		lines = append(lines, sourceLine{at, stop, len(line) - len(rest), rest, newline})
		at = stop + max(manifest.BreakLen(text, stop), 1)
	}
	return lines
}

// cured is a cure that writes a line anew.
func (l sourceLine) cured(code, fix string, e effort, indent int, text string) *cure {
	return &cure{
		code: code, fixes: fixed(fix), effort: e, span: [2]int{l.start + l.indent, max(l.end, l.start+1)},
		edits: []diagnostic.Edit{{Start: l.start, End: l.end, Text: strings.Repeat(" ", indent) + text}},
	}
}

func (l sourceLine) idle() bool { return l.text == "" || l.text[0] == '#' }

func blanksForTabs(lines []sourceLine, i int, offer func(*cure)) {
	l := lines[i]
	if !strings.HasPrefix(l.text, "\t") {
		return
	}
	const message = "YAML indents with blanks, not with tabs"
	for _, width := range []int{2, 4, 8} {
		var edits []diagnostic.Edit
		for _, m := range lines {
			if rest := strings.TrimLeft(m.text, "\t "); rest != m.text {
				tabs := strings.Count(m.text[:len(m.text)-len(rest)], "\t")
				edits = append(edits, diagnostic.Edit{Start: m.start, End: m.end, Text: strings.Repeat(" ", m.indent+width*tabs) + rest})
			}
		}
		offer(&cure{code: "refused", message: message, fixes: fixed("blanks instead of tabs"), effort: scalar, span: [2]int{l.start, l.end}, edits: edits})
	}
	for _, indent := range indentsAround(lines, i) {
		c := l.cured("refused", "blanks instead of tabs", scalar, indent, strings.TrimLeft(l.text, "\t "))
		c.message = message
		offer(c)
	}
}

func blankAfterDash(lines []sourceLine, i int, offer func(*cure)) {
	l := lines[i]
	if strings.HasPrefix(l.text, "-") && !strings.HasPrefix(l.text, "- ") && l.text != "-" && !strings.HasPrefix(l.text, "--") {
		c := l.cured("refused", "a blank behind the dash", scalar, l.indent, "- "+l.text[1:])
		c.message = "without a blank behind it a dash is part of the word"
		offer(c)
	}
}

func blankAfterColon(lines []sourceLine, i int, offer func(*cure)) {
	l := lines[i]
	if l.idle() {
		return
	}
	for k := 0; k+1 < len(l.text); k++ {
		if l.text[k] == ':' && l.text[k+1] != ' ' && l.text[k+1] != ':' {
			c := l.cured("label-syntax", "a blank behind the colon", scalar, l.indent, l.text[:k+1]+" "+l.text[k+1:])
			c.message = "without a blank behind it a colon is part of the word"
			offer(c)
		}
	}
	if k := strings.IndexByte(l.text, '='); k > 0 && !strings.Contains(l.text, ": ") {
		c := l.cured("label-syntax", "colon and blank instead of =", scalar, l.indent, l.text[:k]+": "+l.text[k+1:])
		c.message = "key=value is how the command line writes labels"
		offer(c)
	}
}

// colonDoubled is for two colons where one belongs.
func colonDoubled(lines []sourceLine, i int, offer func(*cure)) {
	l := lines[i]
	key, value, ok := strings.Cut(l.text, ":")
	if rest := strings.TrimLeft(value, ": "); !l.idle() && ok && strings.HasPrefix(strings.TrimLeft(value, " "), ":") {
		c := l.cured("refused", "one colon", scalar, l.indent, strings.TrimRight(key+": "+rest, " "))
		c.message = "one colon stands between a key and its value"
		offer(c)
	}
}

// starForAll is for a bare * where everybody is meant: YAML takes it for something else.
func starForAll(lines []sourceLine, i int, offer func(*cure)) {
	l := lines[i]
	key, ok := strings.CutSuffix(strings.TrimRight(l.text, " "), ": *")
	if !ok {
		return
	}
	says := entryOf(l.text)
	for _, empty := range []string{"[]", "{}"} {
		c := l.cured("refused", fmt.Sprintf("%s: %s, for all", says.key, empty), scalar, l.indent, key+": "+empty)
		c.message = "YAML knows no * for all"
		c.help = fmt.Sprintf("An empty %s leaves nobody out: %s: %s.", says.key, says.key, empty)
		offer(c)
	}
}

// commentMark is for a remark behind the sign of another language.
func commentMark(lines []sourceLine, i int, offer func(*cure)) {
	l := lines[i]
	for _, mark := range []string{"//", ";", "/*", "<!--"} {
		if rest, ok := strings.CutPrefix(l.text, mark); ok {
			c := l.cured("refused", "# instead of "+mark, scalar, l.indent, "#"+rest)
			c.message, c.help = "a remark begins with #", "YAML knows one sign for remarks: what stands behind # up to the end of the line is not read."
			offer(c)
		}
	}
}

// templateValue is for what a template should have filled in: as text it can be read, and is
// then judged like any other.
func templateValue(lines []sourceLine, i int, offer func(*cure)) {
	l := lines[i]
	key, value, ok := strings.Cut(l.text, ": ")
	if value = strings.TrimSpace(value); ok && strings.Contains(value, "{{") && !strings.ContainsAny(value, `"'`) {
		c := l.cured("refused", "a value instead of {{ }}", entry, l.indent, fmt.Sprintf("%s: '%s'", key, value))
		c.message = "what a template should have filled in is still a {{ }}"
		offer(c)
	}
}

// policyKeys are the words that begin an entry of a policy.
var policyKeys = sync.OnceValue(func() []string {
	var keys []string
	var walk func(s *shape)
	walk = func(s *shape) {
		if s == nil {
			return
		}
		for _, key := range s.known() {
			if !slices.Contains(keys, key) {
				keys = append(keys, key)
				walk(s.fields[key])
			}
		}
		walk(s.items)
	}
	walk(policyShape())
	return keys
})

func missingColon(lines []sourceLine, i int, offer func(*cure)) {
	l := lines[i]
	if l.idle() {
		return
	}
	dash := ""
	rest := l.text
	for strings.HasPrefix(rest, "- ") {
		dash, rest = dash+"- ", strings.TrimLeft(rest[2:], " ")
	}
	for _, key := range policyKeys() {
		if after, ok := strings.CutPrefix(rest, key); ok && !strings.HasPrefix(after, ":") {
			c := l.cured("refused", fmt.Sprintf("a colon behind %s", key), scalar, l.indent, dash+key+":"+spaced(after))
			c.message = fmt.Sprintf("the colon behind %s is missing", key)
			offer(c)
		}
	}
	if word, after, ok := strings.Cut(rest, " "); ok && !strings.Contains(word, ":") {
		c := l.cured("refused", "a colon behind the key", scalar, l.indent, dash+word+": "+strings.TrimLeft(after, " :="))
		c.message = fmt.Sprintf("the colon behind %s is missing", word)
		offer(c)
	}
	for _, key := range policyKeys() {
		if bare := strings.ReplaceAll(rest, ":", ""); strings.Contains(rest, ":") && rest != key+":" && distance(bare, key) <= 1 {
			offer(l.cured("refused", fmt.Sprintf("%s, with its colon at the end", key), scalar, l.indent, dash+key+":"))
		}
	}
	if word, after, ok := strings.Cut(rest, ":"); ok {
		for _, key := range policyKeys() {
			if word != key && slip(word, key) {
				c := l.cured("unknown-field", key, scalar, l.indent, dash+key+":"+after)
				c.message = fmt.Sprintf("%s is not a field that the server knows; %s is", word, key)
				offer(c)
			}
		}
	}
}

func spaced(after string) string {
	after = strings.TrimLeft(after, " ;=.,")
	if after == "" {
		return ""
	}
	return " " + after
}

func openQuote(lines []sourceLine, i int, offer func(*cure)) {
	l := lines[i]
	for _, quote := range []string{`"`, `'`} {
		if strings.Count(l.text, quote)%2 == 0 {
			continue
		}
		offer(l.cured("refused", "the quote closed", scalar, l.indent, strings.TrimRight(l.text, " ")+quote))
		offer(l.cured("refused", "without the quote", scalar, l.indent, strings.Replace(l.text, quote, "", 1)))
		if k := strings.LastIndexAny(l.text, "}]"); k > 0 {
			offer(l.cured("refused", "the quote closed", scalar, l.indent, l.text[:k]+quote+l.text[k:]))
		}
	}
	if strings.Contains(l.text, `"`) && strings.Contains(l.text, `'`) {
		offer(l.cured("refused", "the same quote at both ends", scalar, l.indent, strings.ReplaceAll(l.text, `'`, `"`)))
	}
}

func openBracket(lines []sourceLine, i int, offer func(*cure)) {
	l := lines[i]
	if !strings.ContainsAny(l.text, "{}[]") {
		return
	}
	for _, pair := range []string{"{}", "[]"} {
		open, closed := strings.Count(l.text, pair[:1]), strings.Count(l.text, pair[1:])
		if open > closed {
			offer(l.cured("refused", fmt.Sprintf("%s closed", pair[:1]), scalar, l.indent, strings.TrimRight(l.text, " ")+pair[1:]))
			for k := range l.text {
				if strings.ContainsRune("]},", rune(l.text[k])) {
					offer(l.cured("refused", fmt.Sprintf("%s closed", pair[:1]), scalar, l.indent, l.text[:k]+pair[1:]+l.text[k:]))
				}
			}
			offer(l.cured("refused", fmt.Sprintf("without %s", pair[:1]), scalar, l.indent, strings.Replace(l.text, pair[:1], "", 1)))
		}
		if closed > open {
			k := strings.LastIndex(l.text, pair[1:])
			offer(l.cured("refused", fmt.Sprintf("without %s", pair[1:]), scalar, l.indent, l.text[:k]+l.text[k+1:]))
			for k := range l.text {
				if k > 0 && (l.text[k-1] == ' ' || l.text[k-1] == '[' || l.text[k-1] == '{') {
					offer(l.cured("refused", fmt.Sprintf("%s opened", pair[:1]), scalar, l.indent, l.text[:k]+pair[:1]+l.text[k:]))
				}
			}
		}
	}
	for k := 1; k < len(l.text); k++ {
		if l.text[k] == ' ' && l.text[k-1] != ',' && l.text[k-1] != ':' {
			offer(l.cured("refused", "a comma between the two", scalar, l.indent, l.text[:k]+","+l.text[k:]))
		}
	}
}

func strangeCharacters(lines []sourceLine, i int, offer func(*cure)) {
	l := lines[i]
	raw := strings.Repeat(" ", l.indent) + l.text
	plain := strings.NewReplacer("\u00a0", " ", "\u3000", " ", "\uff1a", ": ", "\u200b", "", "\u201c", `"`, "\u201d", `"`, "\u2018", "'", "\u2019", "'").Replace(raw)
	if plain != raw {
		c := l.cured("refused", "ordinary characters", scalar, 0, plain)
		c.message = "a character in this line only looks like an ordinary one"
		c.help = "Curly quotes, wide colons and blanks that do not break are letters like others to YAML. They come from word processors and web pages."
		offer(c)
	}
	if strings.HasPrefix(l.text, "<<<<<<<") || strings.HasPrefix(l.text, "=======") || strings.HasPrefix(l.text, ">>>>>>>") {
		c := lineDeleted(lines, i)
		c.message = "this line is no part of the manifest"
		offer(c)
	}
}

// otherIndent moves a line, alone or with what belongs to it, to where its neighbours stand.
func otherIndent(lines []sourceLine, i int, offer func(*cure)) {
	l := lines[i]
	if l.idle() {
		return
	}
	block := i + 1
	for block < len(lines) && (lines[block].idle() || lines[block].indent > l.indent) {
		block++
	}
	for _, indent := range levelsBefore(lines, i).places(l) {
		if indent == l.indent {
			continue
		}
		words := fmt.Sprintf("indented by %d instead of %d", indent, l.indent)
		message := "this line stands in the wrong column"
		if key := entryOf(l.text).key; key != "" {
			message = key + " stands in the wrong column"
		}
		alone := l.cured("refused", words, move, indent, l.text)
		alone.message = message
		if indent == 0 && strings.HasPrefix(l.text, "spec:") {
			alone.message, alone.fixes = "spec stands too deep: it belongs beside metadata", fixed("spec beside metadata")
		}
		offer(alone)
		if block > i+1 {
			var edits []diagnostic.Edit
			for _, m := range lines[i:block] {
				if to := m.indent + indent - l.indent; m.text != "" && to >= 0 {
					edits = append(edits, diagnostic.Edit{Start: m.start, End: m.start + m.indent, Text: strings.Repeat(" ", to)})
				}
			}
			offer(&cure{code: "refused", message: message, fixes: fixed(words), effort: move, span: [2]int{l.start + l.indent, l.end}, edits: edits})
		}
	}
}

// indentsAround are the indentations near a line, and those a step away.
func indentsAround(lines []sourceLine, i int) []int {
	var all []int
	add := func(n int) {
		if n >= 0 && !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	for _, k := range []int{i - 1, i + 1, i - 2, i + 2, i - 3, i + 3} {
		if k >= 0 && k < len(lines) && !lines[k].idle() {
			add(lines[k].indent)
			if strings.HasPrefix(lines[k].text, "- ") {
				add(lines[k].indent + 2)
			}
			add(lines[k].indent + 2)
		}
	}
	for _, n := range []int{1, 2, 4} {
		add(lines[i].indent - n)
		add(lines[i].indent + n)
	}
	return all
}

// otherDash adds or takes away the dash of a list item.
func otherDash(lines []sourceLine, i int, offer func(*cure)) {
	l := lines[i]
	if l.idle() {
		return
	}
	open := levelsBefore(lines, i)
	try := func(fix string, indent int, text string) {
		if slices.Contains(open.places(sourceLine{text: text}), indent) {
			c := l.cured("refused", fix, splitJoin, indent, text)
			if key := entryOf(text).key; key != "" && fix == "without the dash" {
				c.message = key + " is no item of a list"
			} else if key != "" {
				c.message = key + " is an item of a list, and has no dash"
			}
			offer(c)
		}
	}
	if rest, ok := strings.CutPrefix(l.text, "- "); ok {
		try("without the dash", l.indent+2, rest)
		try("without the dash", l.indent, rest)
		return
	}
	try("a dash in front", max(l.indent-2, 0), "- "+l.text)
	try("a dash in front", max(l.indent-1, 0), "- "+l.text)
	try("a dash in front", l.indent, "- "+l.text)
}

// separatorBefore is for two objects without a line between them.
func separatorBefore(lines []sourceLine, i int, offer func(*cure)) {
	l := lines[i]
	if i == 0 || l.indent > 0 || !strings.HasPrefix(l.text, "apiVersion:") {
		return
	}
	offer(&cure{
		code: "doc-separator-missing", message: "a second object begins here, without a line of three dashes before it",
		fixes: fixed("a line of three dashes"), effort: entry, span: [2]int{l.start, l.end},
		edits: []diagnostic.Edit{{Start: l.start, End: l.start, Text: rewrite.Separator(l.newline)}},
	})
}

func lineOut(lines []sourceLine, i int, offer func(*cure)) {
	if !lines[i].idle() {
		offer(lineDeleted(lines, i))
	}
}

func lineDeleted(lines []sourceLine, i int) *cure {
	l := lines[i]
	end := l.end
	if i+1 < len(lines) {
		end = lines[i+1].start
	}
	return &cure{
		code: "refused", fixes: fixed("this line left out"), effort: remove, span: [2]int{l.start + l.indent, max(l.end, l.start+1)},
		edits: []diagnostic.Edit{{Start: l.start, End: end}},
	}
}

// lineEnds is for JSON that lacks a comma or a bracket at the end of a line, or has one
// too many.
func lineEnds(lines []sourceLine, i int, offer func(*cure)) {
	l := lines[i]
	text := strings.TrimRight(l.text, " ")
	if l.idle() || !strings.ContainsAny(lines[0].text, "{[") {
		return
	}
	for _, end := range []string{",", "}", "]", "},", "],", "}}", "]}", "{", "["} {
		offer(l.cured("refused", end+" at the end", scalar, l.indent, text+end))
	}
	for n := 1; n <= 2 && n < len(text); n++ {
		if strings.Trim(text[len(text)-n:], "{}[],") == "" {
			offer(l.cured("refused", "without "+text[len(text)-n:], scalar, l.indent, text[:len(text)-n]))
		}
	}
}

// linesExchanged is for two lines in the wrong order.
func linesExchanged(lines []sourceLine, i int, offer func(*cure)) {
	if i+1 >= len(lines) || lines[i].idle() || lines[i+1].idle() {
		return
	}
	a, b := lines[i], lines[i+1]
	first := b.cured("", "", swap, b.indent, b.text).edits[0].Text
	second := a.cured("", "", swap, a.indent, a.text).edits[0].Text
	offer(&cure{
		code: "refused", fixes: fixed("these two lines exchanged"), effort: swap, span: [2]int{a.start + a.indent, max(b.end, a.start+1)},
		edits: []diagnostic.Edit{{Start: a.start, End: a.end, Text: first}, {Start: b.start, End: b.end, Text: second}},
	})
}

// parentMissing is for a line that stands deeper than anything above it: the key that
// should hold it is gone.
func parentMissing(lines []sourceLine, i int, offer func(*cure)) {
	l := lines[i]
	if l.idle() || i == 0 {
		return
	}
	says := entryOf(l.text)
	above := func(indent int, key string) {
		offer(&cure{
			code: "refused", fixes: fixed(strings.TrimPrefix(key, "- ") + ": above it"), effort: entry, span: [2]int{l.start + l.indent, max(l.end, l.start+1)},
			edits: []diagnostic.Edit{{Start: l.start, End: l.start, Text: strings.Repeat(" ", indent) + key + ":" + l.newline}},
		})
	}
	for _, one := range levelsBefore(lines, i).holders() {
		for _, key := range one.shape.known() {
			deeper := l.indent > one.keys || l.indent == one.keys && says.dashes > 0
			if deeper && one.shape.fields[key].takes(says) {
				above(one.column, one.dash+key)
			}
		}
	}
}

// curesOfSeparators is for lines that part objects and are not quite a separator.
func curesOfSeparators(text string, offer func(*cure)) {
	lines := linesOf(text, 0, len(text))
	for i, l := range lines {
		dashes, other := strings.Trim(l.text, "- \t") == "" && len(l.text) > 1, strings.Trim(l.text, "-—–=_~* \t") == "" && l.text != ""
		starts := i+1 < len(lines) && strings.HasPrefix(lines[i+1].text, "apiVersion")
		if !dashes && !(other && starts) || l.indent == 0 && l.text == "---" {
			continue
		}
		c := l.cured("refused", "exactly three dashes", scalar, 0, "---")
		c.message, c.whole = "this line does not part two objects: that takes exactly three dashes", true
		offer(c)
	}
}
