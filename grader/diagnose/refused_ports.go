package diagnose

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"k8s.io/apimachinery/pkg/util/validation"

	"netpol-tutor/grader/manifest/rewrite"
)

// wordAsPort reads an entry of ports out of a word like 53 or 53/UDP, and says how it is
// written.
func wordAsPort(word string) (entry *rewrite.Value, words string) {
	port, protocol := word, ""
	for _, one := range strings.FieldsFunc(word, func(r rune) bool { return strings.ContainsRune("/: ,-", r) }) {
		if slices.Contains(protocols(), strings.ToUpper(one)) {
			protocol = strings.ToUpper(one)
			port = strings.Trim(strings.Replace(word, one, "", 1), "/: ,-")
		}
	}
	entry = rewrite.Map().Compact()
	if protocol != "" {
		entry.Set("protocol", rewrite.Text(protocol))
		words = fmt.Sprintf(", protocol: %s", protocol)
	}
	if port == "" {
		return entry, fmt.Sprintf("protocol: %s", protocol)
	}
	entry.Set("port", numberOrText(port))
	return entry, fmt.Sprintf("port: %s%s", port, words)
}

// protocols are those that a port can have.
func protocols() []string { return []string{"TCP", "UDP", "SCTP"} }

// agrees tells whether a protocol that is written beside a port is the one that is read out of it.
func agrees(written, port *rewrite.Value) bool {
	return port.Get("protocol") != nil && port.Get("port") != nil && (written == nil || strings.EqualFold(written.Scalar(), port.Get("protocol").Scalar()))
}

// rightProtocolKey is for an entry of ports that has the protocol for a key: TCP: 443.
func rightProtocolKey(x *spot, offer func(remedy)) {
	protocol := strings.ToUpper(x.key)
	if !slices.Contains(protocols(), protocol) || !isWord(x.value) || x.up.value.Get("port") != nil || x.up.value.Get("protocol") != nil {
		return
	}
	offer(remedy{
		code: "unknown-field", effort: entry, fix: fmt.Sprintf("port: %s, protocol: %s", x.value.Scalar(), protocol),
		message: fmt.Sprintf("%s: the protocol is a value, and no key", x.name()),
		do: func(root *rewrite.Value) {
			port := root.At(x.up.path)
			port.Rename(x.key, "port")
			port.SetFirst("protocol", rewrite.Text(protocol))
		},
	})
}

// rightPortName is for the name of a port that cannot be one: those that there are.
func (s *scene) rightPortName(x *spot, offer func(remedy)) {
	have := x.value.Scalar()
	if !isWord(x.value) || len(validation.IsValidPortName(have)) == 0 {
		return
	}
	for _, name := range byDistance(s.portNames(), have) {
		if !slip(strings.ToLower(name), strings.ToLower(have)) && !strings.EqualFold(name, have) {
			continue
		}
		offer(remedy{
			code: "refused", effort: scalar, fix: instead(name, have),
			message: fmt.Sprintf("%s: %s cannot be the name of a port", x.name(), have),
			do:      func(root *rewrite.Value) { root.At(x.path).Become(rewrite.Text(name)) },
		})
	}
}

// rightPortNumber is for a port that cannot be one: those that the task speaks of.
func (s *scene) rightPortNumber(x *spot, offer func(remedy)) {
	for _, p := range s.task.Ports() {
		offer(remedy{
			code: "refused", effort: scalar, fix: instead(strconv.Itoa(int(p.Number)), x.value.Scalar()),
			message: fmt.Sprintf("%s: %s is not a port", x.name(), x.value.Scalar()),
			do:      func(root *rewrite.Value) { root.At(x.path).Become(rewrite.Number(int(p.Number))) },
		})
	}
}

// portNames are the names that ports of pods have.
func (s *scene) portNames() []string {
	var names []string
	for _, pod := range s.cluster.Pods {
		for _, p := range pod.Ports {
			if p.Name != "" && !slices.Contains(names, p.Name) {
				names = append(names, p.Name)
			}
		}
	}
	return names
}
