package assets

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const program = "netpol-tutor/cmd/netpol-tutor"

// platforms are those that .ci/release builds for.
var platforms = []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64", "windows/arm64"}

// linkedModule is a module of which at least one package is linked.
type linkedModule struct {
	path, version, dir string
	files              []licenseFile
}

// licenseFile is a licence or a notice that a module carries.
type licenseFile struct {
	name, text string
	kinds      []string // none for a NOTICE
}

// listed is what go list says about a package.
type listed struct {
	Dir      string
	Standard bool
	GoFiles  []string
	Module   *struct {
		Path, Version, Dir string
		Main               bool
	}
}

// linked collects the modules of all platforms with their licences.
func linked(t *testing.T) []*linkedModule {
	t.Helper()
	byPath := map[string]*linkedModule{}
	for _, platform := range platforms {
		for _, p := range goList(t, platform) {
			if p.Standard || p.Module == nil {
				continue
			}
			if p.Module.Main {
				watch(t, p)
				continue
			}
			m := byPath[p.Module.Path]
			if m == nil {
				m = &linkedModule{path: p.Module.Path, version: p.Module.Version, dir: p.Module.Dir}
				byPath[m.path] = m
			}
			m.collect(t, p.Dir)
		}
	}
	var all []*linkedModule
	for _, m := range byPath {
		m.readmeOtherwise(t)
		all = append(all, m)
	}
	slices.SortFunc(all, func(a, b *linkedModule) int { return cmp.Compare(a.path, b.path) })
	return all
}

// watch makes the outcome of this test depend on the files of a package of ours: it
// would be cached although go list answers differently.
func watch(t *testing.T, p listed) {
	t.Helper()
	for _, name := range p.GoFiles {
		if _, err := os.Stat(filepath.Join(p.Dir, name)); err != nil {
			t.Fatal(err)
		}
	}
}

func goList(t *testing.T, platform string) []listed {
	t.Helper()
	system, arch, _ := strings.Cut(platform, "/")
	cmd := exec.Command("go", "list", "-deps", "-json=Dir,Standard,GoFiles,Module", program)
	cmd.Env = append(os.Environ(), "GOOS="+system, "GOARCH="+arch, "CGO_ENABLED=0")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("list what is linked for %s: %v\n%s", platform, err, stderr.String())
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// collect reads the licences that hold for a package: those of its folder and of all
// above it up to the module's own.
func (m *linkedModule) collect(t *testing.T, dir string) {
	t.Helper()
	for within(m.dir, dir) {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if isLicense(e.Name()) && !e.IsDir() {
				m.add(t, filepath.Join(dir, e.Name()))
			}
		}
		dir = filepath.Dir(dir)
	}
}

func within(root, dir string) bool {
	return dir == root || strings.HasPrefix(dir, root+string(filepath.Separator))
}

func isLicense(name string) bool {
	name = strings.ToLower(name)
	return filepath.Ext(name) != ".go" && slices.ContainsFunc([]string{"license", "licence", "copying", "notice"},
		func(word string) bool { return strings.HasPrefix(name, word) })
}

func (m *linkedModule) add(t *testing.T, file string) {
	t.Helper()
	name, err := filepath.Rel(m.dir, file)
	if err != nil {
		t.Fatal(err)
	}
	name = filepath.ToSlash(name)
	at, found := slices.BinarySearchFunc(m.files, name, func(f licenseFile, n string) int { return cmp.Compare(f.name, n) })
	if found {
		return
	}
	m.files = slices.Insert(m.files, at, read(t, file, name))
}

func read(t *testing.T, file, name string) licenseFile {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	f := licenseFile{name: name, text: strings.ReplaceAll(string(text), "\r\n", "\n")}
	if strings.HasPrefix(strings.ToLower(filepath.Base(name)), "notice") {
		return f
	}
	if f.kinds = kindsOf(f.text); len(f.kinds) == 0 {
		t.Fatalf("%s: a licence of an unknown kind; may it be linked?", file)
	}
	return f
}

// readmeOtherwise takes what the README says about the licence of a module that carries
// no licence file.
func (m *linkedModule) readmeOtherwise(t *testing.T) {
	t.Helper()
	if len(m.files) > 0 {
		return
	}
	text, err := os.ReadFile(filepath.Join(m.dir, "README.md"))
	if err != nil {
		t.Fatalf("%s has neither a licence nor a README: %v", m.path, err)
	}
	_, section, found := strings.Cut(string(text), "\n## License\n")
	if !found || !strings.HasPrefix(strings.TrimSpace(section), "MIT\n") {
		t.Fatalf("%s has no licence; may it be linked?", m.path)
	}
	m.files = []licenseFile{{name: "README.md", text: "## License\n" + section, kinds: []string{"MIT"}}}
}

// kinds lists what licences are told by, in the order in which they are named.
var kinds = []struct{ name, phrase string }{
	{"Apache-2.0", "Apache License Version 2.0"},
	{"BSD-3-Clause", "Neither the name of"},
	{"BSD-2-Clause", "Redistribution and use in source and binary forms"},
	{"ISC", "Permission to use, copy, modify, and/or distribute"},
	{"MIT", "Permission is hereby granted, free of charge, to any person"},
}

// kindsOf names the licences that a text holds.
func kindsOf(text string) []string {
	text = strings.ReplaceAll(strings.Join(strings.Fields(text), " "), "License, Version", "License Version")
	var found []string
	for _, k := range kinds {
		if strings.Contains(text, k.phrase) && (k.name != "BSD-2-Clause" || !slices.Contains(found, "BSD-3-Clause")) {
			found = append(found, k.name)
		}
	}
	return found
}
