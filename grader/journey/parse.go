package journey

import (
	"errors"
	"fmt"
	"net/netip"
	"strconv"
	"strings"

	corev1 "k8s.io/api/core/v1"
)

// Parse reads a connection such as space1/app1-0 > svc space2/microservice1. The
// error says which part cannot be read and what would do.
func Parse(s string) (Connection, error) {
	c, err := parse(s)
	if err != nil {
		return Connection{}, fmt.Errorf("connection %q: %w", clipped(s), err)
	}
	c.Text = c.String()
	return c, nil
}

// clipped keeps hostile input from flooding an error message.
func clipped(s string) string {
	const most = 120
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "..."
}

func parse(s string) (Connection, error) {
	from, to, found := strings.Cut(s, ">")
	if !found {
		return Connection{}, errors.New("write FROM > TO, for example space1/app1-0 > space2/microservice1-0:80")
	}
	var c Connection
	var err error
	if c.From, err = parseSource(strings.TrimSpace(from)); err != nil {
		return c, err
	}
	err = c.parseDestination(strings.TrimSpace(to))
	return c, err
}

func parseSource(s string) (End, error) {
	switch {
	case s == "":
		return End{}, errors.New("the source before > is missing")
	case strings.HasPrefix(s, "svc ") || strings.HasPrefix(s, "host "):
		return End{}, fmt.Errorf("source %q: a connection starts at NS/POD, at an outside host's name or at an address", clipped(s))
	}
	if ip, ok := parseIP(s); ok {
		return End{IP: ip}, nil
	}
	if strings.Contains(s, ":") {
		return End{}, fmt.Errorf("source %q: the port belongs to the destination alone", clipped(s))
	}
	return parseName(s)
}

func (c *Connection) parseDestination(s string) error {
	word, rest, _ := strings.Cut(s, " ")
	rest = strings.TrimSpace(rest)
	switch word {
	case "":
		return errors.New("the destination after > is missing")
	case "dns":
		c.By, c.Protocol = ByDNS, corev1.ProtocolUDP
		return nothingAfter(word, rest)
	case "dns-tcp":
		c.By, c.Protocol = ByDNS, corev1.ProtocolTCP
		return nothingAfter(word, rest)
	case "svc":
		c.By = ByService
		return c.parseService(rest)
	case "host":
		c.By = ByHost
		return c.parseHost(rest)
	}
	return c.parseAddress(s)
}

func nothingAfter(word, rest string) error {
	if rest != "" {
		return fmt.Errorf("%s takes nothing after it, found %q", word, clipped(rest))
	}
	return nil
}

func (c *Connection) parseService(s string) error {
	name, port, found := strings.Cut(s, ":")
	var err error
	if c.To, err = parseName(name); err != nil {
		return err
	}
	if c.To.Namespace == "" {
		return fmt.Errorf("service %q: write NS/NAME, for example svc space2/microservice1", clipped(name))
	}
	if c.Protocol = corev1.ProtocolTCP; found {
		c.Port, c.Protocol, err = parsePort(port)
	}
	return err
}

func (c *Connection) parseHost(s string) error {
	if err := c.parseAddress(s); err != nil {
		return err
	}
	if c.To.IP.IsValid() || c.To.Namespace != "" {
		return fmt.Errorf("host %q: write the name of an outside host, for example host google.com:443", clipped(s))
	}
	return nil
}

// parseAddress reads NS/POD:PORT, NAME:PORT, IP:PORT or [IP]:PORT.
func (c *Connection) parseAddress(s string) error {
	cut := strings.LastIndexByte(s, ':')
	if _, bare := parseIP(s); cut < 0 || bare {
		return fmt.Errorf("destination %q has no port: write %s", clipped(s), withPort(s))
	}
	var err error
	if c.Port, c.Protocol, err = parsePort(s[cut+1:]); err != nil {
		return err
	}
	if ip, ok := parseIP(s[:cut]); ok {
		c.To = End{IP: ip}
		return nil
	}
	c.To, err = parseName(s[:cut])
	return err
}

func withPort(s string) string {
	if ip, ok := parseIP(s); ok && ip.Is6() {
		return "[" + ip.String() + "]:80"
	}
	return clipped(s) + ":80"
}

// parseIP reads an address; an IPv6 address may stand in brackets.
func parseIP(s string) (netip.Addr, bool) {
	if len(s) > 2 && s[0] == '[' && s[len(s)-1] == ']' {
		s = s[1 : len(s)-1]
	}
	ip, err := netip.ParseAddr(s)
	return ip.Unmap(), err == nil && ip.Zone() == ""
}

func parsePort(s string) (uint16, corev1.Protocol, error) {
	number, word, given := strings.Cut(s, "/")
	n, err := strconv.ParseUint(number, 10, 16)
	if err != nil || n == 0 {
		return 0, "", fmt.Errorf("port %q: expected a number from 1 to 65535", clipped(number))
	}
	protocol := corev1.ProtocolTCP
	if given {
		protocol = corev1.Protocol(strings.ToUpper(word))
	}
	switch protocol {
	case corev1.ProtocolTCP, corev1.ProtocolUDP, corev1.ProtocolSCTP:
		return uint16(n), protocol, nil
	}
	return 0, "", fmt.Errorf("protocol %q: expected TCP, UDP or SCTP", clipped(word))
}

// parseName reads NS/NAME or the NAME of an outside host.
func parseName(s string) (End, error) {
	namespace, name, slash := strings.Cut(s, "/")
	if !slash {
		namespace, name = "", s
	}
	if slash && !isName(namespace) {
		return End{}, fmt.Errorf("%q is not a namespace", clipped(namespace))
	}
	if !isName(name) {
		return End{}, fmt.Errorf("%q is not a name", clipped(name))
	}
	if !slash && (name == "dns" || name == "dns-tcp") {
		return End{}, fmt.Errorf("%q means the cluster DNS and takes no port", name)
	}
	return End{Namespace: namespace, Name: name}, nil
}

// isName accepts what Kubernetes and DNS take for a name. Anything wider could be
// mistaken for another part of the line.
func isName(s string) bool {
	if s == "" || len(s) > 253 {
		return false
	}
	for i := range len(s) {
		switch b := s[i]; {
		case b >= 'a' && b <= 'z', b >= '0' && b <= '9', b >= 'A' && b <= 'Z':
		case (b == '-' || b == '.' || b == '_') && i > 0 && i < len(s)-1:
		default:
			return false
		}
	}
	return true
}
