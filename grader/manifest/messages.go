package manifest

import (
	"errors"
	"fmt"
	"strings"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	utilerrors "k8s.io/apimachinery/pkg/util/errors"
)

// printed is what kubectl prints at the end of a run: the errors of reading the files,
// which it holds as one, and those of applying the objects. Tell is how it words each.
func printed(reading, applying []error) (text string, tell func(error) string) {
	all := applying
	if len(reading) > 0 {
		all = append([]error{utilerrors.NewAggregate(reading)}, applying...)
	}
	if len(all) == 0 {
		return "", among
	}
	err := one(members(one(all))) // kubectl unwraps an error that holds a single one, but not twice
	several, ok := err.(utilerrors.Aggregate)
	if !ok {
		return line(alone(err)), alone
	}
	var out strings.Builder
	for _, err := range several.Errors() {
		out.WriteString(line(among(err)))
	}
	return out.String(), among
}

func one(errs []error) error {
	if len(errs) == 1 {
		return errs[0]
	}
	return utilerrors.NewAggregate(errs)
}

func members(err error) []error {
	if several, ok := err.(utilerrors.Aggregate); ok {
		return several.Errors()
	}
	return []error{err}
}

func line(s string) string { return trimLine(s) + "\n" }

func trimLine(s string) string { return strings.TrimSuffix(s, "\n") }

// alone is how kubectl tells of the only error of a run.
func alone(err error) string {
	var status apierrors.APIStatus
	if errors.As(err, &status) && apierrors.IsInvalid(err) {
		return invalidMessage(status.Status().Details)
	}
	msg := among(err)
	if status == nil && !strings.HasPrefix(msg, "error: ") {
		msg = "error: " + msg
	}
	return msg
}

// among is how kubectl tells of one error of several.
func among(err error) string {
	var status apierrors.APIStatus
	if !errors.As(err, &status) {
		return err.Error()
	}
	if reason := status.Status().Reason; reason != "" {
		return fmt.Sprintf("Error from server (%s): %v", reason, err)
	}
	return fmt.Sprintf("Error from server: %v", err)
}

// invalidMessage lists what is wrong with the values of an object.
func invalidMessage(details *metav1.StatusDetails) string {
	head := "The request is invalid"
	if details.Kind != "" || details.Name != "" {
		head = fmt.Sprintf("The %s %q is invalid", details.Kind, details.Name)
	}
	var lines []string
	seen := map[string]bool{}
	for _, c := range details.Causes {
		text := fmt.Sprintf("%s: %s", c.Field, c.Message)
		if !seen[text] {
			seen[text] = true
			lines = append(lines, text)
		}
	}
	if len(lines) == 1 {
		return head + ": " + lines[0]
	}
	return head + ": \n* " + strings.Join(lines, "\n* ")
}
