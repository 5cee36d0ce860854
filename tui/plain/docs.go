package plain

import (
	"strings"

	"netpol-tutor/grader/diagnose"
	"netpol-tutor/lessons/reference"
)

// docs reads a page of the reference, or finds some: by the name of a field or a
// pattern, or by words.
func (p *player) docs(rest string) {
	name := strings.TrimSpace(rest)
	if page, near := reference.Find(name); page != nil {
		p.docsPage(page)
	} else {
		p.docsNear(name, near)
	}
}

func (p *player) docsPage(page *reference.Page) {
	p.say("%s%s", page.Title(), typeWords(page.Type))
	p.say("%s", page.Says)
	if page.LeftOut != "" {
		p.say("Left out: %s.", page.LeftOut)
	}
	if page.Empty != "" {
		p.say("Empty: %s.", page.Empty)
	}
	if page.Example != "" {
		p.say("For example:")
		p.code(page.Example)
	}
	if trap, ok := diagnose.Explain(page.Trap); ok {
		p.say("The trap: %s.", trap.Title)
	}
	if len(page.Pages) > 0 {
		p.say("Pages below: %s. docs and a name reads one of them, docs and a word finds some.", listed(titles(page.Pages)))
	}
	if page.API != "" {
		p.say("The API says: %s", page.API)
	}
}

// docsNear says what may have been meant.
func (p *player) docsNear(name string, near []*reference.Page) {
	if len(near) == 0 {
		near = reference.Search(name)
	}
	if len(near) == 0 {
		p.say("No page of the docs holds %s. docs alone begins at the first page.", name)
		return
	}
	p.say("These pages speak of %s. docs and a name reads one of them.", name)
	for _, page := range near {
		p.item("- %s: %s", page.Title(), page.Gist())
	}
}

func titles(pages []*reference.Page) []string {
	names := make([]string, len(pages))
	for i, page := range pages {
		names[i] = page.Title()
	}
	return names
}

// typeWords say the type of a field.
func typeWords(t string) string {
	switch rest, list := strings.CutPrefix(t, "[]"); {
	case t == "":
		return "."
	case list:
		return ", a list of " + rest + "."
	case strings.HasPrefix(t, "map["):
		return ", a mapping of texts to texts."
	}
	return ", of type " + t + "."
}
