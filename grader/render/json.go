package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"netpol-tutor/grader"
	"netpol-tutor/grader/diagnostic"
	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/manifest"
	"netpol-tutor/grader/task"
)

// The JSON form of a report is stable: version 1 may gain fields, never lose or
// change one.
type reportJSON struct {
	Version     int              `json:"version"`
	Lesson      string           `json:"lesson"`
	File        string           `json:"file"`
	Passed      bool             `json:"passed"`
	Score       int              `json:"score"`
	Checks      []checkJSON      `json:"checks"`
	Bounds      []boundJSON      `json:"bounds"`
	Objects     []objectJSON     `json:"objects"`
	Diagnostics []diagnosticJSON `json:"diagnostics"`
	Refused     []refusedJSON    `json:"refused"`
}

type checkJSON struct {
	Connection string `json:"connection"`
	Expect     string `json:"expect"`
	Got        string `json:"got"`
	Passed     bool   `json:"passed"`
	Stage      string `json:"stage"`
	Reason     string `json:"reason"`
	Output     string `json:"output"`
}

type boundJSON struct {
	Connection string `json:"connection"`
	Expect     string `json:"expect"`
	Got        string `json:"got"`
	Reason     string `json:"reason"`
}

type objectJSON struct {
	Object  string `json:"object"`
	Problem string `json:"problem"`
}

type diagnosticJSON struct {
	Code      string        `json:"code"`
	Severity  string        `json:"severity"`
	Message   string        `json:"message"`
	Help      string        `json:"help"`
	Policy    string        `json:"policy,omitempty"`
	File      string        `json:"file,omitempty"`
	Line      int           `json:"line,omitempty"`
	Column    int           `json:"column,omitempty"`
	EndLine   int           `json:"endLine,omitempty"`
	EndColumn int           `json:"endColumn,omitempty"`
	Fix       *fixJSON      `json:"fix,omitempty"`
	Related   []relatedJSON `json:"related"`
}

type fixJSON struct {
	Message string `json:"message"`
	Patched string `json:"patched"`
	Mends   int    `json:"mends"`
	Passes  bool   `json:"passes"`
}

type relatedJSON struct {
	Line    int    `json:"line"`
	Message string `json:"message"`
}

type refusedJSON struct {
	File     string `json:"file"`
	Document int    `json:"document"`
	Line     int    `json:"line"`
	Message  string `json:"message"`
}

// JSON is a report in its stable form.
func JSON(r *grader.Report) ([]byte, error) { return EncodeJSON(reportToJSON(r)) }

// JSONArray is several reports in their stable form, in an array.
func JSONArray(reports []*grader.Report) ([]byte, error) {
	return EncodeJSON(each(reports, reportToJSON))
}

// EncodeJSON writes a value with indentation, as JSON that is safe to show on a
// terminal: characters that a terminal would act upon are escaped.
func EncodeJSON(value any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(value); err != nil {
		return nil, fmt.Errorf("encode JSON: %w", err)
	}
	return escapeUnseen(b.Bytes()), nil
}

// escapeUnseen replaces what a terminal would act upon by JSON escapes. Such
// characters occur only inside JSON strings; the layout's own line breaks stay.
func escapeUnseen(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		switch {
		case r == '\n' || !unseen(r):
			out = append(out, text[:size]...)
		case r > 0xFFFF:
			r -= 0x10000
			out = fmt.Appendf(out, `\u%04x\u%04x`, 0xD800+r>>10, 0xDC00+r&0x3FF)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		text = text[size:]
	}
	return out
}

func reportToJSON(r *grader.Report) reportJSON {
	return reportJSON{
		Version:     1,
		Lesson:      r.Lesson,
		File:        r.Submission.Name,
		Passed:      r.Passed,
		Score:       r.Score,
		Checks:      each(r.Judgement.Checks, checkToJSON),
		Bounds:      each(r.Judgement.Bounds.Examples, boundToJSON),
		Objects:     each(r.Judgement.Objects, objectToJSON),
		Diagnostics: each(r.Diagnostics, diagnosticToJSON),
		Refused:     each(r.Read.Refusals, refusedToJSON),
	}
}

func checkToJSON(c task.CheckResult) checkJSON {
	return checkJSON{
		Connection: c.Connection.Text,
		Expect:     c.Expect.String(),
		Got:        c.Got.String(),
		Passed:     c.Passed,
		Stage:      string(c.Journey.Stage),
		Reason:     c.Journey.Reason,
		Output:     c.Journey.Output,
	}
}

func boundToJSON(e task.Counterexample) boundJSON {
	got := task.Allow
	if e.Expect == task.Allow {
		got = task.Deny
	}
	return boundJSON{Connection: e.Connection, Expect: e.Expect.String(), Got: got.String(), Reason: journey.Why(e.Flow, e.Verdict)}
}

func objectToJSON(p task.ObjectProblem) objectJSON { return objectJSON{p.Object, string(p.Problem)} }

func diagnosticToJSON(d diagnostic.Diagnostic) diagnosticJSON {
	out := diagnosticJSON{
		Code: d.Code, Severity: d.Severity.String(), Message: d.Message, Help: d.Help, Policy: d.Policy,
		File: d.Span.File, Line: d.Span.Start.Line, Column: d.Span.Start.Column,
		EndLine: d.Span.End.Line, EndColumn: d.Span.End.Column,
		Related: []relatedJSON{},
	}
	if d.Fix != nil {
		out.Fix = &fixJSON{Message: d.Fix.Message, Patched: d.Fix.Patched, Mends: d.Fix.Mends, Passes: d.Fix.Passes}
	}
	for _, l := range d.Labels {
		if l.Text != "" {
			out.Related = append(out.Related, relatedJSON{l.Span.Start.Line, l.Text})
		}
	}
	for _, r := range d.Related {
		out.Related = append(out.Related, relatedJSON{r.Span.Start.Line, r.Message})
	}
	return out
}

func refusedToJSON(f manifest.Refusal) refusedJSON {
	return refusedJSON{File: f.File, Document: f.Document, Line: f.Span.Start.Line, Message: f.Message}
}

// each maps a list; an empty one is [] in JSON, never null.
func each[T, U any](list []T, f func(T) U) []U {
	out := make([]U, len(list))
	for i, v := range list {
		out[i] = f(v)
	}
	return out
}
