package lessons

import (
	"strings"
	"testing"
	"testing/fstest"
)

// twoDoors is the sound pack with a twin beside it, of another namespace unless changed.
func twoDoors(changes map[string]string) fstest.MapFS {
	pack := soundPack(map[string]string{"door/lesson.yaml": strings.Replace(soundLesson, "track: ingress", "twin: ring-ring", 1)})
	other := strings.NewReplacer("knock-knock", "ring-ring", "shop", "mill", "tools", "yard")
	for name, file := range soundPack(nil) {
		pack[strings.Replace(name, "door/", "gate/", 1)] = &fstest.MapFile{Data: []byte(other.Replace(string(file.Data)))}
	}
	for name, text := range changes {
		pack[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return pack
}

func TestTwins(t *testing.T) {
	found, problems := Load(twoDoors(nil), "evening")
	if len(problems) > 0 || len(found) != 2 {
		t.Fatalf("%d lessons; %s", len(found), lines(problems))
	}
	c, _ := new(Catalogue).With(found)
	twin, ok := c.Find("ring-ring")
	if !ok || twin.TwinOf() == nil || twin.TwinOf().ID != "knock-knock" {
		t.Fatalf("found %v", ok)
	}
	if len(c.Lessons()) != 1 || len(c.Tracks()) != 1 || len(c.Tracks()[0].Lessons) != 1 || len(c.All()) != 2 {
		t.Errorf("a twin should not be on the path: %d lessons, %d in all", len(c.Lessons()), len(c.All()))
	}
	again, problems := c.With(nil)
	if _, ok := again.Find("ring-ring"); !ok || len(problems) > 0 || len(again.Lessons()) != 1 {
		t.Error("a larger catalogue should have the twin as well")
	}
	for _, l := range found {
		if problems := Verify(l); len(problems) > 0 {
			t.Error(lines(problems))
		}
	}
}

func TestTwinFaults(t *testing.T) {
	gate := func(twin string) map[string]string {
		return map[string]string{"gate/lesson.yaml": strings.NewReplacer("knock-knock", "ring-ring", "track: ingress", "twin: "+twin, "shop", "mill", "tools", "yard").Replace(soundLesson)}
	}
	third := gate("ring-ring")
	third["third/lesson.yaml"] = strings.NewReplacer("knock-knock", "third", "track: ingress", "twin: ring-ring").Replace(soundLesson)
	delete(third, "gate/lesson.yaml")
	for _, name := range []string{"brief.md", "cluster.yaml", "solution.yaml", "debrief.md", "wrong/none.yaml"} {
		third["third/"+name] = string(soundPack(nil)["door/"+name].Data)
	}
	cases := []struct {
		name    string
		changes map[string]string
		want    string
	}{
		{"a twin that is not there", map[string]string{"gate/lesson.yaml": strings.Replace(string(twoDoors(nil)["gate/lesson.yaml"].Data), "ring-ring", "ring-rong", 1)}, "door/lesson.yaml:5:7: fault: there is no lesson ring-ring in this pack. Did you mean ring-rong?"},
		{"its own twin", map[string]string{"door/lesson.yaml": strings.Replace(soundLesson, "track: ingress", "twin: knock-knock", 1)}, "is its own twin"},
		{"each the twin of the other", gate("knock-knock"), "ring-ring names a twin itself"},
		{"the twin of two", third, "is the twin of knock-knock already"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, problems := Load(twoDoors(c.changes), "evening")
			if got := lines(problems); !strings.Contains(got, c.want) {
				t.Errorf("want %q, got: %s", c.want, got)
			}
		})
	}
}

func TestTwinsThatShareAnAnswer(t *testing.T) {
	same := map[string]string{}
	for name, file := range soundPack(nil) {
		same[strings.Replace(name, "door/", "gate/", 1)] = strings.Replace(string(file.Data), "knock-knock", "ring-ring", 1)
	}
	found, problems := Load(twoDoors(same), "evening")
	if len(problems) > 0 || len(found) != 2 {
		t.Fatal(lines(problems))
	}
	if got := lines(Verify(found[0])); !strings.Contains(got, "solution.yaml of knock-knock passes ring-ring as well") {
		t.Errorf("got: %s", got)
	}
}
