package lessons

import (
	"fmt"
	"strings"
	"testing"
)

// verified is what Verify says of the sound pack after changes.
func verified(t *testing.T, changes map[string]string) []Problem {
	t.Helper()
	found, problems := Load(soundPack(changes), "evening")
	if len(found) != 1 {
		t.Fatalf("%d lessons; %s", len(found), lines(problems))
	}
	return Verify(found[0])
}

func TestVerifySound(t *testing.T) {
	if problems := verified(t, nil); len(problems) > 0 {
		t.Error(lines(problems))
	}
}

// with is several changes as one.
func with(changes ...map[string]string) map[string]string {
	all := map[string]string{}
	for _, c := range changes {
		for name, text := range c {
			all[name] = text
		}
	}
	return all
}

func file(name, text string) map[string]string { return map[string]string{"door/" + name: text} }

const (
	openPolicy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: door, namespace: shop}
spec: {podSelector: {}, policyTypes: [Ingress], ingress: [{}]}
`
	predictLesson = `format: 1
id: knock-knock
title: Knock, knock
kind: predict
hints: [one]
questions:
  - {connection: tools/probe-0 > shop/web-0:8080, answer: deny, why: shut}
  - {connection: shop/web-0 > tools/probe-0:22, answer: allow, why: open}
`
)

func TestVerifyFindsFaults(t *testing.T) {
	noWrong := edit("wrong:\n  - {file: wrong/none.yaml, cause: selects-nothing}\n", "")
	noWrong["door/wrong/none.yaml"] = "-"
	predict := with(file("lesson.yaml", predictLesson), file("wrong/none.yaml", "-"), file("cluster.yaml", soundCluster+"---\n"+soundSolution))
	cases := []struct {
		name    string
		changes map[string]string
		want    string // part of a problem, with its severity
	}{
		{"the solution does not pass", file("solution.yaml", openPolicy), "solution.yaml:4: fault: the model answer does not pass: the check"},
		{"the solution is refused", file("solution.yaml", strings.Replace(soundSolution, "spec:", "spce:", 1)), "solution.yaml:4: fault: the API server refuses this: Error from server (BadRequest)"},
		{"tightest allows more than the solution", file("tightest.yaml", openPolicy), "tightest.yaml: fault: allows what solution.yaml does not"},
		{"the solution allows more than loosest", with(file("loosest.yaml", strings.Replace(soundSolution, "[Ingress]", "[Ingress, Egress]", 1))), "solution.yaml: fault: allows what loosest.yaml does not"},
		{"an accepted answer does not pass", file("accept/open.yaml", openPolicy), "accept/open.yaml:4: fault: this right answer does not pass"},
		{"an accepted answer is refused", file("accept/odd.yaml", "kind: Door\n"), "accept/odd.yaml:1: fault: the API server refuses this"},
		{"the start passes", file("start.yaml", soundSolution), "start.yaml: fault: what the editor holds at first passes"},
		{"the start earns something", with(edit("deny:\n", "deny:\n  - tools/probe-0 > shop/web-0:9090\n"), file("start.yaml", strings.Replace(openPolicy, "[{}]", "[{ports: [{port: 8080}]}]", 1))), "start.yaml: fault: what the editor holds at first earns 50 %"},
		{"nothing is asked", with(noWrong, file("lesson.yaml", strings.NewReplacer("deny:\n  - tools/probe-0 > shop/web-0:8080\n", "", "wrong:\n  - {file: wrong/none.yaml, cause: selects-nothing}\n", "bounds: checks\n", "objects: [shop/door]\n", "").Replace(soundLesson))), "fault: an empty answer passes"},
		{"denying everything passes", file("lesson.yaml", strings.NewReplacer("allow:\n  - shop/web-0 > dns\n", "", "deny:\n", "bounds: checks\ndeny:\n", "objects: [shop/door]\n", "").Replace(soundLesson)), "fault: an answer that denies everything passes"},
		{"a wrong answer passes", file("wrong/none.yaml", soundSolution), "wrong/none.yaml: fault: this wrong answer passes"},
		{"another cause", edit("cause: selects-nothing", "cause: dns-udp-only"), "lesson.yaml:13:36: fault: wrong/none.yaml is told to be selects-nothing, wanted dns-udp-only"},
		{"an unknown cause", edit("cause: selects-nothing", "cause: select-nothing"), "lesson.yaml:13:36: fault: unknown cause \"select-nothing\". Did you mean selects-nothing?"},
		{"an unknown trained cause", edit("track: ingress", "causes: [dns-udp]"), "lesson.yaml:5:10: fault: unknown cause \"dns-udp\""},
		{"a pod that is not there", edit("shop/web-0 > dns", "shop/wbe-0 > dns"), "lesson.yaml:8:5: fault: \"shop/wbe-0 > dns\""},
		{"a connection twice", edit("deny:\n", "deny:\n  - shop/web-0 > dns\n"), "lesson.yaml:10:5: fault: \"shop/web-0 > dns\" is listed already"},
		{"a protected policy that is not there", edit("track: ingress", "protected: [shop/lock]"), "lesson.yaml:5:13: fault: no policy shop/lock is applied in this cluster. Write it into cluster.yaml"},
		{"a symbol that no terminal is shown", edit("title: ", "title: \"\\e[31m\" # "), "lesson.yaml:3:8: warning: title: the character U+001B is not shown"},
		{"a Service that is nearly there", edit("shop/web-0 > dns", "shop/web-0 > svc shop/wbe"), "there is no Service shop/wbe in this cluster. "},
		{"a pod without its namespace", edit("shop/web-0 > dns", "web-0 > dns"), "a pod is written NAMESPACE/NAME. Did you mean shop/web-0?"},
		{"a host that nobody lists", edit("shop/web-0 > dns", "shop/web-0 > far.example:443"), "Hosts outside are listed under outside, with name and ip."},
		{"a debug lesson with nothing to find", edit("kind: write", "kind: debug"), "cluster.yaml: fault: no policy is applied that may be changed"},
		{"the brief does not name what it demands", file("brief.md", "Close the house.\n"), "lesson.yaml:6:11: fault: brief.md does not mention door"},
		{"the cluster is refused", file("cluster.yaml", strings.Replace(soundCluster, "kind: Pod", "kind: Pot", 1)), "cluster.yaml:"},
		{"an unknown namespace", file("cluster.yaml", strings.Replace(soundCluster, "metadata: {name: tools}", "metadata: {name: toolz}", 1)), "cluster.yaml:"},
		{"a fence without a language", file("debrief.md", "> All.\n\n```\nkubectl\n```\n"), "debrief.md:3: warning: the code that begins here has no language"},
		{"a fence without an end", file("brief.md", "`door`\n\n```yaml\nkind: x\n"), "brief.md:4: fault: the code at the end is not closed"},
		{"no debrief", file("debrief.md", "-"), "debrief.md: warning: there is no debrief"},
		{"no sentence", file("debrief.md", "Well done.\n"), "debrief.md: warning: the sentence to remember is missing"},
		{"no hints", edit("hints: [one, two, three]\n", ""), "lesson.yaml: warning: there are no hints"},
		{"a track that is nearly ours", edit("track: ingress", "track: ingres"), "lesson.yaml:5:8: warning: the track ingres is a new one. Did you mean ingress?"},
		{"a hollow name", file("cluster.yaml", strings.ReplaceAll(soundCluster, "name: tools}", "name: tools}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: test1}")), "warning: the name test1 of this Namespace means nothing"},
		{"an ipBlock over pods", file("loosest.yaml", soundSolution+"---\n"+strings.NewReplacer("name: door", "name: office", "[{}]", "[{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]").Replace(openPolicy)), "loosest.yaml:9: warning: this ipBlock covers the Pod"},
		{"a finished pod", with(edit("allow:\n", "allow:\n  - shop/web-0 > tools/done-0:80\n"), file("cluster.yaml", soundCluster+"---\napiVersion: v1\nkind: Pod\nmetadata: {name: done-0, namespace: tools}\nspec: {containers: [{name: job, image: busybox:1.38}]}\nstatus: {phase: Succeeded}\n")), "warning: tools/done-0 has finished"},
		{"a host-network pod", with(edit("allow:\n", "allow:\n  - shop/web-0 > tools/agent-0:80\n"), file("cluster.yaml", soundCluster+"---\napiVersion: v1\nkind: Pod\nmetadata: {name: agent-0, namespace: tools}\nspec: {hostNetwork: true, containers: [{name: agent, image: busybox:1.38}]}\n")), "warning: tools/agent-0 is on the network of its node"},
		{"a wrong prediction", with(predict, file("lesson.yaml", strings.Replace(predictLesson, "answer: deny", "answer: allow", 1))), "lesson.yaml:7:59: fault: tools/probe-0 > shop/web-0:8080: the verdict is deny"},
		{"a prediction without a reason", with(predict, file("lesson.yaml", strings.Replace(predictLesson, ", why: shut", "", 1))), "lesson.yaml:7:5: warning: why the answer is deny is missing"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			problems := verified(t, c.changes)
			if !strings.Contains(lines(problems), c.want) {
				t.Errorf("want %q in: %s", c.want, lines(problems))
			}
		})
	}
	if problems := verified(t, predict); len(problems) > 0 {
		t.Errorf("the predict lesson is sound: %s", lines(problems))
	}
}

func TestVerifySymptoms(t *testing.T) {
	lesson := func(connection, answer string) map[string]string {
		return with(file("lesson.yaml", `format: 1
id: knock-knock
title: Knock, knock
kind: symptom
hints: [one]
questions:
  - {`+connection+`command: wget -O- web.shop, output: "...", answer: `+answer+`, why: so}
`), file("wrong/none.yaml", "-"), file("cluster.yaml", soundCluster+`---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: mute, namespace: tools}
spec: {podSelector: {matchLabels: {app: probe}}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {}}], ports: [{port: 8080}, {port: 9090}]}]}
`))
	}
	cases := []struct{ connection, answer, want string }{
		{"connection: tools/probe-0 > svc shop/web, ", "dns", ""},
		{"connection: tools/probe-0 > svc shop/web, ", "works", "the stage is dns"},
		{"connection: tools/probe-0 > shop/web-0:8080, ", "works", ""},
		{"connection: tools/probe-0 > shop/web-0:9090, ", "refused", ""},
		{"connection: tools/probe-0 > shop/web-0:22, ", "connection", ""},
		{"connection: tools/probe-0 > shop/web-0:22, ", "refused", "the stage is connection"},
		{"", "dns", "nothing proves the answer dns"},
	}
	for _, c := range cases {
		t.Run(c.connection+c.answer, func(t *testing.T) {
			problems := verified(t, lesson(c.connection, c.answer))
			if got := lines(problems); c.want == "" && len(Faults(problems)) > 0 || !strings.Contains(got, c.want) {
				t.Errorf("want %q, got: %s", c.want, got)
			}
		})
	}
}

func TestVerifyRecordings(t *testing.T) {
	const works = "Connecting to web.shop (10.96.0.100:80)"
	question := func(connection, command, output, rest string) map[string]string {
		return with(file("lesson.yaml", fmt.Sprintf(`format: 1
id: knock-knock
title: Knock, knock
kind: symptom
hints: [one]
questions:
  - {connection: %s, command: %q, output: %q, why: so, %s}
`, connection, command, output, rest)), file("wrong/none.yaml", "-"), file("cluster.yaml", soundCluster+`---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {clusterIP: 10.96.0.100, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: shop}
spec: {podSelector: {}, policyTypes: [Ingress]}
`))
	}
	const (
		to    = "tools/probe-0 > svc shop/web"
		inner = "wget -O- -T 5 web.shop"
		cut   = works + "\nwget: download timed out"
		rc    = "\ncommand terminated with exit code 1"
	)
	cases := []struct{ name, connection, command, output, rest, want string }{
		{"at a prompt", to, inner, cut, "answer: connection, took: 5s", ""},
		{"in a pod", to, "kubectl exec -n tools probe-0 -- " + inner, cut + rc, "answer: connection, took: 5s", ""},
		{"in a new pod", to, "kubectl run probe-0 -n tools -it --rm --image=busybox:1.38 -- " + inner + "; echo $?", "If you don't see\n" + cut + "\n0", "answer: connection, took: 5s", ""},
		{"a name that is not there", "tools/probe-0 > svc shop/wbe", "wget -O- -T 5 wbe.shop", "wget: bad address 'wbe.shop'", "answer: wrong-name, took: 0s", ""},
		{"a name that is there", to, inner, cut, "answer: wrong-name, took: 5s", "the stage is connection"},
		{"a question about the name alone", to, "nslookup web.shop", "Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\n** server can't find web.shop: NXDOMAIN\n\n** server can't find web.shop: NXDOMAIN\n", "answer: wrong-name, took: 0s", ""},
		{"other words", to, inner, "timeout", "answer: connection, took: 5s", "the terminal would show"},
		{"the exit code forgotten", to, "kubectl exec -n tools probe-0 -- " + inner, cut, "answer: connection, took: 5s", "exit code 1"},
		{"another pod", to, "kubectl exec -n shop web-0 -- " + inner, cut + rc, "answer: connection, took: 5s", "runs in shop/web-0"},
		{"another target", "tools/probe-0 > shop/web-0:9090", inner, cut, "answer: connection, took: 5s", "does not lead to shop/web-0"},
		{"another time", to, inner, cut, "answer: connection, took: 20s", "the command takes 5s"},
		{"no time", to, inner, cut, "answer: connection", "took is missing"},
		{"a tool that we do not know", to, "telnet web.shop 80", cut, "answer: connection, took: 5s", "nothing proves the output"},
		{"words in another order", to, "wget -T 5 -O- web.shop", cut, "answer: connection, took: 5s", "where its output was recorded"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			problems := verified(t, question(c.connection, c.command, c.output, c.rest))
			if got := lines(problems); c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("want %q, got: %s", c.want, got)
			}
		})
	}
}

func TestTookWords(t *testing.T) {
	for took, want := range map[string]string{"": "", "0s": "at once", "1s": "after 1 second", "20s": "after 20 seconds", "2m10s": "after 2 minutes 10 seconds", "1m": "after 1 minute"} {
		if got := (Question{Took: took}).TookWords(); got != want {
			t.Errorf("%q is said %q, want %q", took, got, want)
		}
	}
}

func TestVerifyOptions(t *testing.T) {
	lesson := func(options string) map[string]string {
		return with(file("lesson.yaml", `format: 1
id: knock-knock
title: Knock, knock
kind: choose
hints: [one]
allow: [shop/web-0 > dns]
deny: [tools/probe-0 > shop/web-0:8080]
options: `+options+"\n"), file("wrong/none.yaml", "-"), file("solution.yaml", "-"),
			file("options/a.yaml", soundSolution), file("options/b.yaml", openPolicy))
	}
	cases := []struct{ name, options, want string }{
		{"sound", "[{file: options/a.yaml, right: true}, {file: options/b.yaml, why: open}]", ""},
		{"none is right", "[{file: options/a.yaml, why: x}, {file: options/b.yaml, why: open}]", "options/a.yaml passes and is not marked as right"},
		{"the wrong one is marked", "[{file: options/a.yaml, why: x}, {file: options/b.yaml, right: true}]", "options/b.yaml is marked as right and does not pass"},
		{"two are marked", "[{file: options/a.yaml, right: true}, {file: options/b.yaml, right: true}]", "2 options are marked as right"},
		{"no reason", "[{file: options/a.yaml, right: true}, {file: options/b.yaml}]", "options/b.yaml: why it is not right is missing"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			problems := verified(t, lesson(c.options))
			if got := lines(problems); c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("want %q, got: %s", c.want, got)
			}
		})
	}
}

func TestSentence(t *testing.T) {
	cases := []struct{ debrief, want string }{
		{"", ""},
		{"no quotation", ""},
		{"before\n\n> One   sentence,\n> in two lines.\n\nafter\n> another\n", "One sentence, in two lines."},
		{"> at the end", "at the end"},
	}
	for _, c := range cases {
		if got := (&Lesson{Debrief: c.debrief}).Sentence(); got != c.want {
			t.Errorf("Sentence of %q = %q, want %q", c.debrief, got, c.want)
		}
	}
}

func TestHollowNames(t *testing.T) {
	for _, name := range []string{"foo", "test1", "pod-2", "x", "a1", "NS", "my-test"} {
		if !isHollow(name) {
			t.Errorf("%s means nothing", name)
		}
	}
	for _, name := range []string{"space1", "app1-0", "microservice1", "web-0", "contest", "np-space1", "testbed", "core"} {
		if isHollow(name) {
			t.Errorf("%s means something", name)
		}
	}
}
