package manifest

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/runtime"
	kubeyaml "k8s.io/apimachinery/pkg/util/yaml"
)

// kubectlPieces is how kubectl takes a file apart, as JSON, and the error it ends with.
func kubectlPieces(text string) (all []string) {
	bare, marked := strings.CutPrefix(text, byteOrderMark)
	if !marked {
		bare = valid(text)
	}
	decoder := kubeyaml.NewYAMLOrJSONDecoder(strings.NewReader(bare), 4096)
	for {
		var ext runtime.RawExtension
		err := decoder.Decode(&ext)
		if err == io.EOF {
			return all
		}
		if err != nil {
			return append(all, "error parsing f: "+err.Error())
		}
		if raw := strings.TrimSpace(string(ext.Raw)); raw != "" && raw != "null" {
			all = append(all, raw)
		}
	}
}

// pieces is how this package does it.
func pieces(text string) (all []string) {
	f := newFile(Source{"f", text}, 0)
	s := newSplitter(f.text)
	for {
		p, err := s.next()
		if err == io.EOF {
			return all
		}
		d := &document{file: f}
		var wrong *fault
		if err != nil {
			wrong = d.parseFault(err)
		} else {
			wrong = d.parse(p, Limits{}.withDefaults(false))
		}
		if wrong != nil {
			return append(all, wrong.err.Error())
		}
		if d.value != nil {
			all = append(all, strings.TrimSpace(string(d.raw())))
		}
	}
}

func TestSplitsAsKubectl(t *testing.T) {
	tokens := []string{"{\"a\": 1}", "{\"a\": [1,]}", "{", "}", "\n", "\n---\n", "---", "--- # c\n", "--- x\n", "----\n", "a: 1\n", "b: [\n", " ", "\t", "null", "5", "\"s\"", "[1]",
		"\n...\n", "#c\n", "{a: 1}", "\r\n", "\r", "{\"a\": \"---\"}", "\u00a0", "\xff", "\ufeff", "{\"b\":\n---\n 2}", "'", "\n--\n", "- a\n"}
	r := rand.New(rand.NewPCG(3, 4))
	for range 5000 {
		var b strings.Builder
		for n := 1 + r.IntN(8); n > 0; n-- {
			b.WriteString(tokens[r.IntN(len(tokens))])
		}
		text := b.String()
		if got, want := fmt.Sprintf("%q", pieces(text)), fmt.Sprintf("%q", kubectlPieces(text)); got != want {
			t.Fatalf("of %q\ngot  %s\nwant %s", text, got, want)
		}
	}
}
