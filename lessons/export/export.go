// Package export writes a lesson as manifests and probes for a real cluster: the
// namespaces, pods and Services of the lesson under their names and labels, the policies
// that it begins with, and a script that tries every check.
//
//	export.go      the files as a whole
//	scene.go       what of a lesson can exist elsewhere, and what cannot
//	manifests.go   namespaces, pods, Services and policies as YAML
//	servers.go     what a pod runs, so that it serves what it declares
//	script.go      verify.sh
//	probes.go      one line of it for each check
//	readme.go      what to type
package export

import (
	"fmt"
	"strings"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
)

// File is one file of an export.
type File struct {
	Name, Text string
	Executable bool
}

// The names of the files.
const (
	readmeFile   = "README.md"
	clusterFile  = "cluster.yaml"
	policiesFile = "policies.yaml" // only where the lesson begins with policies
	scriptFile   = "verify.sh"     // only where there is something to try
)

// Files are what a folder for the lesson holds. It fails if the lesson is at fault.
func Files(l *lessons.Lesson) ([]File, error) {
	s, err := newScene(l)
	if err != nil {
		return nil, err
	}
	cluster, err := s.clusterText()
	if err != nil {
		return nil, err
	}
	files := []File{{Name: readmeFile, Text: s.readme()}, {Name: clusterFile, Text: cluster}}
	if len(s.policies) > 0 {
		policies, err := s.policiesText()
		if err != nil {
			return nil, err
		}
		files = append(files, File{Name: policiesFile, Text: policies})
	}
	if len(s.checks) > 0 {
		files = append(files, File{Name: scriptFile, Text: s.script(), Executable: true})
	}
	return files, nil
}

// Manifests are all manifests of the lesson as one file.
func Manifests(l *lessons.Lesson) (string, error) {
	files, err := Files(l)
	if err != nil {
		return "", err
	}
	text := ""
	for _, f := range files {
		switch {
		case !strings.HasSuffix(f.Name, ".yaml"):
		case text == "":
			text = f.Text
		default:
			text += "---\n" + f.Text
		}
	}
	return text, nil
}

// comment makes lines of words, none of them too long, each behind a number sign.
// Words may come from anywhere, so that a line break in them must not end the comment.
func comment(format string, args ...any) string {
	const width = 100
	var b strings.Builder
	line := "#"
	for _, word := range strings.Fields(render.CleanLine(fmt.Sprintf(format, args...))) {
		if len(line)+1+len(word) > width && line != "#" {
			b.WriteString(line + "\n")
			line = "#"
		}
		line += " " + word
	}
	return b.String() + line + "\n"
}
