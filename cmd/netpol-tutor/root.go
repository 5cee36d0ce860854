package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons"
	"netpol-tutor/lessons/template"
	"netpol-tutor/tui"
)

// app is what the subcommands share: the streams, the environment and the global flags.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	screen         io.Writer // standard output itself, for those who ask whether it is a terminal
	getenv         func(string) string
	open           func(tui.Env) tui.Program // the tutor

	packs      []string // --lessons
	background string   // --background
	plain      bool     // --plain
	examDate   *string  // --exam-date; nil if it was not given
}

func newApp(stdin io.Reader, stdout, stderr io.Writer) *app {
	return &app{
		stdin: stdin, stdout: stdout, screen: stdout, stderr: stderr, getenv: os.Getenv,
		open: tui.New,
	}
}

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "netpol-tutor [LESSON]",
		Short: "Learn Kubernetes NetworkPolicy by writing policies and seeing what they do",
		Long: `netpol-tutor sets tasks, lets you write NetworkPolicy YAML, judges what your
policy does to every connection, and says why. It needs no cluster and no network.

Without a command it opens the tutor; with the name of a lesson, that lesson.`,
		Example: `  netpol-tutor                                the tutor
  netpol-tutor space1-space2                  one lesson
  netpol-tutor grade space1-space2 np.yaml    what does my policy do, and why?`,
		Args:              atMostALesson,
		SilenceErrors:     true,
		SilenceUsage:      true,
		ValidArgsFunction: a.completeLesson,
		RunE:              a.runTutor,
	}
	root.PersistentFlags().StringArrayVar(&a.packs, "lessons", nil, "load the lessons below `DIR` beside the built-in ones (may be repeated)")
	a.playingFlags(root)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w\nsee '%s --help'", err, cmd.CommandPath())
	})
	root.AddCommand(newList(a), newShow(a), newGrade(a), newWatch(a), newVerify(a), newNew(a), newProgress(a), newDrill(a), newVersion(a),
		newMatrix(a), newProbe(a), newExplain(a), newDocs(a), newExport(a), newDoctor(a), newMan(a))
	return root
}

// catalogue is the built-in lessons and those of the packs named by --lessons.
func (a *app) catalogue() (*lessons.Catalogue, error) {
	built, err := lessons.Builtin()
	if err != nil {
		return nil, codeError{exitInternal, err}
	}
	for _, dir := range a.packs {
		if _, err := os.ReadDir(dir); err != nil {
			return nil, unreadable(dir, err)
		}
		pack, problems := lessons.LoadDir(dir)
		with, clashes := built.With(pack)
		for _, p := range append(problems, clashes...) {
			fmt.Fprintf(a.stderr, "netpol-tutor: %s\n", render.CleanLine(p.String()))
		}
		built = with
	}
	return built.Making(template.Maker{}), nil
}

// lesson finds one lesson, or says which names are near.
func (a *app) lesson(id string) (*lessons.Lesson, error) {
	cat, err := a.catalogue()
	if err != nil {
		return nil, err
	}
	if l, ok := cat.Find(id); ok {
		return l, nil
	}
	if near := cat.Suggest(id); len(near) > 0 {
		return nil, fmt.Errorf("there is no lesson %q; did you mean %s?", id, strings.Join(near, " or "))
	}
	return nil, fmt.Errorf("there is no lesson %q; see 'netpol-tutor list'", id)
}

func (a *app) completeLesson(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveDefault
	}
	cat, err := a.catalogue()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var ids []string
	for _, l := range cat.Lessons() {
		ids = append(ids, l.ID+"\t"+render.CleanLine(l.Title))
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}
