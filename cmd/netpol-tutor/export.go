package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"netpol-tutor/grader/render"
	"netpol-tutor/lessons/export"
)

func newExport(a *app) *cobra.Command {
	var dir string
	var force bool
	cmd := &cobra.Command{
		Use:   "export LESSON",
		Short: "Write manifests and probes to try a lesson on a real cluster",
		Long: `Export prints the lesson's cluster as manifests: namespaces, pods that serve what
they declare, Services, and the policies that the lesson begins with. With -d it writes
them into a folder, with a README and a script that tries every check.

The cluster's network plugin must enforce NetworkPolicies.`,
		Example: `  netpol-tutor export space1-space2 -d lab
  netpol-tutor export space1-space2 | kubectl apply -f -`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeLesson,
		RunE: func(cmd *cobra.Command, args []string) error {
			if force && dir == "" {
				return errors.New("--force goes with -d: without a folder nothing is overwritten")
			}
			return a.export(args[0], dir, force)
		},
	}
	cmd.Flags().StringVarP(&dir, "dir", "d", "", "write the files into `DIR`, which is made if it is missing")
	cmd.Flags().BoolVar(&force, "force", false, "overwrite files of these names")
	_ = cmd.MarkFlagDirname("dir")
	return cmd
}

func (a *app) export(id, dir string, force bool) error {
	lesson, err := a.lesson(id)
	if err != nil {
		return err
	}
	if dir == "" {
		text, err := export.Manifests(lesson)
		return a.writeBytes([]byte(text), err)
	}
	files, err := export.Files(lesson)
	if err != nil {
		return err
	}
	if err := writeFiles(dir, files, force); err != nil {
		return err
	}
	for _, f := range files {
		fmt.Fprintln(a.stdout, render.CleanLine(filepath.Join(dir, f.Name)))
	}
	return nil
}

// writeFiles writes all files, or none if one of them would replace another.
func writeFiles(dir string, files []export.File, force bool) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make the folder: %w", err)
	}
	for _, f := range files {
		if _, err := os.Lstat(filepath.Join(dir, f.Name)); err == nil && !force {
			return fmt.Errorf("%s exists already; name another folder, or use --force to overwrite it", filepath.Join(dir, f.Name))
		}
	}
	for _, f := range files {
		if err := writeFile(filepath.Join(dir, f.Name), f, force); err != nil {
			return err
		}
	}
	return nil
}

func writeFile(name string, f export.File, force bool) error {
	mode := fs.FileMode(0o644)
	if f.Executable {
		mode = 0o755
	}
	flags := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if force {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("overwrite %s: %w", name, err)
		}
	}
	file, err := os.OpenFile(name, flags, mode)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	_, err = file.WriteString(f.Text)
	if e := file.Close(); err == nil {
		err = e
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
