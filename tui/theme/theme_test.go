package theme

import (
	"reflect"
	"regexp"
	"testing"

	"github.com/charmbracelet/lipgloss"
)

func styles(t *Theme) map[string]lipgloss.Style {
	all := map[string]lipgloss.Style{}
	collect(all, "", reflect.ValueOf(*t))
	return all
}

func collect(all map[string]lipgloss.Style, prefix string, v reflect.Value) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if !f.IsExported() {
			continue
		}
		if s, ok := v.Field(i).Interface().(lipgloss.Style); ok {
			all[prefix+f.Name] = s
			continue
		}
		if f.Type == reflect.TypeOf(CodeStyles{}) {
			collect(all, f.Name+".", v.Field(i))
		}
	}
}

func TestWithoutColourThereAreOnlyAttributes(t *testing.T) {
	colour := regexp.MustCompile(`\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]`)
	for _, light := range []bool{false, true} {
		for name, s := range styles(New(Options{Colours: Attributes, Light: light})) {
			if out := s.Render("x"); colour.MatchString(out) {
				t.Errorf("%s sends a colour although none is wanted: %q", name, out)
			}
		}
	}
}

func TestAttributesKeepWhatMustBeSeen(t *testing.T) {
	th := New(Options{Colours: Attributes})
	for name, s := range map[string]lipgloss.Style{"Selected": th.Selected, "Cursor": th.Cursor, "Accent": th.Accent, "Key": th.Key} {
		if s.Render("x") == "x" {
			t.Errorf("%s looks like ordinary text without colour", name)
		}
	}
}

func TestPlainSendsNothing(t *testing.T) {
	for name, s := range styles(New(Options{Colours: Plain})) {
		if out := s.Render("x"); out != "x" {
			t.Errorf("%s sends %q to a plain terminal", name, out)
		}
	}
}

func TestVerdictsHaveTheirColoursToThemselves(t *testing.T) {
	for _, o := range []Options{{Full, false}, {Full, true}, {Indexed, false}, {Indexed, true}, {Basic, false}, {Basic, true}} {
		th := New(o)
		allow, deny := th.Allow.Render("x"), th.Deny.Render("x")
		if allow == deny {
			t.Errorf("%v: allow and deny look alike", o)
		}
		for name, s := range styles(th) {
			if name == "Allow" || name == "Deny" || name == "Added" || name == "Removed" {
				continue
			}
			if out := s.Render("x"); out == allow || out == deny {
				t.Errorf("%v: %s has the colour of a verdict", o, name)
			}
		}
	}
}

func TestNamesTellThemesApart(t *testing.T) {
	seen := map[string]Options{}
	for c := Plain; c <= Full; c++ {
		for _, light := range []bool{false, true} {
			o := Options{c, light}
			name := New(o).Name()
			if other, ok := seen[name]; ok {
				t.Errorf("%v and %v share the name %s", o, other, name)
			}
			seen[name] = o
		}
	}
}
