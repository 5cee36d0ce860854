// Package assets holds what the program carries beside its code: the licences of all
// that is linked into it.
package assets

import (
	_ "embed"
	"strings"
)

//go:generate go test . -run TestLicenses -update

//go:embed licenses.txt
var licenses string

// ruler ends the table and stands before each text.
const ruler = "================================================================================\n"

// Licenses is a table of the modules linked into the program, on any platform that is
// released, followed by the texts of their licences.
func Licenses() string { return licenses }

// LicenseTable is the table alone: a line with module, version and licences for each.
func LicenseTable() string {
	table, _, _ := strings.Cut(licenses, "\n"+ruler)
	return table
}
