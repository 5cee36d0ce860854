package diagnose_test

import (
	"slices"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"

	"netpol-tutor/grader/diagnose"
)

func TestPages(t *testing.T) {
	codes := diagnose.Codes()
	for i, code := range codes {
		t.Run(code, func(t *testing.T) {
			if slices.Index(codes, code) != i {
				t.Error("two pages of one code")
			}
			page, ok := diagnose.Explain(code)
			if !ok || page.Title == "" || page.Say == "" || page.Symptom == "" || page.Why == "" || page.Before == "" {
				t.Errorf("incomplete: %+v", page)
			}
			if page.Before == page.After {
				t.Error("the example does not change")
			}
			if page.After == "" && code != "policy-not-enforced" {
				t.Error("no example after")
			}
			for _, example := range []string{page.Before, page.After} {
				if _, err := yaml.YAMLToJSON([]byte(example)); err != nil && code != "label-syntax" {
					t.Errorf("%v\n%s", err, example)
				}
				if example != "" && !strings.HasSuffix(example, "\n") {
					t.Errorf("no final newline: %q", example)
				}
			}
		})
	}
	if _, ok := diagnose.Explain("no-such-code"); ok {
		t.Error("a page for a code that does not exist")
	}
}
