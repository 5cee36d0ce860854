package journey

import (
	"net/netip"
	"slices"
	"strconv"
	"time"

	corev1 "k8s.io/api/core/v1"
)

// Tool is a program with the options that matter for what it prints.
type Tool struct {
	Program Program
	Timeout time.Duration // -T of wget, -m of curl, -w of nc; 0: none was given
	Quiet   bool          // -q of wget
}

// Program is a command that a learner may try a connection with.
type Program uint8

const (
	// Fitting stands for the program that fits the protocol and port, with a timeout.
	Fitting Program = iota
	// Wget is busybox wget -O-, of the image busybox:1.38.
	Wget
	// Curl is curl -sS.
	Curl
	// Netcat is busybox nc -zv.
	Netcat
	// EchoUDP is echo hello | nc -u of busybox.
	EchoUDP
	// NcatSCTP is ncat --sctp -zv; busybox speaks no SCTP.
	NcatSCTP
	// Nslookup is busybox nslookup. It asks for the name and connects to nothing.
	Nslookup
	// Dig is dig +short. It asks for the name and connects to nothing.
	Dig
	// DigTCP is dig +short +tcp.
	DigTCP

	programs
)

// asksOnly tells whether the program only looks up names.
func (p Program) asksOnly() bool { return p == Nslookup || p == Dig || p == DigTCP }

const (
	patience    = 5 * time.Second // the timeout of the tools that are chosen here
	udpPatience = 2 * time.Second
)

// fitting is the tool itself, or one that fits if none was chosen.
func (t Tool) fitting(protocol corev1.Protocol, port uint16) Tool {
	switch {
	case t.Program != Fitting && t.Program < programs:
		return t
	case protocol == corev1.ProtocolUDP:
		return Tool{Program: EchoUDP, Timeout: udpPatience}
	case protocol == corev1.ProtocolSCTP:
		return Tool{Program: NcatSCTP, Timeout: patience}
	case slices.Contains(notHTTP, port):
		return Tool{Program: Netcat, Timeout: patience}
	}
	return Tool{Program: Wget, Timeout: patience}
}

// fittingAddress is the same where no name is looked up: a DNS server is asked
// something that it understands.
func (t Tool) fittingAddress(protocol corev1.Protocol, port uint16) Tool {
	if t.Program == Fitting && port == 53 {
		return t.asking(protocol)
	}
	if t.Program.asksOnly() {
		t = Tool{}
	}
	return t.fitting(protocol, port)
}

// asking is a tool that asks the DNS over the protocol.
func (t Tool) asking(protocol corev1.Protocol) Tool {
	switch {
	case protocol == corev1.ProtocolTCP:
		return Tool{Program: DigTCP}
	case t.Program == Dig:
		return t
	case protocol == corev1.ProtocolSCTP:
		return Tool{Program: NcatSCTP, Timeout: patience}
	}
	return Tool{Program: Nslookup}
}

// notHTTP are ports of well-known services that would not know what to say to wget.
var notHTTP = []uint16{21, 22, 23, 25, 53, 110, 143, 389, 443, 465, 587, 636, 993, 995, 1433, 1521, 1883, 2379, 3306, 4222,
	5432, 5671, 5672, 6379, 6443, 8443, 9042, 9092, 11211, 27017}

// command is what somebody would type.
func (t *trip) command() string {
	port, wait := strconv.Itoa(int(t.port)), t.tool.option
	switch t.tool.Program {
	case Wget:
		quiet := "-O-"
		if t.tool.Quiet {
			quiet = "-qO-"
		}
		return "wget " + quiet + wait(" -T ") + " " + t.url()
	case Curl:
		return "curl -sS" + wait(" -m ") + " " + t.url()
	case Netcat:
		return "nc -zv" + wait(" -w ") + " " + t.typed + " " + port
	case EchoUDP:
		return "echo hello | nc -u" + wait(" -w ") + " " + t.typed + " " + port
	case NcatSCTP:
		return "ncat --sctp -zv" + wait(" -w ") + " " + t.typed + " " + port
	case Dig:
		return "dig +short" + t.atServer("@", "") + " " + t.ownOr(t.typed)
	case DigTCP:
		return "dig +short +tcp" + t.atServer("@", "") + " " + t.ownOr(t.typed)
	}
	return "nslookup " + t.ownOr(t.typed) + t.atServer("", "")
}

// option is an option with the timeout, or nothing.
func (t Tool) option(name string) string {
	if t.Timeout <= 0 {
		return ""
	}
	return name + strconv.FormatFloat(t.Timeout.Seconds(), 'f', -1, 64)
}

// url is the argument of wget and curl: as short as people type it.
func (t *trip) url() string {
	if ip, err := netip.ParseAddr(t.typed); err == nil && ip.Is6() {
		return "http://" + t.authority() + "/"
	}
	return t.authority()
}

// authority is the host, and the port unless it is 80.
func (t *trip) authority() string {
	host := t.typed
	if ip, err := netip.ParseAddr(host); err == nil && ip.Is6() {
		host = "[" + host + "]"
	}
	if t.port != 80 {
		host += ":" + strconv.Itoa(int(t.port))
	}
	return host
}

// direct tells whether a DNS tool was sent to a server by its address, instead of to
// the one in resolv.conf.
func (t *trip) direct() bool { return t.lookup.fate == notAsked && t.address.IsValid() }

// ownOr is the name that a DNS tool asks for: as typed, or one that always exists.
func (t *trip) ownOr(typed string) string {
	if t.direct() {
		return t.ownName()
	}
	return typed
}

func (t *trip) atServer(mark, none string) string {
	if t.direct() {
		return " " + mark + t.address.String()
	}
	return none
}
