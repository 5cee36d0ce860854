package assets

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the licences of what is linked now")

// TestLicenses holds the licences that the program prints against what is linked into
// it. If it fails, run go generate ./assets and read what has changed.
func TestLicenses(t *testing.T) {
	modules := linked(t)
	want := document(t, modules)
	if *update {
		if err := os.WriteFile("licenses.txt", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if len(modules) < 20 {
		t.Fatalf("only %d modules are linked: is this the module's root?", len(modules))
	}
	if gone, come := differing(rows(LicenseTable()), rows(tableOf(want))); len(gone)+len(come) > 0 {
		t.Fatalf("licenses.txt does not tell what is linked; run go generate ./assets\nno longer linked:\n%s\nnot listed:\n%s",
			strings.Join(gone, "\n"), strings.Join(come, "\n"))
	}
	if Licenses() != want {
		t.Error("the texts in licenses.txt are not those of the modules; run go generate ./assets")
	}
}

func tableOf(document string) string {
	table, _, _ := strings.Cut(document, "\n"+ruler)
	return table
}

// rows are the lines of a table without its padding, which depends on the longest row.
func rows(table string) []string {
	lines := strings.Split(table, "\n")
	for i, line := range lines {
		lines[i] = strings.Join(strings.Fields(line), " ")
	}
	return lines
}

// differing lists the lines that only one of two texts has.
func differing(a, b []string) (onlyA, onlyB []string) {
	only := func(these, others []string) (found []string) {
		for _, line := range these {
			if !slices.Contains(others, line) {
				found = append(found, line)
			}
		}
		return found
	}
	return only(a, b), only(b, a)
}

func TestDiffering(t *testing.T) {
	gone, come := differing(rows("a 1\nb   2\nc 3"), rows("b 2\nc  4\nd 5"))
	if g, c := strings.Join(gone, ","), strings.Join(come, ","); g != "a 1,c 3" || c != "c 4,d 5" {
		t.Errorf("gone %q, come %q", g, c)
	}
}

func TestTableNamesEachModuleOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, line := range strings.Split(LicenseTable(), "\n") {
		name, _, _ := strings.Cut(line, " ")
		if strings.Contains(name, "/") && seen[name] {
			t.Errorf("%s stands twice", name)
		}
		seen[name] = true
	}
	if !seen["github.com/spf13/cobra"] || !seen["k8s.io/api"] {
		t.Errorf("modules are missing from\n%s", LicenseTable())
	}
}

func TestKinds(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"mit":      {"Permission is hereby granted, free of charge, to any person obtaining", "MIT"},
		"wrapped":  {"Permission is hereby granted, free of\n charge,   to any person", "MIT"},
		"apache":   {"Apache License\nVersion 2.0, January 2004", "Apache-2.0"},
		"three":    {bsd + "3. Neither the name of", "BSD-3-Clause"},
		"two":      {bsd, "BSD-2-Clause"},
		"isc":      {"Permission to use, copy, modify, and/or distribute this software", "ISC"},
		"both":     {"Apache License Version 2.0 ... Permission is hereby granted, free of charge, to any person", "Apache-2.0, MIT"},
		"unknown":  {"GNU GENERAL PUBLIC LICENSE", ""},
		"no words": {"", ""},
	} {
		if got := strings.Join(kindsOf(c.text), ", "); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

const bsd = "Redistribution and use in source and binary forms, with or without modification, are permitted "

func TestNoticesAreToldFromTheText(t *testing.T) {
	for name, c := range map[string]struct{ text, notices, body string }{
		"two notices": {"MIT License\n\nCopyright (c) 2020 A\n  Copyright 2021 B\n\nPermission is\ncopyright holders 2020",
			"Copyright (c) 2020 A|Copyright 2021 B", "Permission is\ncopyright holders 2020"},
		"none":               {"Permission is\n", "", "Permission is"},
		"more than one line": {"Copyright (c) 2020 A and\nB\n\nPermission is", "", "Copyright (c) 2020 A and\nB\n\nPermission is"},
	} {
		notices, body := taken(c.text)
		if got := strings.Join(notices, "|"); got != c.notices || body != c.body {
			t.Errorf("%s: notices %q, body %q", name, got, body)
		}
	}
}

func TestTermsLeaveTheAppendixAway(t *testing.T) {
	notices, body := terms("Apache License\n" + endOf + "\n APPENDIX\n\n Copyright 2013 Somebody\n\n Licensed under")
	if strings.Join(notices, "|") != "Copyright 2013 Somebody" || body != "Apache License\n"+endOf {
		t.Errorf("notices %q, body %q", notices, body)
	}
}
