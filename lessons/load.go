package lessons

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

const lessonFile = "lesson.yaml"

// nearlyLessonFile are names that somebody gives a lesson.yaml by mistake.
var nearlyLessonFile = []string{"lesson.yml", "lessons.yaml", "lessons.yml", "lesson.yaml"}

// LoadDir reads the pack in a folder. Nothing outside the folder is read, whatever
// the names and symbolic links in it say.
func LoadDir(dir string) ([]*Lesson, []Problem) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, []Problem{{File: dir, Message: "the folder cannot be opened: " + plain(err), Help: "Give the folder that holds the lessons."}}
	}
	defer root.Close()
	return Load(root.FS(), dir)
}

// Load reads a pack: every lesson.yaml in it, at any depth, is a lesson; name says in
// messages and in Lesson.Pack which pack it is. It answers the lessons without faults,
// in the order of their folders, and the problems of all. For a pack on disk use
// LoadDir: here, symbolic links lead where fsys lets them.
func Load(fsys fs.FS, name string) ([]*Lesson, []Problem) {
	files, problems := find(fsys)
	p := &pack{fsys: fsys, left: maxPack}
	var found []*Lesson
	for _, file := range files {
		l, ps := p.lesson(file)
		problems = append(problems, ps...)
		if l == nil || len(Faults(ps)) > 0 {
			continue
		}
		if i := slices.IndexFunc(found, func(o *Lesson) bool { return o.ID == l.ID }); i >= 0 {
			problems = append(problems, l.problem("id", "Give one of the two another id.", "the id %s is already that of %s", l.ID, found[i].Folder))
			continue
		}
		l.Pack = name
		found = append(found, l)
	}
	found, unlinked := link(found)
	problems = append(problems, unlinked...)
	if len(files) == 0 && len(problems) == 0 {
		problems = append(problems, Problem{File: name, Message: "there is no lesson.yaml in this folder", Help: "Every lesson is a folder with a lesson.yaml; netpol-tutor new DIR makes one."})
	}
	return found, problems
}

// find lists every lesson.yaml of a pack.
func find(fsys fs.FS) (files []string, problems []Problem) {
	entries := 0
	err := fs.WalkDir(fsys, ".", func(at string, e fs.DirEntry, err error) error {
		entries++
		switch {
		case err != nil:
			problems = append(problems, Problem{File: at, Message: plain(err)})
			return skip(e)
		case entries > maxEntries:
			return fmt.Errorf("more than %d files", maxEntries)
		case len(files) > maxLessons:
			return fmt.Errorf("more than %d lessons", maxLessons)
		case e.IsDir() && at != "." && strings.HasPrefix(e.Name(), "."):
			return fs.SkipDir
		case e.IsDir() && strings.Count(at, "/") >= maxDepth:
			problems = append(problems, Problem{File: at, Message: fmt.Sprintf("folders lie more than %d deep", maxDepth)})
			return fs.SkipDir
		case e.Name() == lessonFile && !e.IsDir():
			files = append(files, at)
		case !e.IsDir() && slices.Contains(nearlyLessonFile, strings.ToLower(e.Name())):
			problems = append(problems, Problem{File: at, Message: "a lesson's file is called " + lessonFile + ", so this one is not read", Help: "Rename it."})
		}
		return nil
	})
	if err != nil {
		problems = append(problems, Problem{File: ".", Message: "the pack holds " + err.Error(), Help: "Is this the folder with the lessons?"})
	}
	return files, problems
}

func skip(e fs.DirEntry) error {
	if e != nil && e.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// lesson reads one lesson and the files beside its lesson.yaml.
func (p *pack) lesson(file string) (*Lesson, []Problem) {
	text, err := p.text(file, maxLessonFile)
	if err != nil {
		return nil, []Problem{unread(file, err)}
	}
	l, problems := decode(file, text)
	if l == nil {
		return nil, problems
	}
	l.Folder = path.Dir(file)
	f := &folder{pack: p, dir: l.Folder, seen: map[string]bool{lessonFile: true}}
	f.fill(l)
	f.fillProofs(l)
	problems = append(problems, f.problems...)
	for i := range problems {
		problems[i].Lesson = l.ID
	}
	sortProblems(problems)
	l.whole = func() whole { return whole{l, problems} }
	return l.ready(), problems
}

// fill reads the texts that a learner needs.
func (f *folder) fill(l *Lesson) {
	l.Brief = f.need("brief.md", "It tells the learner what is asked.")
	l.Cluster = f.need("cluster.yaml", "It holds the namespaces, pods and Services of the lesson, as manifests.")
	l.Debrief = f.optional("debrief.md")
	f.fillEditor(l)
	f.fillBounds(l)
	for i := range l.Options {
		l.Options[i].Text = f.listed(l, fmt.Sprintf("options[%d].file", i), l.Options[i].File)
	}
}

// fillProofs reads the texts that only prove the lesson, and looks for files that
// nobody reads.
func (f *folder) fillProofs(l *Lesson) {
	l.accept = f.answers("accept")
	f.fillWrong(l)
	f.unlisted(l, "options", func(file string) bool {
		return slices.ContainsFunc(l.Options, func(o Option) bool { return o.File == file })
	})
	f.strangers()
}

func (f *folder) fillEditor(l *Lesson) {
	switch l.Kind {
	case Complete, Fix:
		l.Start = f.need("start.yaml", fmt.Sprintf("It is what the editor of a %s lesson holds at first.", l.Kind))
	default:
		l.Start = f.optional("start.yaml")
	}
	if l.Kind == Debug && l.Start == "" {
		l.Start = unprotected(l.Cluster, l.Namespace, l.Protected)
	}
}

func (f *folder) fillBounds(l *Lesson) {
	if l.Kind.Edited() && !l.ChecksOnly {
		l.Solution = f.need("solution.yaml", "It is the model answer; without one, write bounds: checks.")
	} else {
		l.Solution = f.optional("solution.yaml")
	}
	l.Tightest, l.Loosest = f.optional("tightest.yaml"), f.optional("loosest.yaml")
}

func (f *folder) fillWrong(l *Lesson) {
	for i := range l.wrong {
		l.wrong[i].Text = f.listed(l, fmt.Sprintf("wrong[%d].file", i), l.wrong[i].File)
	}
	f.unlisted(l, "wrong", func(file string) bool {
		return slices.ContainsFunc(l.wrong, func(w Wrong) bool { return w.File == file })
	})
}

// listed reads a file that lesson.yaml names.
func (f *folder) listed(l *Lesson, at, file string) string {
	if file == "" {
		return ""
	}
	f.seen[file] = true
	text, err := f.pack.text(path.Join(f.dir, file), maxTextFile)
	if err != nil {
		message := plain(err)
		if _, ok := err.(*fs.PathError); ok && !strings.Contains(message, "leads out") {
			message = "the file is missing"
		}
		p := l.problem(at, cmp.Or(didYouMeanFile(f, file), unread(file, err).Help, "Write it, or take it out of the list."), "%s: %s", file, message)
		p.File = path.Join(f.dir, lessonFile)
		f.problems = append(f.problems, p)
	}
	return text
}

func didYouMeanFile(f *folder, file string) string {
	var there []string
	entries, _ := fs.ReadDir(f.pack.fsys, path.Join(f.dir, path.Dir(file)))
	for _, e := range entries[:min(len(entries), maxItems)] {
		there = append(there, path.Join(path.Dir(file), e.Name()))
	}
	if near := nearest(file, there); near != "" {
		return "Did you mean " + near + "?"
	}
	return ""
}

// unlisted reports manifests of a folder that lesson.yaml forgets.
func (f *folder) unlisted(l *Lesson, name string, listed func(string) bool) {
	for _, a := range f.answers(name) {
		if !listed(a.File) {
			f.fault(path.Join(f.dir, a.File), fmt.Sprintf("List the file under %s, or delete it.", name), "lesson.yaml does not list this file")
		}
	}
}

// strangers warns of files that look as if they belonged to the lesson but are not read.
func (f *folder) strangers() {
	known := []string{"brief.md", "cluster.yaml", "debrief.md", "start.yaml", "solution.yaml", "tightest.yaml", "loosest.yaml", "README.md", lessonFile}
	entries, _ := fs.ReadDir(f.pack.fsys, f.dir)
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() || f.seen[name] || slices.Contains(known, name) || !isManifest(name) && path.Ext(name) != ".md" {
			continue
		}
		f.problems = append(f.problems, Problem{
			Severity: Warning, File: path.Join(f.dir, name),
			Message: "this file is not read", Help: didYouMean(name, known[:len(known)-2]),
		})
	}
}

// problem is a fault at a value of lesson.yaml.
func (l *Lesson) problem(at, help, format string, args ...any) Problem {
	where := l.places[at]
	return Problem{
		Lesson: l.ID, File: path.Join(l.Folder, lessonFile), Line: where.line, Column: where.column,
		Message: fmt.Sprintf(format, args...), Help: help,
	}
}
