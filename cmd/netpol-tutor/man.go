package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// newMan prints the manual page, for those who package the program.
func newMan(a *app) *cobra.Command {
	return &cobra.Command{
		Use:    "man",
		Short:  "Print the manual page in roff",
		Args:   cobra.NoArgs,
		Hidden: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if _, err := io.WriteString(a.stdout, manual(cmd.Root(), a.manDate())); err != nil {
				return fmt.Errorf("write manual page: %w", err)
			}
			return nil
		},
	}
}

// manDate is the day of SOURCE_DATE_EPOCH, which makes builds of one source alike, or
// "" if that is not set.
func (a *app) manDate() string {
	seconds, err := strconv.ParseInt(a.getenv("SOURCE_DATE_EPOCH"), 10, 64)
	if err != nil {
		return ""
	}
	return time.Unix(seconds, 0).UTC().Format(time.DateOnly)
}

// manual is the manual page of a command and all below it.
func manual(root *cobra.Command, date string) string {
	var p page
	p.line(`.TH %s 1 "%s" "%s" "User commands"`, strings.ToUpper(root.Name()), date, escape(root.Name()+" "+version()))
	p.section("NAME")
	p.text(root.Name() + " - " + root.Short)
	p.section("SYNOPSIS")
	p.line(`.B %s`, escape(root.UseLine()))
	p.line(".br")
	p.line(`.B %s`, escape(root.Name()+" COMMAND [ARGUMENT...] [flags]"))
	p.section("DESCRIPTION")
	p.text(root.Long)
	p.section("COMMANDS")
	p.commands(root)
	p.section("OPTIONS")
	p.flags(root.PersistentFlags())
	p.flags(root.LocalNonPersistentFlags())
	p.section("EXIT STATUS")
	p.item("0", "passed, or allowed")
	p.item("1", "graded and not passed, or denied")
	p.item("2", "wrong usage, unreadable input, or nothing that could be graded")
	p.item("3", "a fault of "+root.Name()+" itself")
	p.text("Of several results the worst counts.")
	p.section("ENVIRONMENT")
	p.item("NO_COLOR", "If set and not empty, nothing is coloured.")
	p.item("XDG_STATE_HOME", "Where drafts and results are kept, below "+root.Name()+"; usually ~/.local/state.")
	p.section("EXAMPLES")
	p.verbatim(root.Example)
	return p.String()
}

// page is a page in roff under construction.
type page struct{ strings.Builder }

func (p *page) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

func (p *page) section(title string) { p.line(".SH %s", title) }

// text is paragraphs, told apart by empty lines. Lines that are indented stay lines.
func (p *page) text(s string) {
	var run []string
	flush := func() {
		if len(run) == 0 {
			return
		}
		if indented(run[0]) {
			p.verbatim(strings.Join(run, "\n"))
		} else {
			p.line(".PP")
			p.line("%s", escape(strings.Join(run, "\n")))
		}
		run = nil
	}
	for line := range strings.SplitSeq(s, "\n") {
		if line == "" || len(run) > 0 && indented(line) != indented(run[0]) {
			flush()
		}
		if line != "" {
			run = append(run, line)
		}
	}
	flush()
}

func indented(line string) bool { return strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t") }

func (p *page) item(term, description string) {
	p.line(".TP")
	p.line(`.B %s`, escape(term))
	p.line("%s", escape(description))
}

func (p *page) verbatim(s string) {
	p.line(".PP")
	p.line(".nf")
	p.line("%s", escape(strings.Trim(s, "\n")))
	p.line(".fi")
}

// commands describes the commands that help shows. One that only gathers others stands
// for them all.
func (p *page) commands(of *cobra.Command) {
	for _, c := range of.Commands() {
		if !c.IsAvailableCommand() {
			continue
		}
		p.line(".SS %s", escape(usageLine(c)))
		p.text(describe(c))
		p.flags(c.LocalNonPersistentFlags())
		if c.Example != "" {
			p.verbatim(c.Example)
		}
	}
}

func usageLine(c *cobra.Command) string {
	if c.Runnable() {
		return strings.TrimPrefix(c.UseLine(), c.Root().Name()+" ")
	}
	var names []string
	for _, sub := range c.Commands() {
		names = append(names, sub.Name())
	}
	return c.Name() + " " + strings.Join(names, "|")
}

func describe(c *cobra.Command) string {
	if c.Long != "" {
		return c.Long
	}
	return c.Short + "."
}

// flags lists all flags but those that are hidden or that every command has.
func (p *page) flags(set *pflag.FlagSet) {
	set.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		p.item(flagName(f, value), usage)
	})
}

func flagName(f *pflag.Flag, value string) string {
	name := "--" + f.Name
	if f.Shorthand != "" {
		name = "-" + f.Shorthand + ", " + name
	}
	if value != "" {
		name += " " + value
	}
	return name
}

// escape keeps text from being read as roff.
func escape(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`, `"`, `\(dq`, "'", `\(aq`, "^", `\(ha`, "~", `\(ti`).Replace(s)
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, ".") {
			lines[i] = `\&` + l
		}
	}
	return strings.Join(lines, "\n")
}
