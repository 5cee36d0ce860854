package prologue

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"

	"netpol-tutor/grader/render"
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
	case frameFlat1, frameFlat2:
		return m.flatPage(width)
	case frameRead:
		return m.readPage(width)
	case frameApplied:
		return m.appliedPage(width)
	case frameBetName, frameBetAddress:
		return m.betPage(width)
	case frameRun:
		return m.runPage(width, height)
	case frameWhy:
		return m.whyPage(width)
	case frameFill:
		return m.fillPage(width, cursor)
	case frameAgain:
		return m.againPage(width, height)
	case frameExam:
		return m.examPage(width)
	case frameOwn:
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
	blocks := say(width,
		"You learn Kubernetes NetworkPolicy here by writing it. The cluster is simulated: nothing can break.",
		"One question first. Where do you stand?")
	return append(blocks, block{lines: m.answerLines(width)},
		block{lines: []string{m.env.Theme.Faint.Render("Press a letter, or choose with the arrows and enter.")}, spare: true})
}

func (m *Model) answerLines(width int) []string {
	t := m.env.Theme
	var lines []string
	for i, e := range experiences {
		if i > 0 {
			lines = append(lines, "")
		}
		chosen := i == m.asking.chosen
		head := "  " + e.key + "  " + e.says + " "
		if chosen {
			head = t.Selected.Render("▸ " + e.key + "  " + e.says + " ")
		}
		lines = append(lines, head)
		for _, l := range widget.Wrap(e.means, width-5) {
			lines = append(lines, "     "+t.Faint.Render(l))
		}
	}
	return lines
}

func (m *Model) datePage(width int, cursor string) []block {
	t := m.env.Theme
	a := m.asking
	room := max(0, len(dateForm)-1-len(a.date))
	blocks := say(width, "When is it? Write the day as in "+a.example+". If there is no date yet, leave it empty.")
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
	at, asks, lesson := roadNeighbour,
		"app1-0 wants to open a connection to other-0. That is a Pod of another namespace.",
		"A namespace is a name, not a wall."
	if m.frame == frameFlat2 {
		at, asks, lesson = roadOutside,
			"And google.com? That is outside the cluster.",
			"Without a policy every way is open: to any Pod, to DNS, to the whole world."
	}
	blocks := say(width, "A cluster without any policy. In the box a Pod of the namespace space1, at the right what it may call. The arrows say what policy allows.")
	blocks = append(blocks, block{lines: m.picture(width)})
	blocks = append(blocks, say(width, asks)...)
	said := m.given[m.frame.bet()]
	if said == guessNone {
		return append(blocks, m.yesOrNo("Does policy allow it?"))
	}
	open := m.scene.flat.open[at]
	answer := append([]string{m.judged(said, open)}, widget.Wrap(sentence(m.scene.flat.why[at]), width)...)
	blocks = append(blocks, block{lines: answer})
	blocks = append(blocks, block{lines: styled(m.env.Theme.Strong.Render, widget.Wrap(lesson, width))})
	return append(blocks, m.goOn("go on"))
}

// judged says whether a guess was right, and what is so.
func (m *Model) judged(said guess, open bool) string {
	is := "policy stops it."
	if open {
		is = "policy allows it."
	}
	return m.rightOrNot(said, open) + is
}

func (m *Model) rightOrNot(said guess, open bool) string {
	t := m.env.Theme
	if said.right(open) {
		return t.Allow.Render("Right:") + " "
	}
	return t.Deny.Render("Not so:") + " "
}

// sentence makes one of a reason. Names keep their small letters.
func sentence(reason string) string {
	reason = render.CleanLine(reason)
	first, _, _ := strings.Cut(reason, " ")
	if reason != "" && !strings.Contains(first, "/") {
		reason = strings.ToUpper(reason[:1]) + reason[1:]
	}
	return strings.TrimSuffix(reason, ".") + "."
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
	last := len(m.scene.meaning)
	words := []string{t.Faint.Render(fmt.Sprintf("what it says, %d of %d", m.sentence+1, last))}
	room := width
	if width >= wideFrom {
		room = width - 52
	}
	most := 0
	for _, s := range m.scene.meaning {
		most = max(most, len(widget.Wrap(s.text, room)))
	}
	words = append(words, widget.Page(widget.Wrap(render.CleanLine(m.scene.meaning[m.sentence].text), room), room, most)...)
	blocks := say(width, "Somebody wants space1 to reach space2 and nothing else:")
	blocks = append(blocks, beside(m.policyLines(), words, width)...)
	next := "the next sentence"
	if m.sentence+1 == last {
		next = "apply it"
	}
	return append(blocks, m.goOn(next))
}

func (m *Model) applied(output string) block {
	lines := []string{m.env.Theme.Faint.Render("$ ") + m.env.Theme.Strong.Render("kubectl apply -f "+policyFile)}
	return block{lines: append(lines, strings.Split(render.Clean(strings.TrimRight(output, "\n")), "\n")...), spare: true}
}

func (m *Model) appliedPage(width int) []block {
	blocks := []block{m.applied(m.scene.created), {lines: m.picture(width)}}
	blocks = append(blocks, say(width, "Two ways are closed now, as was wanted. What about the other two? Two bets.")...)
	return append(blocks, m.goOn("the first bet"))
}

// betPage asks what a command will do. Nothing is answered before both bets are laid.
func (m *Model) betPage(width int) []block {
	j, asks := m.scene.cut.byName, "In app1-0 somebody asks for a page, by name. microservice1.space2 is the Service in front of microservice1-0."
	if m.frame == frameBetAddress {
		j, asks = m.scene.cut.byAddress, "And the same page by the address of the Pod, without any name."
	}
	blocks := append([]block{{lines: m.picture(width)}}, say(width, asks)...)
	blocks = append(blocks, block{lines: []string{m.typedCommand(j)}})
	if said := m.given[m.frame.bet()]; said != guessNone {
		return append(blocks, block{lines: []string{"You bet: " + said.word() + "."}}, m.goOn("go on"))
	}
	return append(blocks, m.yesOrNo("Will the page come?"))
}

func (m *Model) runPage(width, height int) []block {
	commands := m.scene.cut.commands()
	if !m.run.done {
		note := "wget says nothing while it waits. Any key skips the wait."
		return []block{
			{lines: m.terminals(commands, m.run, outputRoom(width, height), width)},
			{lines: styled(m.env.Theme.Faint.Render, widget.Wrap(note, width))},
		}
	}
	blocks := []block{{lines: m.terminals(commands, m.run, outputRoom(width, height), width)}}
	blocks = append(blocks, block{lines: []string{
		m.settled("by name", betName, commands[0].Allowed),
		m.settled("by address", betAddress, commands[1].Allowed),
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

func (m *Model) settled(how string, b bet, open bool) string {
	is := "it fails"
	if open {
		is = "it works"
	}
	said := m.given[b]
	return fmt.Sprintf("%-11s you bet %-4s %s%s", how, said.word()+".", m.rightOrNot(said, open), is)
}

// whyPage shows that a call by name is two connections.
func (m *Model) whyPage(width int) []block {
	cut := m.scene.cut
	blocks := []block{{lines: m.picture(width), spare: true}}
	blocks = append(blocks, say(width, "A call by name is two connections. The first one asks DNS for the address:")...)
	first, second := cut.byName.Steps[0], cut.byAddress.Deciding()
	blocks = append(blocks, block{lines: []string{
		m.step("1  the question", first.OK, "kube-dns, UDP 53"),
		m.step("2  the call", second.OK, "microservice1-0, TCP 80"),
	}})
	blocks = append(blocks, say(width, sentence(cut.byName.Reason), "So the call never began, and -T 5 never counted: nobody told app1-0 where to call.")...)
	return append(blocks, m.goOn("mend it"))
}

func (m *Model) step(name string, open bool, to string) string {
	t := m.env.Theme
	arrow := t.Deny.Render(" ──✗ ")
	if open {
		arrow = t.Allow.Render(" ──▶ ")
	}
	return widget.Fit(name, 18) + "app1-0" + arrow + to
}

func (m *Model) fillPage(width int, cursor string) []block {
	room := width
	if width >= wideFrom {
		room = width - 52
	}
	intro := "A second rule, for DNS. Names are asked for over UDP, and over TCP when the answer is long. Two values are missing: type them."
	answer := m.verdict(room)
	if width >= wideFrom {
		words := widget.Wrap(intro, room)
		if len(answer) > 0 {
			words = append(append(words, ""), answer...)
		}
		return beside(m.holedLines(cursor), words, width)
	}
	blocks := say(width, intro)
	blocks = append(blocks, block{lines: m.holedLines(cursor), elastic: true, least: leastFile})
	if len(answer) > 0 {
		blocks = append(blocks, block{lines: answer})
	}
	return blocks
}

func (m *Model) againPage(width, height int) []block {
	s := m.scene
	blocks := []block{m.applied(s.configured), {lines: m.picture(width)}}
	done := running{at: 2, done: true}
	output := 2
	if width >= terminalsFrom {
		output = 6
	}
	blocks = append(blocks, block{lines: m.terminals(s.mended.commands(), done, output, width)})
	words := "Both work."
	if c := s.mended.commands(); !c[0].Allowed || !c[1].Allowed {
		words = "Not both work yet."
	}
	blocks = append(blocks, block{lines: []string{m.env.Theme.Strong.Render(words) + " " + m.press("enter", "what to remember")}})
	return blocks
}

func (m *Model) endPage(width int) []block {
	t := m.env.Theme
	var lines []string
	for _, l := range widget.Wrap(render.CleanLine(m.scene.lesson.Sentence()), width-2) {
		lines = append(lines, t.Accent.Render("▌ ")+t.Strong.Render(l))
	}
	blocks := []block{{lines: lines}}
	blocks = append(blocks, say(width, "It took you "+duration(m.elapsed())+". Where now?")...)
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

// duration is a span in words.
func duration(d time.Duration) string {
	all := int(d.Round(time.Second).Seconds())
	minutes, seconds := all/60, all%60
	switch {
	case minutes == 0:
		return count(seconds, "second")
	case seconds == 0:
		return count(minutes, "minute")
	}
	return count(minutes, "minute") + " " + count(seconds, "second")
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func (m *Model) examPage(width int) []block {
	blocks := say(width,
		"Exams with a clock are not part of this version yet. They will come.",
		"Until then every lesson is set like a task of its own: you write the policy, and it is judged by what it does. At home, r starts a lesson again from its first line.")
	if day := m.env.Store.Settings().ExamDate; day != "" {
		blocks = append(blocks, say(width, "Your date is kept: "+render.CleanLine(day)+".")...)
	}
	return append(blocks, m.goOn("back"))
}

// ownPage lists what to type outside the tutor.
func (m *Model) ownPage(width int) []block {
	blocks := say(width, "What do the policies of your own cluster do? Put them into a file. kubectl only reads, and nothing leaves your machine.")
	for _, c := range [][2]string{
		{"", "kubectl get ns,po,svc,netpol -A -o yaml > mine.yaml"},
		{"who may reach whom", "netpol-tutor matrix -f mine.yaml"},
		{"one connection, and why: may this Pod ask DNS?", "netpol-tutor probe -f mine.yaml NAMESPACE/POD dns"},
		{"what every policy says, in plain English", "netpol-tutor explain -f mine.yaml"},
	} {
		var lines []string
		if c[0] != "" {
			lines = append(lines, m.env.Theme.Faint.Render("# "+c[0]))
		}
		lines = append(lines, m.env.Theme.Faint.Render("$ ")+m.env.Theme.Strong.Render(c[1]))
		blocks = append(blocks, block{lines: lines})
	}
	return append(blocks, m.goOn("back"))
}
