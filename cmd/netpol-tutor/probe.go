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
		Args: atLeast(2, "FROM and TO, as in 'netpol-tutor probe -f cluster.yaml shop/web-0 shop/cart-0:9000'"),
		RunE: func(_ *cobra.Command, args []string) error {
			n := len(args) - 2
			return a.probe(append(files, args[:n]...), args[n], args[n+1])
		},
	}
	dumpFlag(cmd, &files)
	return cmd
}

func (a *app) probe(files []string, from, to string) error {
	if len(files) == 0 {
		return errNoFiles
	}
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
	if why := undecided(&way); why != "" {
		return fmt.Errorf("policy alone cannot tell: %s", why)
	}
	if !way.Allowed {
		return failed(exitFailed)
	}
	return nil
}

// undecided is why the verdict on a journey is not policy's to give, or "".
func undecided(way *journey.Journey) string {
	if way.Stage == journey.StageRoute {
		return "no way leads there, whatever policy says"
	}
	last := way.Deciding()
	if last == nil || last.Verdict == nil {
		return ""
	}
	switch last.Verdict.Standing {
	case netpol.HostNetwork:
		return "a pod on the host network has its node's address, and plugins differ in how they treat it"
	case netpol.NodeAddress:
		return "traffic of a node with its own pods always passes, and plugins differ in the rest"
	case netpol.ServiceAddress:
		return "a Service address is replaced by that of a pod before policy looks, with most plugins; ask for svc NAMESPACE/NAME"
	case netpol.NotRunning:
		return "the pod does not run, so it has no connections"
	}
	return ""
}
