package export

import (
	"embed"
	"strings"
)

//go:embed verify.sh
var scripts embed.FS

// script is verify.sh: the functions that try connections, and a call for each check.
func (s *scene) script() string {
	frame, _ := scripts.ReadFile("verify.sh") // it is embedded: it cannot be missing
	head := comment("Lesson %s: %s", s.lesson.ID, s.lesson.Title)
	var calls strings.Builder
	for _, p := range s.pods {
		calls.WriteString(words("ready", quote(p.Namespace), quote(p.Name)) + "\n")
	}
	calls.WriteString("\n")
	for _, c := range s.checks {
		calls.WriteString(s.line(c) + "\n")
	}
	text := strings.Replace(string(frame), "# @head@\n", head, 1)
	return strings.Replace(text, "# @calls@\n", calls.String(), 1)
}
