package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"netpol-tutor/grader/journey"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/render"
)

func newProbe(a *app) *cobra.Command {
	var files []string
	cmd := &cobra.Command{
		Use:   "probe -f MANIFESTS... FROM TO",
		Short: "Say whether policy allows one connection in a cluster of your own, and why",
		Long: `Probe reads manifests, for example those of
  kubectl get ns,po,svc,netpol -A -o yaml
and follows one connection through them. FROM is NAMESPACE/POD or an address; TO is
NAMESPACE/POD:PORT, "svc NAMESPACE/SERVICE:PORT", ADDRESS:PORT, dns or dns-tcp;
/UDP or /SCTP may follow a port.

Exit status: 0 allowed, 1 denied, 2 it cannot be told.`,
		Example: `  netpol-tutor probe -f cluster.yaml shop/web-0 shop/cart-0:9000
  netpol-tutor probe -f cluster.yaml shop/web-0 "svc shop/cart"`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(_ *cobra.Command, args []string) error {
			n := len(args) - 2
			return a.probe(append(files, args[:n]...), args[n], args[n+1])
		},
	}
	dumpFlag(cmd, &files)
	return cmd
}

func (a *app) probe(files []string, from, to string) error {
	connection, err := journey.Parse(from + " > " + to)
	if err != nil {
		return err
	}
	c, err := a.dump(files)
	if err != nil {
		return err
	}
	way, err := journey.Go(journey.World{Cluster: c, Policies: netpol.Compile(c, c.Policies)}, connection, journey.Options{})
	if err != nil {
		return fmt.Errorf("follow %s: %w", connection, err)
	}
	if _, err := fmt.Fprint(a.stdout, render.Text(render.Journey(way, textWidth))); err != nil {
		return err
	}
	a.warn("your network plugin has the last word: whether it enforces NetworkPolicy, and how it treats nodes and Service addresses, is not in the manifests")
	if !way.Allowed {
		return failed(exitFailed)
	}
	return nil
}
