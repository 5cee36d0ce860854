package lessons

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"netpol-tutor/grader"
	"netpol-tutor/grader/diagnose"
	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/netpol"
)

// answers proves a lesson in which a file is written or changed. As long as the bounds are
// not sound, nothing that is measured by them says anything.
func (v *verifier) answers() {
	v.applied()
	if !v.bounds() {
		return
	}
	v.variants()
	v.accepted()
	v.free()
	v.wrong()
}

// applied reports a debug lesson in which there is nothing to find.
func (v *verifier) applied() {
	if v.l.Kind == Debug && strings.TrimSpace(v.l.Start) == "" {
		v.atFile(clusterFile, Fault, "Add the wrong policies to it, or make it a write lesson.", "no policy is applied that may be changed, so there is nothing to find")
	}
}

// bounds proves that the tightest answer allows no more than the solution, the solution
// no more than the loosest, and that all three pass.
func (v *verifier) bounds() bool {
	if !v.l.bounded() {
		return v.l.Solution == "" || v.passes(v.l.Model(), "the model answer")
	}
	tightest, solution, loosest := v.l.tightest(), v.l.Model(), v.l.loosest()
	sound := v.within(tightest, solution) && v.within(solution, loosest)
	for _, a := range distinct(tightest, solution, loosest) {
		sound = v.passes(a, v.role(a)) && sound
	}
	return sound
}

// role is what an answer is to the author.
func (v *verifier) role(a Answer) string {
	if a.File == v.l.Model().File {
		return "the model answer"
	}
	return "this end of the bounds"
}

func distinct(all ...Answer) []Answer {
	var kept []Answer
	for _, a := range all {
		if len(kept) == 0 || kept[len(kept)-1].File != a.File {
			kept = append(kept, a)
		}
	}
	return kept
}

// within proves that one answer allows nothing that the other does not.
func (v *verifier) within(tighter, looser Answer) bool {
	if tighter.File == looser.File {
		return true
	}
	surplus := netpol.Difference(v.judge(tighter).World.Policies, v.judge(looser).World.Policies)
	if len(surplus) == 0 {
		return true
	}
	v.atFile(tighter.File, Fault, "Narrow "+tighter.File+" or widen "+looser.File+".", "allows what %s does not: %s", looser.File, v.describe(surplus[0]))
	return false
}

func (v *verifier) describe(d netpol.Delta) string {
	return fmt.Sprintf("%s > %s, %s", v.name(d.From), v.name(d.To), d.Ports)
}

func (v *verifier) name(e netpol.Endpoint) string {
	if e.Pod != nil {
		return e.Pod.Namespace + "/" + e.Pod.Name
	}
	for _, h := range v.task.Cluster.Outside {
		if h.IP == e.IP {
			return h.Name
		}
	}
	return e.IP.String()
}

// passes proves that an answer is accepted.
func (v *verifier) passes(a Answer, what string) bool {
	d := v.judge(a)
	if d.passed() {
		return true
	}
	v.refusals(a.File, d.read)
	if len(d.read.Refusals) == 0 {
		line, help := v.told(a)
		v.atLine(a.File, line, Fault, help, "%s does not pass: %s", what, d.shortfall())
	}
	return false
}

// told is what a learner would be told first about an answer, and in which line.
func (v *verifier) told(a Answer) (line int, help string) {
	found := v.grade(a).Diagnostics
	if len(found) == 0 {
		return 0, ""
	}
	first := found[0]
	return first.Span.Start.Line, fmt.Sprintf("Who hands it in is told %s: %s.", first.Code, strings.TrimRight(first.Message, "."))
}

func (v *verifier) accepted() {
	for _, a := range v.l.accept {
		v.passes(a, "this right answer")
	}
}

// free proves that nothing is earned by doing nothing, and nothing by closing everything.
func (v *verifier) free() {
	v.earnsNothing(Answer{"start.yaml", v.l.Start}, "what the editor holds at first")
	v.earnsNothing(Answer{lessonFile, ""}, "an empty answer")
	v.earnsNothing(Answer{lessonFile, v.denyEverything()}, "an answer that denies everything")
}

func (v *verifier) earnsNothing(a Answer, what string) {
	d := v.judge(a)
	if d.passed() {
		v.atFile(a.File, Fault, "Add checks that it fails.", "%s passes", what)
	} else if d.Score > 0 {
		v.atFile(a.File, Fault, "It mends checks that fail at the start, and breaks too few of those that hold: add some that it breaks, or take out some that it cannot break.", "%s earns %d %%", what, d.Score)
	}
}

// denyEverything is the answer that isolates every pod of every namespace.
func (v *verifier) denyEverything() string {
	var all strings.Builder
	for _, ns := range v.task.Cluster.Namespaces {
		fmt.Fprintf(&all, "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny-everything, namespace: %q}\nspec: {podSelector: {}, policyTypes: [Ingress, Egress]}\n", ns.Name)
	}
	return all.String()
}

// wrong proves that each known wrong answer fails, and that its cause is told first.
func (v *verifier) wrong() {
	for i, w := range v.l.wrong {
		if !slices.Contains(diagnose.Codes(), w.Cause) {
			continue // that is told already
		}
		r := v.grade(Answer{w.File, w.Text})
		switch {
		case r.Passed:
			v.atFile(w.File, Fault, "Move it to accept/, or say in the brief what it lacks and narrow the bounds.", "this wrong answer passes")
		case len(r.Diagnostics) == 0:
			v.atField(fmt.Sprintf("wrong[%d]", i), Fault, "Widen the bounds, or bring the answer nearer to the solution.", "%s fails and no cause is told, wanted %s", w.File, w.Cause)
		case r.Diagnostics[0].Code != w.Cause:
			v.atField(fmt.Sprintf("wrong[%d].cause", i), Fault, "Write the cause that is told if that is what you mean; else change the file, so that your cause comes first.", "%s is told to be %s, wanted %s", w.File, r.Diagnostics[0].Code, w.Cause)
		}
	}
}

func (v *verifier) grade(a Answer) *grader.Report {
	file := path.Base(a.File)
	return grader.Grade(v.task, grader.Submission{Name: file, Files: []manifest.Source{{Name: file, Text: a.Text}}})
}

// options proves that exactly the option marked as right passes.
func (v *verifier) options() {
	right := 0
	for _, o := range v.l.Options {
		if o.Right {
			right++
		}
	}
	if right != 1 {
		v.atField("options", Fault, "Exactly one is: write right: true beside it alone.", "%d options are marked as right", right)
	}
	if right > 1 {
		return // the first of them is no measure
	}
	for i, o := range v.l.Options {
		at := fmt.Sprintf("options[%d]", i)
		d := v.judge(Answer{o.File, o.Text})
		switch {
		case o.Right && !d.passed():
			_, help := v.told(Answer{o.File, o.Text})
			v.atField(at, Fault, help, "%s is marked as right and does not pass: %s", o.File, d.shortfall())
		case !o.Right && d.passed():
			v.atField(at, Fault, "Mark it as right, or add a check that it fails.", "%s passes and is not marked as right", o.File)
		case !o.Right && o.Why == "":
			v.atField(at, Warning, "Tell those who choose it.", "%s: why it is not right is missing", o.File)
		}
	}
	v.free()
}

// predictions proves that each predicted verdict is the true one.
func (v *verifier) predictions() {
	for i, q := range v.l.Questions {
		at := fmt.Sprintf("questions[%d].answer", i)
		j, ok := v.journey(q.Connection)
		if want := verdictOf(j); ok && want != q.Answer {
			v.atField(at, Fault, "Correct the answer, or the policies in cluster.yaml.", "%s: the verdict is %s. %s", q.Connection, want, j.Reason)
		}
		v.explained(i, q)
	}
}

func verdictOf(j journey.Journey) string {
	if j.Allowed {
		return "allow"
	}
	return "deny"
}

// journey walks a connection in the cluster as it is before the learner begins.
func (v *verifier) journey(connection string) (journey.Journey, bool) {
	c, err := journey.Parse(connection)
	if err != nil {
		return journey.Journey{}, false
	}
	j, err := journey.Go(v.task.Untouched().World, c, journey.Options{})
	return j, err == nil
}

func (v *verifier) explained(i int, q Question) {
	if q.Why == "" {
		v.atField(fmt.Sprintf("questions[%d]", i), Warning, "One sentence is enough.", "why the answer is %s is missing", q.Answer)
	}
}
