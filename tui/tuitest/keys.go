package tuitest

import (
	"testing"

	"github.com/charmbracelet/bubbles/key"

	"netpol-tutor/tui/keys"
	"netpol-tutor/tui/screen"
)

// KeyMapHolds fails if a key stands twice among the bindings that are on, if a binding
// has no words, or if one that is off gives no reason. Editors are excused from letters.
func KeyMapHolds(t testing.TB, s screen.Screen) {
	t.Helper()
	seen := map[string]string{}
	for _, b := range append(keys.Flat(s.FullHelp()), s.ShortHelp()...) {
		h := b.Help()
		if h.Key == "" || h.Desc == "" {
			t.Errorf("a binding of %v has no words", b.Keys())
		}
		if !b.Enabled() && len(b.Keys()) > 0 {
			if _, why := keys.Why(b); why == "" {
				t.Errorf("%s (%s) is off without a reason", h.Key, h.Desc)
			}
			continue
		}
		for _, k := range b.Keys() {
			if other, ok := seen[k]; ok && other != h.Desc {
				t.Errorf("%s means both %q and %q", k, other, h.Desc)
			}
			seen[k] = h.Desc
		}
	}
}

// Advertised lists the keys of the bindings that are on.
func Advertised(s screen.Screen) []string {
	var names []string
	for _, b := range keys.Flat(s.FullHelp()) {
		if b.Enabled() {
			names = append(names, b.Keys()...)
		}
	}
	return names
}

// ShortIsPartOfFull fails if the bottom line advertises what the page of keys does not.
func ShortIsPartOfFull(t testing.TB, s screen.Screen) {
	t.Helper()
	full := map[key.Help]bool{}
	for _, b := range keys.Flat(s.FullHelp()) {
		full[b.Help()] = true
	}
	for _, b := range s.ShortHelp() {
		if !full[b.Help()] {
			t.Errorf("the bottom line has %q, the page of keys has not", b.Help())
		}
	}
}
