package prologue

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons/story"
	"netpol-tutor/tui/widget"
)

func widthOf(text string) int { return ansi.StringWidth(text) }

// page is what a frame says, part by part.
func (m *Model) page(width, height int, cursor string) []block {
	switch m.phase() {
	case phaseChoosing:
		return m.askPage(width)
	case phaseDating:
		return m.datePage(width, cursor)
	case phaseOpening:
		return say(width, "One moment …")
	case phaseBroken:
		return say(width, "The introduction cannot be shown: "+m.broken, "The lessons can: esc leads there.")
	}
	switch m.frame {
	case story.Flat1, story.Flat2:
		return m.flatPage(width)
	case story.Read:
		return m.readPage(width)
	case story.Applied:
		return m.appliedPage(width)
	case story.BetName, story.BetAddress:
		return m.betPage(width)
	case story.Run:
		return m.runPage(width, height)
	case story.Why:
		return m.whyPage(width)
	case story.Fill:
		return m.fillPage(width, cursor)
	case story.Again:
		return m.againPage(width, height)
	case story.Exam:
		return m.examPage(width)
	case story.Own:
		return m.ownPage(width)
	}
	return m.endPage(width)
}

// say makes a block of each paragraph.
func say(width int, paragraphs ...string) []block {
	var blocks []block
	for _, p := range paragraphs {
		blocks = append(blocks, block{lines: widget.Wrap(p, width)})
	}
	return blocks
}

func (m *Model) askPage(width int) []block {
	blocks := say(width, m.frame.Says(), story.WhereDoYouStand)
	return append(blocks, block{lines: m.answerLines(width)},
		block{lines: []string{m.env.Theme.Faint.Render("Press a letter, or choose with the arrows and enter.")}, spare: true})
}

func (m *Model) answerLines(width int) []string {
	t := m.env.Theme
	var lines []string
	for i, e := range story.Experiences() {
		if i > 0 {
			lines = append(lines, "")
		}
		chosen := i == m.asking.chosen
		head := "  " + e.Key + "  " + e.Says + " "
		if chosen {
			head = t.Selected.Render("▸ " + e.Key + "  " + e.Says + " ")
		}
		lines = append(lines, head)
		for _, l := range widget.Wrap(e.Means, width-5) {
			lines = append(lines, "     "+t.Faint.Render(l))
		}
	}
	return lines
}

func (m *Model) datePage(width int, cursor string) []block {
	t := m.env.Theme
	a := m.asking
	room := max(0, len(story.DateForm)-1-len(a.date))
	blocks := say(width, story.WhenIsIt(a.example))
	blocks = append(blocks, block{lines: []string{
		t.Accent.Render("▸ ") + t.Strong.Render(a.date) + cursor + t.Faint.Render(strings.Repeat("_", room)),
	}})
	if a.fault != "" {
		blocks = append(blocks, say(width, a.fault)...)
	}
	return append(blocks, block{lines: []string{m.press("enter", "goes on to the lessons")}})
}

// press names a key where it is needed.
func (m *Model) press(key, does string) string {
	return m.env.Theme.Key.Render(key) + " " + m.env.Theme.KeyDesc.Render(does)
}

func (m *Model) yesOrNo(question string) block {
	return block{lines: []string{question + "   " + m.press("y", "yes") + "   " + m.press("n", "no")}}
}

func (m *Model) goOn(words string) block { return block{lines: []string{m.press("enter", words)}} }

// flatPage asks for a prediction, and answers it.
func (m *Model) flatPage(width int) []block {
	at := story.RoadNeighbour
	if m.frame == story.Flat2 {
		at = story.RoadOutside
	}
	blocks := say(width, story.WithoutPolicy+" In the box a Pod of the namespace space1, at the right what it may call. The arrows say what policy allows.")
	blocks = append(blocks, block{lines: m.picture(width)})
	blocks = append(blocks, say(width, m.frame.Says())...)
	said := m.given[m.frame.Bet()]
	if said == story.Unsaid {
		return append(blocks, m.yesOrNo(m.frame.Question()))
	}
	open := m.scene.Flat.Open[at]
	answer := append([]string{m.rightOrNot(said, open) + story.Verdict(open)}, widget.Wrap(story.Sentence(m.scene.Flat.Why[at]), width)...)
	blocks = append(blocks, block{lines: answer})
	blocks = append(blocks, block{lines: styled(m.env.Theme.Strong.Render, widget.Wrap(m.frame.Lesson(), width))})
	return append(blocks, m.goOn("go on"))
}

// rightOrNot says whether a guess was right.
func (m *Model) rightOrNot(said story.Guess, open bool) string {
	style := m.env.Theme.Deny
	if said.Right(open) {
		style = m.env.Theme.Allow
	}
	return style.Render(said.Judged(open)) + " "
}

func styled(style func(...string) string, lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = style(l)
	}
	return out
}

// readPage shows the policy, and what the marked lines mean.
func (m *Model) readPage(width int) []block {
	t := m.env.Theme
	last := len(m.scene.Meaning)
	words := []string{t.Faint.Render(fmt.Sprintf("what it says, %d of %d", m.sentence+1, last))}
	room := width
	if width >= wideFrom {
		room = width - 52
	}
	most := 0
	for _, s := range m.scene.Meaning {
		most = max(most, len(widget.Wrap(s.Text, room)))
	}
	words = append(words, widget.Page(widget.Wrap(render.CleanLine(m.scene.Meaning[m.sentence].Text), room), room, most)...)
	blocks := say(width, m.frame.Says())
	blocks = append(blocks, beside(m.policyLines(), words, width)...)
	next := "the next sentence"
	if m.sentence+1 == last {
		next = "apply it"
	}
	return append(blocks, m.goOn(next))
}

func (m *Model) applied(output string) block {
	lines := []string{m.env.Theme.Faint.Render("$ ") + m.env.Theme.Strong.Render(story.Apply)}
	return block{lines: append(lines, strings.Split(render.Clean(strings.TrimRight(output, "\n")), "\n")...), spare: true}
}

func (m *Model) appliedPage(width int) []block {
	blocks := []block{m.applied(m.scene.Created), {lines: m.picture(width)}}
	blocks = append(blocks, say(width, m.frame.Says())...)
	return append(blocks, m.goOn("the first bet"))
}

// betPage asks what a command will do. Nothing is answered before both bets are laid.
func (m *Model) betPage(width int) []block {
	j := m.scene.Cut.ByName
	if m.frame == story.BetAddress {
		j = m.scene.Cut.ByAddress
	}
	blocks := append([]block{{lines: m.picture(width)}}, say(width, m.frame.Says())...)
	blocks = append(blocks, block{lines: []string{m.typedCommand(j)}})
	if said := m.given[m.frame.Bet()]; said != story.Unsaid {
		return append(blocks, block{lines: []string{"You bet: " + said.Word() + "."}}, m.goOn("go on"))
	}
	return append(blocks, m.yesOrNo(m.frame.Question()))
}

func (m *Model) runPage(width, height int) []block {
	commands := m.scene.Cut.Commands()
	if !m.run.done {
		note := "wget says nothing while it waits. Any key skips the wait."
		return []block{
			{lines: m.terminals(commands, m.run, outputRoom(width, height), width)},
			{lines: styled(m.env.Theme.Faint.Render, widget.Wrap(note, width))},
		}
	}
	blocks := []block{{lines: m.terminals(commands, m.run, outputRoom(width, height), width)}}
	blocks = append(blocks, block{lines: []string{
		m.settled(story.How()[0], story.ByName, commands[0].Allowed),
		m.settled(story.How()[1], story.ByAddress, commands[1].Allowed),
	}})
	return append(blocks, m.goOn("why?"))
}

// outputRoom is how many lines of output a terminal has room for.
func outputRoom(width, height int) int {
	if width >= terminalsFrom {
		return 8
	}
	return max(3, min(6, (height-9)/2))
}

func (m *Model) settled(how string, b story.Bet, open bool) string {
	said := m.given[b]
	return fmt.Sprintf("%-11s you bet %-4s %s%s", how, said.Word()+".", m.rightOrNot(said, open), story.Outcome(open))
}

// whyPage shows that a call by name is two connections.
func (m *Model) whyPage(width int) []block {
	blocks := []block{{lines: m.picture(width), spare: true}}
	blocks = append(blocks, say(width, m.frame.Says())...)
	var lines []string
	for i, step := range m.scene.Steps() {
		lines = append(lines, m.step(i+1, step))
	}
	blocks = append(blocks, block{lines: lines})
	blocks = append(blocks, say(width, story.Sentence(m.scene.Cut.ByName.Reason), story.NeverBegan)...)
	return append(blocks, m.goOn("mend it"))
}

func (m *Model) step(number int, s story.Step) string {
	t := m.env.Theme
	arrow := t.Deny.Render(" ──✗ ")
	if s.Open {
		arrow = t.Allow.Render(" ──▶ ")
	}
	return widget.Fit(fmt.Sprintf("%d  %s", number, s.Name), 18) + "app1-0" + arrow + s.To
}

func (m *Model) fillPage(width int, cursor string) []block {
	room := width
	if width >= wideFrom {
		room = width - 52
	}
	answer := m.verdict(room)
	if width >= wideFrom {
		words := widget.Wrap(m.frame.Says(), room)
		if len(answer) > 0 {
			words = append(append(words, ""), answer...)
		}
		return beside(m.holedLines(cursor), words, width)
	}
	blocks := say(width, m.frame.Says())
	blocks = append(blocks, block{lines: m.holedLines(cursor), elastic: true, least: leastFile})
	if len(answer) > 0 {
		blocks = append(blocks, block{lines: answer})
	}
	return blocks
}

func (m *Model) againPage(width, height int) []block {
	s := m.scene
	blocks := []block{m.applied(s.Configured), {lines: m.picture(width)}}
	done := running{at: 2, done: true}
	output := 2
	if width >= terminalsFrom {
		output = 6
	}
	blocks = append(blocks, block{lines: m.terminals(s.Mended.Commands(), done, output, width)})
	return append(blocks, block{lines: []string{m.env.Theme.Strong.Render(s.BothWork()) + " " + m.press("enter", "what to remember")}})
}

func (m *Model) endPage(width int) []block {
	t := m.env.Theme
	var lines []string
	for _, l := range widget.Wrap(render.CleanLine(m.scene.Lesson.Sentence()), width-2) {
		lines = append(lines, t.Accent.Render("▌ ")+t.Strong.Render(l))
	}
	blocks := []block{{lines: lines}}
	blocks = append(blocks, say(width, "It took you "+story.Duration(m.elapsed())+". Where now?")...)
	return append(blocks, block{lines: []string{
		m.way("enter", "learn on", m.nextWords()),
		m.way("e", "an exam", "with a clock: it comes later"),
		m.way("c", "my own cluster", "what its policies really do"),
		m.way("esc", "all lessons", ""),
	}})
}

func (m *Model) way(key, to, about string) string {
	t := m.env.Theme
	return t.Key.Render(widget.Fit(key, 7)) + widget.Fit(to, 16) + t.Faint.Render(about)
}

func (m *Model) nextWords() string {
	if m.next == nil {
		return "every lesson is done"
	}
	return "next: " + render.CleanLine(m.next.Title)
}

func (m *Model) examPage(width int) []block {
	blocks := say(width,
		m.frame.Says(),
		"Until then every lesson is set like a task of its own: you write the policy, and it is judged by what it does. At home, r starts a lesson again from its first line.")
	if day := m.env.Store.Settings().ExamDate; day != "" {
		blocks = append(blocks, say(width, "Your date is kept: "+render.CleanLine(day)+".")...)
	}
	return append(blocks, m.goOn("back"))
}

// ownPage lists what to type outside the tutor.
func (m *Model) ownPage(width int) []block {
	blocks := say(width, m.frame.Says())
	for _, c := range story.OwnCommands() {
		var lines []string
		if c.Answers != "" {
			lines = append(lines, m.env.Theme.Faint.Render("# "+c.Answers))
		}
		lines = append(lines, m.env.Theme.Faint.Render("$ ")+m.env.Theme.Strong.Render(c.Command))
		blocks = append(blocks, block{lines: lines})
	}
	return append(blocks, m.goOn("back"))
}
