package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

// exactly asks for n arguments, and says in what sentence goes on which they are.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return fmt.Errorf("%s takes %s", cmd.CommandPath(), what)
		}
		return nil
	}
}

// atLeast asks for n arguments or more.
func atLeast(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < n {
			return fmt.Errorf("%s takes %s", cmd.CommandPath(), what)
		}
		return nil
	}
}

// atMostALesson is for the tutor itself: several words are a command that is not there.
func atMostALesson(_ *cobra.Command, args []string) error {
	if len(args) > 1 {
		return fmt.Errorf("there is no command %q; see 'netpol-tutor --help'", args[0])
	}
	return nil
}
