package render

import (
	"encoding/xml"
	"fmt"

	"netpol-tutor/grader"
	"netpol-tutor/grader/journey"
)

type suitesXML struct {
	XMLName  xml.Name   `xml:"testsuites"`
	Tests    int        `xml:"tests,attr"`
	Failures int        `xml:"failures,attr"`
	Suites   []suiteXML `xml:"testsuite"`
}

type suiteXML struct {
	Name     string    `xml:"name,attr"`
	Tests    int       `xml:"tests,attr"`
	Failures int       `xml:"failures,attr"`
	Cases    []caseXML `xml:"testcase"`
}

type caseXML struct {
	Name    string      `xml:"name,attr"`
	Class   string      `xml:"classname,attr"`
	Failure *failureXML `xml:"failure,omitempty"`
}

type failureXML struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

// JUnit is a test suite for each report: a case for each check, for the bounds, for
// each object problem and for each refused document.
func JUnit(reports []*grader.Report) ([]byte, error) {
	var all suitesXML
	for _, r := range reports {
		s := suite(r)
		all.Suites = append(all.Suites, s)
		all.Tests += s.Tests
		all.Failures += s.Failures
	}
	out, err := xml.MarshalIndent(all, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encode JUnit: %w", err)
	}
	return append([]byte(xml.Header), append(out, '\n')...), nil
}

func suite(r *grader.Report) suiteXML {
	s := suiteXML{Name: Clean(r.Submission.Name)}
	add := func(name string, f *failureXML) {
		s.Cases = append(s.Cases, caseXML{Name: CleanLine(name), Class: r.Lesson, Failure: f})
		s.Tests++
		if f != nil {
			s.Failures++
		}
	}
	for _, f := range r.Read.Refusals {
		add(fmt.Sprintf("document %d is accepted", f.Document), &failureXML{Message: CleanLine(f.Message), Type: "refused", Text: Clean(f.Message)})
	}
	for _, c := range r.Judgement.Checks {
		var failure *failureXML
		if !c.Passed {
			failure = &failureXML{Message: CleanLine(c.Journey.Reason), Type: c.Got.String(), Text: Clean(c.Journey.Output)}
		}
		add(c.Expect.String()+" "+c.Connection.Text, failure)
	}
	for _, p := range r.Judgement.Objects {
		add(p.Object, &failureXML{Message: CleanLine(objectWords(p)), Type: string(p.Problem)})
	}
	add("behaviour over every connection", boundsFailure(r))
	return s
}

func boundsFailure(r *grader.Report) *failureXML {
	b := r.Judgement.Bounds
	if b.Hold() {
		return nil
	}
	f := &failureXML{Message: boundsHead(b.Missing, b.Surplus), Type: "bounds"}
	for _, e := range b.Examples {
		f.Text += Clean(fmt.Sprintf("%s: %s (%s)\n", e.Connection, outOfBounds(e), journey.Why(e.Flow, e.Verdict)))
	}
	return f
}
