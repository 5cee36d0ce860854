package progress

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestMain lets the test binary play a second program: see helper.
func TestMain(m *testing.M) {
	if dir := os.Getenv("PROGRESS_HELPER"); dir != "" {
		helper(dir)
		return
	}
	os.Exit(m.Run())
}

// helper records events one after another until it is done, or killed.
func helper(dir string) {
	s, err := Open(dir, clock)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	for i := range 50 {
		if err := s.Record("both", Event{Kind: Submitted, Score: i}); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println("recorded", i)
	}
	fmt.Println(s.Notice())
}

func command(dir string) *exec.Cmd {
	c := exec.Command(os.Args[0], "-test.run=^$")
	c.Env = append(os.Environ(), "PROGRESS_HELPER="+dir)
	return c
}

func clock() time.Time { return time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC) }

func open(t *testing.T, dir string) *FileStore {
	t.Helper()
	s, err := Open(dir, clock)
	if err != nil {
		t.Fatal(err)
	}
	if n := s.Notice(); n != "" {
		t.Fatalf("a sound folder gives a notice: %s", n)
	}
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestSurvivesTheProgram(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state", "netpol-tutor")
	s := open(t, dir)
	must(t, s.Record("a", Event{Kind: Submitted, Score: 40, Cause: "dns-egress-missing"}))
	must(t, s.Record("a", Event{Kind: Hinted, Hint: 1}))
	must(t, s.Record("a", Event{Kind: Submitted, Score: 100, Passed: true}))
	must(t, s.SaveDraft("a", "kind: x\n"))
	must(t, s.SaveSettings(Settings{Experience: "exam", ExamDate: "2026-12-01"}))

	again := open(t, dir)
	r := again.Lesson("a")
	if r.Tries != 2 || r.Best != 100 || r.Aid != WithHints || r.Causes["dns-egress-missing"] != 1 || !r.LastPassed.Equal(clock()) {
		t.Errorf("record = %+v", r)
	}
	if text, ok, err := again.Draft("a"); text != "kind: x\n" || !ok || err != nil {
		t.Errorf("draft = %q, %v, %v", text, ok, err)
	}
	if got := again.Settings(); got.Experience != "exam" || got.ExamDate != "2026-12-01" {
		t.Errorf("settings = %+v", got)
	}
	if path := again.DraftPath("a"); path != filepath.Join(dir, "drafts", "a.yaml") {
		t.Errorf("draft path = %s", path)
	}
	if path := again.DraftPath("b"); path != "" {
		t.Errorf("path of no draft = %s", path)
	}
}

func TestPrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "s")
	must(t, os.MkdirAll(filepath.Join(dir, "drafts"), 0o755))
	must(t, os.Chmod(dir, 0o777))
	s := open(t, dir)
	must(t, s.Record("a", Event{Kind: Submitted}))
	must(t, s.SaveDraft("a", "x"))
	must(t, s.SaveSettings(Settings{}))
	must(t, filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		must(t, err)
		info, err := e.Info()
		must(t, err)
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
		return nil
	}))
}

func TestTornFiles(t *testing.T) {
	good := `{"lesson":"a","at":"2026-11-23T10:00:00Z","kind":"submitted","score":50}` + "\n"
	cases := []struct {
		name, journal string
		tries         int
	}{
		{"nothing", "", 0},
		{"header alone", "{\"version\":1}\n", 0},
		{"torn header", "{\"ver", 0},
		{"no header", good, 1},
		{"torn last line", "{\"version\":1}\n" + good + good[:30], 1},
		{"torn in the middle", "{\"version\":1}\n" + good + good[:30] + "\n" + good, 2},
		{"last line without its end", "{\"version\":1}\n" + good + strings.TrimSpace(good), 1},
		{"binary", "\x00\xff\xfe\n" + good, 1},
		{"an event to come", "{\"version\":1}\n" + `{"lesson":"a","kind":"levitated"}` + "\n" + good, 1},
		{"other types", `{"lesson":7,"kind":[]}` + "\n" + good, 1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			must(t, os.WriteFile(filepath.Join(dir, "attempts.jsonl"), []byte(c.journal), 0o600))
			s := open(t, dir)
			if got := s.Lesson("a").Tries; got != c.tries {
				t.Errorf("tries = %d, want %d", got, c.tries)
			}
			must(t, s.Record("a", Event{Kind: Submitted, Score: 60}))
			torn := 0
			if c.name == "last line without its end" {
				torn = 1 // the line turns out to be whole
			}
			if got := open(t, dir).Lesson("a").Tries; got != c.tries+1+torn {
				t.Errorf("after one more: tries = %d, want %d", got, c.tries+1+torn)
			}
		})
	}
}

func TestNewerVersionIsLeftAlone(t *testing.T) {
	for _, file := range []string{"attempts.jsonl", "settings.json"} {
		t.Run(file, func(t *testing.T) {
			dir := t.TempDir()
			at := filepath.Join(dir, file)
			must(t, os.WriteFile(at, []byte("{\"version\":2}\n"), 0o600))
			_, err := Open(dir, clock)
			if !errors.Is(err, ErrNewer) || !strings.Contains(err.Error(), file) {
				t.Fatalf("Open = %v, want a refusal that names the file", err)
			}
			if data, _ := os.ReadFile(at); string(data) != "{\"version\":2}\n" {
				t.Errorf("the file was changed: %q", data)
			}
		})
	}
}

func TestUpgradedWhileOpen(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	at := filepath.Join(dir, "attempts.jsonl")
	must(t, os.WriteFile(at, []byte("{\"version\":2,\"more\":\"of it\"}\n"), 0o600))
	if err := s.Record("a", Event{Kind: Submitted}); !errors.Is(err, ErrNewer) {
		t.Errorf("Record = %v, want a refusal", err)
	}
	if data, _ := os.ReadFile(at); strings.Count(string(data), "\n") != 1 {
		t.Errorf("the file was changed: %q", data)
	}
	if got := s.Lesson("a").Tries; got != 1 {
		t.Errorf("tries = %d, the event should be kept in memory", got)
	}
}

func TestTwoStoresSeeEachOther(t *testing.T) {
	dir := t.TempDir()
	a, b := open(t, dir), open(t, dir)
	must(t, a.Record("x", Event{Kind: Submitted, Score: 10}))
	must(t, b.Record("x", Event{Kind: Submitted, Score: 20}))
	must(t, a.Record("y", Event{Kind: Submitted, Score: 30}))
	for name, s := range map[string]*FileStore{"a": a, "b": b, "fresh": open(t, dir)} {
		if all := s.All(); all["x"].Tries != 2 || all["x"].Best != 20 || all["y"].Tries != 1 {
			t.Errorf("%s sees %+v", name, all)
		}
	}
	must(t, b.ResetAll())
	if all := a.All(); len(all) != 0 {
		t.Errorf("after the other one's reset: %+v", all)
	}
}

func TestDraftChangedByAnother(t *testing.T) {
	dir := t.TempDir()
	a, b := open(t, dir), open(t, dir)
	must(t, a.SaveDraft("x", "one"))
	if text, _, _ := b.Draft("x"); text != "one" {
		t.Fatalf("b reads %q", text)
	}
	must(t, b.SaveDraft("x", "two"))
	err := a.SaveDraft("x", "three")
	if !errors.Is(err, ErrDraftChanged) {
		t.Fatalf("SaveDraft = %v, want ErrDraftChanged", err)
	}
	_, file, _ := strings.Cut(err.Error(), "your text is in ")
	if data, _ := os.ReadFile(file); string(data) != "three" {
		t.Errorf("the text beside the draft is %q", data)
	}
	if text, _, _ := a.Draft("x"); text != "two" {
		t.Errorf("a reads %q, want what b wrote", text)
	}
	must(t, a.SaveDraft("x", "four"))
	if text, _, _ := b.Draft("x"); text != "four" {
		t.Errorf("b reads %q", text)
	}
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the text beside the draft is still there: %v", err)
	}
	if ids := a.drafted(); len(ids) != 1 || ids[0] != "x" {
		t.Errorf("drafts of %v", ids)
	}
}

func TestReset(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	for _, id := range []string{"x", "y"} {
		must(t, s.Record(id, Event{Kind: Submitted}))
		must(t, s.SaveDraft(id, "text of "+id))
	}
	must(t, s.Reset("x"))
	if _, ok, _ := s.Draft("x"); ok || s.Lesson("x").Tries != 0 {
		t.Error("x is still there")
	}
	if _, ok, _ := s.Draft("y"); !ok || s.Lesson("y").Tries != 1 {
		t.Error("y is gone as well")
	}
	must(t, s.ResetAll())
	if _, ok, _ := s.Draft("y"); ok || len(open(t, dir).All()) != 0 {
		t.Error("something is left")
	}
	history, _ := os.ReadFile(filepath.Join(dir, "attempts.jsonl"))
	for _, text := range []string{"text of x", "text of y"} {
		if !strings.Contains(string(history), text) {
			t.Errorf("the history lost %q", text)
		}
	}
	must(t, s.SaveDraft("x", "new"))
}

// unwritable answers folders in which nothing can be written, also by root.
func unwritable(t *testing.T) map[string]string {
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o600))
	blocked := t.TempDir()
	must(t, os.WriteFile(filepath.Join(blocked, "drafts"), nil, 0o600))
	dirs := map[string]string{"below a file": filepath.Join(file, "state"), "drafts is a file": blocked}
	if os.Getuid() != 0 {
		dirs["read-only"] = t.TempDir()
		must(t, os.Chmod(dirs["read-only"], 0o500))
	}
	return dirs
}

func TestUnwritableFolder(t *testing.T) {
	for name, dir := range unwritable(t) {
		t.Run(name, func(t *testing.T) {
			s, err := Open(dir, clock)
			must(t, err)
			must(t, s.Record("a", Event{Kind: Submitted, Score: 30}))
			must(t, s.SaveDraft("a", "text"))
			must(t, s.SaveSettings(Settings{Theme: "dark"}))
			if text, ok, err := s.Draft("a"); text != "text" || !ok || err != nil {
				t.Errorf("draft = %q, %v, %v", text, ok, err)
			}
			if s.Lesson("a").Best != 30 || s.Settings().Theme != "dark" {
				t.Error("what was done is not kept in memory")
			}
			if p := s.DraftPath("a"); p != "" {
				t.Errorf("draft path %s, there is no such file", p)
			}
			if n := s.Notice(); !strings.HasPrefix(n, "Progress cannot be saved") {
				t.Errorf("notice = %q", n)
			}
			must(t, s.Record("a", Event{Kind: Submitted}))
			if n := s.Notice(); n != "" {
				t.Errorf("said a second time: %q", n)
			}
			must(t, s.Reset("a"))
			if _, ok, _ := s.Draft("a"); ok || s.Lesson("a").Tries != 0 {
				t.Error("the reset left something")
			}
		})
	}
}

func TestDiskComesBack(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	at := filepath.Join(dir, "attempts.jsonl")
	must(t, os.Mkdir(at, 0o700))
	must(t, s.Record("a", Event{Kind: Submitted, Score: 10}))
	if s.Notice() == "" || s.Lesson("a").Tries != 1 {
		t.Fatal("a journal that cannot be written should be told, and kept in memory")
	}
	must(t, os.Remove(at))
	must(t, s.Record("a", Event{Kind: Submitted, Score: 20}))
	if got := open(t, dir).Lesson("a"); got.Tries != 2 || got.Best != 20 {
		t.Errorf("on disk: %+v", got)
	}
}

func TestManyGoroutines(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			id := fmt.Sprintf("lesson-%d", g%3)
			for i := range 5 {
				_ = s.Record(id, Event{Kind: Submitted, Score: i})
				_ = s.SaveDraft(id, strings.Repeat("x", i))
				_, _, _ = s.Draft(id)
				_ = s.All()
			}
		})
	}
	wg.Wait()
	total := 0
	for _, r := range open(t, dir).All() {
		total += r.Tries
	}
	if total != 40 {
		t.Errorf("%d events arrived, want 40", total)
	}
}

func TestTwoPrograms(t *testing.T) {
	dir := t.TempDir()
	programs := []*exec.Cmd{command(dir), command(dir)}
	outputs := make([]strings.Builder, len(programs))
	for i, p := range programs {
		p.Stdout, p.Stderr = &outputs[i], &outputs[i]
		must(t, p.Start())
	}
	s := open(t, dir)
	for range 20 {
		must(t, s.Record("both", Event{Kind: Submitted}))
	}
	for i, p := range programs {
		if err := p.Wait(); err != nil {
			t.Fatalf("%v: %s", err, outputs[i].String())
		}
	}
	if got := open(t, dir).Lesson("both").Tries; got != 120 {
		t.Errorf("%d events arrived, want 120", got)
	}
}

func TestKilled(t *testing.T) {
	for _, after := range []int{0, 7, 23} {
		t.Run(fmt.Sprint(after), func(t *testing.T) {
			dir := t.TempDir()
			p := command(dir)
			out, err := p.StdoutPipe()
			must(t, err)
			must(t, p.Start())
			wait := fmt.Sprintf("recorded %d\n", after)
			for read, buf := "", make([]byte, 512); !strings.Contains(read, wait); {
				n, err := out.Read(buf)
				must(t, err)
				read += string(buf[:n])
			}
			must(t, p.Process.Kill())
			_ = p.Wait()
			s := open(t, dir)
			before := s.Lesson("both").Tries
			if before < after+1 {
				t.Errorf("%d events are left of at least %d", before, after+1)
			}
			must(t, s.Record("both", Event{Kind: Submitted}))
			if got := open(t, dir).Lesson("both").Tries; got != before+1 {
				t.Errorf("%d events after one more, want %d", got, before+1)
			}
		})
	}
}

func TestSnapshot(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	for range 5 {
		must(t, s.Record("a", Event{Kind: Submitted, Cause: "x", Text: strings.Repeat("long ", 5000)}))
	}
	if _, ok := readSnapshot(s.snapshotFile()); !ok {
		t.Fatal("no snapshot after 125 kB")
	}
	cases := []struct {
		name, snapshot string
	}{
		{"as it is", ""},
		{"broken", "{"},
		{"of another version", `{"version":9,"shape":2,"read":100,"records":{"a":{"tries":99}}}`},
		{"beyond the journal", `{"version":1,"shape":2,"read":99999999,"records":{"a":{"tries":99}}}`},
		{"of another shape", `{"version":1,"shape":1,"read":SIZE,"records":{"a":{"tries":99}}}`},
		{"inside a line", `{"version":1,"shape":2,"read":77,"records":{"a":{"tries":99}}}`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if c.snapshot != "" {
				text := strings.ReplaceAll(c.snapshot, "SIZE", strconv.FormatInt(s.journal.read, 10))
				must(t, os.WriteFile(s.snapshotFile(), []byte(text), 0o600))
			}
			again := open(t, dir)
			if got := again.Lesson("a").Tries; got != 5 {
				t.Errorf("tries = %d, want 5", got)
			}
			if got := told(again.History()); got != "x a 23" {
				t.Errorf("the history is %q", got)
			}
		})
	}
}

func TestBrokenSettings(t *testing.T) {
	cases := []struct {
		name, text string
		want       Settings
		notice     bool
	}{
		{"not JSON", "{theme", Settings{}, true},
		{"a list", "[]", Settings{}, true},
		{"null", "null", Settings{}, false},
		{"a value of another type", `{"theme": 7, "experience": "new"}`, Settings{Experience: "new"}, false},
		{"more than we know", `{"theme": "dark", "shape": "round"}`, Settings{Theme: "dark"}, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			at := filepath.Join(dir, "settings.json")
			must(t, os.WriteFile(at, []byte(c.text), 0o600))
			s, err := Open(dir, clock)
			must(t, err)
			if s.Settings() != c.want || (s.Notice() != "") != c.notice {
				t.Errorf("settings = %+v", s.Settings())
			}
			must(t, s.SaveSettings(Settings{Theme: "light"}))
			data, _ := os.ReadFile(at)
			if strings.Contains(c.text, "round") != strings.Contains(string(data), `"shape": "round"`) {
				t.Errorf("unknown settings were lost: %s", data)
			}
			if got := open(t, dir).Settings(); got.Theme != "light" {
				t.Errorf("saved settings = %+v", got)
			}
		})
	}
}

func TestDraftNames(t *testing.T) {
	ids := []string{"space1-space2", "", ".", "..", "../../etc/passwd", "a/b", `a\b`, "A", "ä", "x--41", "a.other-7", "-a", strings.Repeat("a", 101)}
	used := map[string]string{}
	for _, id := range ids {
		name := draftName(id)
		if filepath.Base(name) != name || strings.ToLower(name) != name || strings.HasPrefix(name, ".") {
			t.Errorf("draftName(%q) = %q is not safe", id, name)
		}
		if other, taken := used[name]; taken {
			t.Errorf("%q and %q share %q", id, other, name)
		}
		used[name] = id
		if back, ok := draftID(name); !ok || back != id {
			t.Errorf("draftID(%q) = %q, %v", name, back, ok)
		}
	}
	for _, name := range []string{".a.yaml.new", "a.other-12.yaml", "a.yml", "a"} {
		if id, ok := draftID(name); ok {
			t.Errorf("draftID(%q) = %q, want none", name, id)
		}
	}
}
