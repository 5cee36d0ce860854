package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	corev1 "k8s.io/api/core/v1"

	"netpol-tutor/grader/cluster"
	"netpol-tutor/grader/netpol"
	"netpol-tutor/grader/render"
)

func newMatrix(a *app) *cobra.Command {
	var files []string
	var port, format string
	cmd := &cobra.Command{
		Use:   "matrix -f MANIFESTS...",
		Short: "Show who may reach whom in a cluster of your own",
		Long: `Matrix reads manifests, for example those of
  kubectl get ns,po,svc,netpol -A -o yaml
and says which pods policy lets connect to which, over every port and protocol.
Pods that no policy tells apart are one row. What it cannot know is said on
standard error.`,
		Example: `  netpol-tutor matrix -f cluster.yaml
  netpol-tutor matrix -f cluster.yaml --port 53/UDP -o count`,
		RunE: func(_ *cobra.Command, args []string) error {
			return a.matrix(append(files, args...), port, format)
		},
	}
	dumpFlag(cmd, &files)
	cmd.Flags().StringVar(&port, "port", "", "look at one `PORT[/PROTOCOL]` (without: at any)")
	outputFlag(cmd, &format, "text", "json", "count")
	return cmd
}

func (a *app) matrix(files []string, port, format string) error {
	view, err := parsePort(port)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return errNoFiles
	}
	begin := time.Now()
	c, err := a.dump(files)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(c.Pods, dualStack) {
		a.warn("some pods have an IPv4 and an IPv6 address; what one of the two may do is shown as allowed")
	}
	loaded := time.Now()
	view.matrix = netpol.Compile(c, c.Policies).Matrix()
	allowed := view.count()
	done := time.Now()
	switch format {
	case "count":
		_, err = fmt.Fprintln(a.stdout, allowed)
		return err
	case "json":
		return a.writeBytes(render.EncodeJSON(matrixJSON{
			Allowed: allowed, Denied: view.matrix.Pairs() - allowed,
			LoadMs: milliseconds(loaded.Sub(begin)), EvaluateMs: milliseconds(done.Sub(loaded)),
			Rows: view.rows(),
		}))
	}
	return a.printMatrix(view, allowed)
}

func dualStack(p *cluster.Pod) bool { return p.IP(false).IsValid() && p.IP(true).IsValid() }

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// matrixView is a matrix seen through one port, or through any.
type matrixView struct {
	matrix   *netpol.Matrix
	one      bool
	protocol corev1.Protocol
	port     uint16
}

// parsePort reads PORT[/PROTOCOL]; nothing means any port.
func parsePort(text string) (matrixView, error) {
	if text == "" {
		return matrixView{}, nil
	}
	number, protocol, given := strings.Cut(text, "/")
	n, err := strconv.ParseUint(number, 10, 16)
	if err != nil || n == 0 {
		return matrixView{}, fmt.Errorf("--port %q: a port is a number from 1 to 65535, as in 8080 or 53/UDP", text)
	}
	v := matrixView{one: true, protocol: corev1.ProtocolTCP, port: uint16(n)}
	if given {
		v.protocol = corev1.Protocol(strings.ToUpper(protocol))
	}
	if v.protocol != corev1.ProtocolTCP && v.protocol != corev1.ProtocolUDP && v.protocol != corev1.ProtocolSCTP {
		return matrixView{}, fmt.Errorf("--port %q: the protocol is TCP, UDP or SCTP", text)
	}
	return v, nil
}

func (v matrixView) count() int {
	if v.one {
		return v.matrix.Count(v.protocol, v.port)
	}
	return v.matrix.CountAny()
}

// seen is what the view shows of a pair of classes, "" for nothing.
func (v matrixView) seen(from, to int) string {
	set := v.matrix.At(from, to)
	if v.one {
		set = set.Intersect(netpol.Range(v.protocol, v.port, v.port))
	}
	if set.IsEmpty() {
		return ""
	}
	return set.String()
}

type matrixJSON struct {
	Allowed    int       `json:"allowed"`
	Denied     int       `json:"denied"`
	LoadMs     float64   `json:"loadMs"`
	EvaluateMs float64   `json:"evaluateMs"`
	Rows       []rowJSON `json:"rows"`
}

type rowJSON struct {
	Members []string      `json:"members"`
	Reaches []reachedJSON `json:"reaches"`
}

type reachedJSON struct {
	Members []string `json:"members"`
	Ports   string   `json:"ports"`
}

func (v matrixView) rows() []rowJSON {
	names := v.names()
	rows := []rowJSON{}
	for i := range names {
		row := rowJSON{Members: names[i], Reaches: []reachedJSON{}}
		for k := range names {
			if i == k && len(names[i]) == 1 {
				continue // a pod to itself is no connection
			}
			if ports := v.seen(i, k); ports != "" {
				row.Reaches = append(row.Reaches, reachedJSON{names[k], ports})
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func (v matrixView) names() [][]string {
	names := make([][]string, len(v.matrix.Classes))
	for i, c := range v.matrix.Classes {
		names[i] = classNames(c)
	}
	return names
}

func classNames(c netpol.Class) []string {
	if c.Outside == nil {
		return podNames(c.Members)
	}
	names := []string{}
	for _, h := range c.Outside.Hosts {
		names = append(names, h.Name)
	}
	for _, r := range c.Outside.Ranges {
		names = append(names, "outside "+addresses(r))
	}
	return names
}

// addresses writes a range as an ipBlock would.
func addresses(r netpol.AddressRange) string {
	text := r.Prefix.String()
	for i, e := range r.Except {
		if i == 0 {
			text += " except"
		}
		text += " " + e.String()
	}
	return text
}

func podNames(pods []*cluster.Pod) []string {
	names := make([]string, len(pods))
	for i, p := range pods {
		names[i] = p.Namespace + "/" + p.Name
	}
	return names
}

func (a *app) printMatrix(v matrixView, allowed int) error {
	for _, row := range v.rows() {
		fmt.Fprintln(a.stdout, render.CleanLine(brief(row.Members)))
		for _, r := range row.Reaches {
			fmt.Fprintf(a.stdout, "  ──▶ %s   %s\n", render.CleanLine(brief(r.Members)), r.Ports)
		}
		if len(row.Reaches) == 0 {
			fmt.Fprintln(a.stdout, "  ──✗ nobody")
		}
	}
	_, err := fmt.Fprintf(a.stdout, "\n%d of %d ordered pairs of distinct pods may connect\n", allowed, v.matrix.Pairs())
	return err
}

// brief names the first members of a class and counts the others.
func brief(names []string) string {
	const most = 3
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d alike", strings.Join(names[:most], ", "), len(names)-most)
}
