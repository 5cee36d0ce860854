package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"netpol-tutor/assets"
)

// release is the version that a release build sets.
var release string

func newVersion(a *app) *cobra.Command {
	var licenses bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the version of this program, or the licences of what it is built from",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if licenses {
				_, err := fmt.Fprint(a.stdout, assets.Licenses())
				return err
			}
			_, err := fmt.Fprintf(a.stdout, "netpol-tutor %s (%s, %s/%s)\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
	cmd.Flags().BoolVar(&licenses, "licenses", false, "print the licences of every module linked into the program")
	return cmd
}

// version is what a release was called, else what the build recorded: a tag, or the
// revision it was made from.
func version() string {
	if release != "" {
		return release
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	if v := info.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return "devel " + s.Value[:min(12, len(s.Value))]
		}
	}
	return "devel"
}
