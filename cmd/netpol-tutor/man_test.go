package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

func TestManual(t *testing.T) {
	root := &cobra.Command{Use: "tool [WHAT]", Short: "Does things", Long: "Tool does things.\n\n.dots and it's -fine, as\n  kept\n  as is\nshows.", Example: "  tool me"}
	root.PersistentFlags().StringP("out", "o", "", "write to `FILE`")
	sub := &cobra.Command{Use: "sub ARG", Short: "Does one thing", RunE: func(*cobra.Command, []string) error { return nil }}
	sub.Flags().Bool("fast", false, "hurry")
	hidden := &cobra.Command{Use: "secret", Short: "Not told", Hidden: true, Run: func(*cobra.Command, []string) {}}
	group := &cobra.Command{Use: "group", Short: "Gathers"}
	group.AddCommand(&cobra.Command{Use: "a", Run: hidden.Run}, &cobra.Command{Use: "b", Run: hidden.Run})
	root.AddCommand(sub, hidden, group)

	got := manual(root, "2020-01-02")
	for name, want := range map[string]string{
		"heading":             `.TH TOOL 1 "2020-01-02" "tool `,
		"name":                `tool \- Does things`,
		"line with a dot":     `\&.dots and it\(aqs \-fine`,
		"text behind them":    ".fi\n.PP\nshows.",
		"indented lines":      ".nf\n  kept\n  as is\n.fi",
		"command":             ".SS sub ARG [flags]\n.PP\nDoes one thing.",
		"command of commands": ".SS group a|b\n.PP\nGathers.",
		"flag of a command":   ".B \\-\\-fast\nhurry",
		"flag of all":         ".B \\-o, \\-\\-out FILE\nwrite to FILE",
		"example":             ".SH EXAMPLES\n.PP\n.nf\n  tool me\n.fi",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s: %q is missing from\n%s", name, want, got)
		}
	}
	if strings.Contains(got, "secret") || strings.Contains(got, "Not told") {
		t.Errorf("a hidden command is told of:\n%s", got)
	}
}

func TestManDate(t *testing.T) {
	for epoch, want := range map[string]string{"": "", "soon": "", "0": "1970-01-01", "1700000000": "2023-11-14"} {
		a := &app{getenv: func(name string) string { return map[string]string{"SOURCE_DATE_EPOCH": epoch}[name] }}
		if got := a.manDate(); got != want {
			t.Errorf("epoch %q: got %q, want %q", epoch, got, want)
		}
	}
}
