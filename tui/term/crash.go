package term

import (
	"fmt"
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
	"sync"

	tea "github.com/charmbracelet/bubbletea"
)

// Crash is a mistake of the program itself that ended it.
type Crash struct {
	Value any    // what was thrown
	Stack string // where
	Path  string // the report, or "" if none could be written
}

// Error is one plain sentence that says where the report is.
func (c *Crash) Error() string {
	if c.Path == "" {
		return fmt.Sprintf("the tutor made a mistake of its own and had to stop: %v", c.Value)
	}
	return "the tutor made a mistake of its own and had to stop; what is known about it is in " + c.Path
}

// report writes the crash to a new file in folder that only the learner can read.
func (c *Crash) report(folder string) *Crash {
	if folder == "" || os.MkdirAll(folder, 0o700) != nil {
		return c
	}
	f, err := os.CreateTemp(folder, "crash-*.txt") // mode 0600
	if err != nil {
		return c
	}
	_, err = fmt.Fprintf(f, "%v\n\n%s\n%s", c.Value, build(), c.Stack)
	if closed := f.Close(); err != nil || closed != nil {
		return c
	}
	c.Path = f.Name()
	return c
}

// build tells which program this is and where it runs.
func build() string {
	text := fmt.Sprintf("%s %s/%s\n", runtime.Version(), runtime.GOOS, runtime.GOARCH)
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return text
	}
	text += fmt.Sprintf("%s %s\n", info.Main.Path, info.Main.Version)
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" || s.Key == "vcs.modified" {
			text += fmt.Sprintf("%s %s\n", s.Key, s.Value)
		}
	}
	return text
}

// watch remembers the first panic and stops the program.
type watch struct {
	mu    sync.Mutex
	crash *Crash
	stop  func()
}

// catch is to be deferred around whatever may panic.
func (w *watch) catch() {
	if v := recover(); v != nil {
		w.mu.Lock()
		if w.crash == nil {
			w.crash = &Crash{Value: v, Stack: string(debug.Stack())}
		}
		w.mu.Unlock()
		w.stop()
	}
}

func (w *watch) fault() *Crash {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.crash
}

// guarded is a model whose panics end the program instead of the process, and whose
// cursor is told to the output. After a panic it is not asked any more.
type guarded struct {
	inner tea.Model
	watch *watch
	out   *Output
}

func (g guarded) Init() (cmd tea.Cmd) {
	defer g.watch.catch()
	return g.watch.command(g.inner.Init())
}

func (g guarded) Update(msg tea.Msg) (next tea.Model, cmd tea.Cmd) {
	if g.watch.fault() != nil {
		return g, nil
	}
	defer g.watch.catch()
	next = g
	inner, cmd := g.inner.Update(msg)
	g.inner = inner
	return g, g.watch.command(cmd)
}

func (g guarded) View() (view string) {
	if g.watch.fault() != nil {
		return ""
	}
	defer g.watch.catch()
	view = g.inner.View()
	if c, ok := g.inner.(cursored); ok {
		g.out.Place(c.Cursor())
	}
	return view
}

// command is cmd with its panics caught, and those of the commands it answers.
func (w *watch) command(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer w.catch()
		return w.commands(cmd())
	}
}

// commands guards the commands in a batch or sequence. A sequence has no public type,
// but is, like a batch, a slice of commands.
func (w *watch) commands(msg tea.Msg) tea.Msg {
	v := reflect.ValueOf(msg)
	if !v.IsValid() || v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return msg
	}
	safe := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
	for i := range v.Len() {
		cmd, _ := v.Index(i).Interface().(tea.Cmd)
		safe.Index(i).Set(reflect.ValueOf(w.command(cmd)))
	}
	return safe.Interface()
}
