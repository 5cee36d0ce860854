package mutation

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// typo is a slip in line i.
type typo struct {
	name string
	make func(r *rand.Rand, lines []string, i int) []string
}

var typos = []typo{
	{"line deleted", func(_ *rand.Rand, lines []string, i int) []string { return slices.Delete(lines, i, i+1) }},
	{"line doubled", func(_ *rand.Rand, lines []string, i int) []string { return slices.Insert(lines, i, lines[i]) }},
	{"indented more", inLine(func(r *rand.Rand, line string) string { return strings.Repeat(" ", 1+r.IntN(2)) + line })},
	{"indented less", inLine(func(r *rand.Rand, line string) string { return line[min(indent(line), 1+r.IntN(2)):] })},
	{"lines exchanged", exchangeLines},
	{"dash deleted", inLine(func(_ *rand.Rand, line string) string { return strings.Replace(line, "- ", "  ", 1) })},
	{"dash added", inWords(func(_ *rand.Rand, words string) string { return "- " + words })},
	{"character deleted", inWords(deleteCharacter)},
	{"character doubled", inWords(doubleCharacter)},
	{"characters exchanged", inWords(exchangeCharacters)},
	{"another case", inWords(func(_ *rand.Rand, words string) string { return strings.ToLower(words) })},
	{"a word from elsewhere", borrowWord},
}

// typed makes a slip of typing.
func typed(r *rand.Rand, text string) (mutated, kind string) {
	lines := strings.Split(text, "\n")
	i := r.IntN(len(lines))
	for range 10 {
		if strings.TrimSpace(lines[i]) != "" {
			break
		}
		i = r.IntN(len(lines))
	}
	t := typos[r.IntN(len(typos))]
	return strings.Join(t.make(r, lines, i), "\n"), t.name
}

func inLine(change func(r *rand.Rand, line string) string) func(*rand.Rand, []string, int) []string {
	return func(r *rand.Rand, lines []string, i int) []string {
		lines[i] = change(r, lines[i])
		return lines
	}
}

// inWords changes what follows the indent.
func inWords(change func(r *rand.Rand, words string) string) func(*rand.Rand, []string, int) []string {
	return inLine(func(r *rand.Rand, line string) string {
		return line[:indent(line)] + change(r, line[indent(line):])
	})
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

func exchangeLines(_ *rand.Rand, lines []string, i int) []string {
	if i+1 < len(lines) {
		lines[i], lines[i+1] = lines[i+1], lines[i]
	}
	return lines
}

func deleteCharacter(r *rand.Rand, words string) string {
	if words == "" {
		return words
	}
	k := r.IntN(len(words))
	return words[:k] + words[k+1:]
}

func doubleCharacter(r *rand.Rand, words string) string {
	if words == "" {
		return words
	}
	k := r.IntN(len(words))
	return words[:k] + words[k:k+1] + words[k:]
}

func exchangeCharacters(r *rand.Rand, words string) string {
	if len(words) < 2 {
		return words
	}
	k := r.IntN(len(words) - 1)
	return words[:k] + words[k+1:k+2] + words[k:k+1] + words[k+2:]
}

// borrowWord writes a word of the text in the place of one in the line.
func borrowWord(r *rand.Rand, lines []string, i int) []string {
	from, to := words(lines[i]), words(strings.Join(lines, "\n"))
	if len(from) > 0 {
		lines[i] = strings.Replace(lines[i], from[r.IntN(len(from))], to[r.IntN(len(to))], 1)
	}
	return lines
}

func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \n:,{}[]\"-", r) })
}
