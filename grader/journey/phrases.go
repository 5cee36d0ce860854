package journey

import (
	"strings"
	"time"
)

// outcome is what a program experiences, however it came about.
type outcome uint8

const (
	answered    outcome = iota
	refused             // a reset comes back at once
	rejected            // the node rejects it: no pod stands behind the Service
	dropped             // nothing comes back
	noRoute             // the source has no address of that IP version
	nameWrong           // DNS says that there is no such name
	nameLost            // DNS stays silent
	nameCut             // DNS answers over UDP, and stays silent over TCP
	nameRefused         // DNS cannot be reached, which is known at once

	outcomes
)

// phrase is what a program prints at an outcome, and when it ends. Braces stand for
// {N} host and port as typed, {H} the host, {I} the address, {A} address and port,
// {P} the port, {S} the DNS server, {D} the name asked for, {T} milliseconds of the
// timeout, {W} milliseconds until the kernel gives up, {PAGE} and {SIZE}.
type phrase struct {
	progress string // on stderr, unless quiet
	out      string // on stdout
	done     string // on stderr, unless quiet
	message  string // on stderr
	exit     int
	ends     ends
}

// ends tells when a program gives up.
type ends uint8

const (
	atOnce       ends = iota
	afterSecond       // the kernel tries once more before it believes a rejection
	afterTimeout      // the timeout, or when the kernel gives up if there is none
	afterTwice        // twice the timeout: once for input, once for the answer
	afterLookup       // when the resolver gives up
	afterKernel       // when the kernel gives up, whatever the timeout
)

const (
	// kernelTime is how long the kernel repeats a SYN: 129 to 135 s were measured.
	kernelTime = 130 * time.Second

	wgetConnecting = "Connecting to {N} ({A})\n"
	wgetBad        = "wget: bad address '{N}'\n"
	ncBad          = "nc: bad address '{H}'\n"
	ncatVersion    = "Ncat: Version 7.93 ( https://nmap.org/ncat )\n"
	digUDPFailed   = ";; communications error to {S}#53: "
	digTCPFailed   = ";; Connection to {S}#53({S}) for {D} failed: "
	digNobody      = ";; no servers could be reached\n"
	lookupNobody   = ";; connection timed out; no servers could be reached\n\n"
	wgetBar        = "-                    100% |********************************|{SIZE}  0:00:00 ETA\nwritten to stdout\n"
)

// phrases has the recorded words of every program, by outcome.
var phrases = [programs][outcomes]phrase{
	Wget: {
		answered:    {progress: wgetConnecting + "writing to stdout\n", out: "{PAGE}", done: wgetBar},
		refused:     {progress: wgetConnecting, message: "wget: can't connect to remote host ({I}): Connection refused\n", exit: 1},
		rejected:    {progress: wgetConnecting, message: "wget: can't connect to remote host ({I}): Connection refused\n", exit: 1, ends: afterSecond},
		dropped:     {progress: wgetConnecting, message: "wget: download timed out\n", exit: 1, ends: afterTimeout},
		noRoute:     {progress: wgetConnecting, message: "wget: can't connect to remote host: Network is unreachable\n", exit: 1},
		nameWrong:   {message: wgetBad, exit: 1},
		nameLost:    {message: wgetBad, exit: 1, ends: afterLookup},
		nameCut:     {message: wgetBad, exit: 1, ends: afterKernel},
		nameRefused: {message: wgetBad, exit: 1},
	},
	Curl: {
		answered:    {out: "{PAGE}"},
		refused:     {message: "curl: (7) Failed to connect to {H} port {P} after 0 ms: Couldn't connect to server\n", exit: 7},
		rejected:    {message: "curl: (7) Failed to connect to {H} port {P} after 0 ms: Couldn't connect to server\n", exit: 7},
		dropped:     {message: "curl: (28) Connection timed out after {T} milliseconds\n", exit: 28, ends: afterTimeout},
		noRoute:     {message: "curl: (7) Failed to connect to {H} port {P} after 0 ms: Couldn't connect to server\n", exit: 7},
		nameWrong:   {message: "curl: (6) Could not resolve host: {H}\n", exit: 6},
		nameLost:    {message: "curl: (28) Resolving timed out after {T} milliseconds\n", exit: 28, ends: afterTimeout},
		nameCut:     {message: "curl: (28) Resolving timed out after {T} milliseconds\n", exit: 28, ends: afterTimeout},
		nameRefused: {message: "curl: (6) Could not resolve host: {H}\n", exit: 6},
	},
	Netcat: {
		answered:    {message: "{H} ({A}) open\n"},
		refused:     {exit: 1},
		rejected:    {exit: 1, ends: afterSecond},
		dropped:     {message: "nc: {H} ({A}): Connection timed out\n", exit: 1, ends: afterTimeout},
		noRoute:     {message: "nc: {H} ({A}): Network is unreachable\n", exit: 1},
		nameWrong:   {message: ncBad, exit: 1},
		nameLost:    {message: ncBad, exit: 1, ends: afterLookup},
		nameCut:     {message: ncBad, exit: 1, ends: afterKernel},
		nameRefused: {message: ncBad, exit: 1},
	},
	EchoUDP: {
		answered:    {out: "hello\n", ends: afterTwice},
		dropped:     {ends: afterTwice},
		noRoute:     {message: "nc: {H} ({A}): Network is unreachable\n", exit: 1},
		nameWrong:   {message: ncBad, exit: 1},
		nameLost:    {message: ncBad, exit: 1, ends: afterLookup},
		nameCut:     {message: ncBad, exit: 1, ends: afterKernel},
		nameRefused: {message: ncBad, exit: 1},
	},
	NcatSCTP: {
		answered:    {message: ncatVersion + "Ncat: Connected to {A}.\nNcat: 0 bytes sent, 0 bytes received in 0.02 seconds.\n"},
		refused:     {message: ncatVersion + "Ncat: Connection refused.\n", exit: 1},
		rejected:    {message: ncatVersion + "Ncat: Connection refused.\n", exit: 1},
		dropped:     {message: ncatVersion + "Ncat: TIMEOUT.\n", exit: 1, ends: afterTimeout},
		noRoute:     {message: ncatVersion + "Ncat: Network is unreachable.\n", exit: 1},
		nameWrong:   {message: ncatVersion + "Ncat: Could not resolve hostname \"{H}\": Name or service not known. QUITTING.\n", exit: 2},
		nameLost:    {message: ncatVersion + "Ncat: Could not resolve hostname \"{H}\": Temporary failure in name resolution. QUITTING.\n", exit: 2, ends: afterLookup},
		nameCut:     {message: ncatVersion + "Ncat: Could not resolve hostname \"{H}\": Temporary failure in name resolution. QUITTING.\n", exit: 2, ends: afterKernel},
		nameRefused: {message: ncatVersion + "Ncat: Could not resolve hostname \"{H}\": Temporary failure in name resolution. QUITTING.\n", exit: 2},
	},
	Nslookup: { // what it prints of an answer is put together in nslookup.go
		refused:     {out: lookupNobody, message: "nslookup: write to '{S}': Connection refused\n", exit: 1},
		rejected:    {out: lookupNobody, message: "nslookup: write to '{S}': Connection refused\n", exit: 1},
		dropped:     {out: lookupNobody, exit: 1, ends: afterLookup},
		noRoute:     {out: lookupNobody, exit: 1},
		nameLost:    {out: lookupNobody, exit: 1, ends: afterLookup},
		nameRefused: {out: lookupNobody, message: "nslookup: write to '{S}': Connection refused\n", exit: 1},
	},
	Dig: {
		refused:     {out: strings.Repeat(digUDPFailed+"connection refused\n", 3) + digNobody, exit: 9},
		rejected:    {out: strings.Repeat(digUDPFailed+"connection refused\n", 3) + digNobody, exit: 9},
		dropped:     {out: strings.Repeat(digUDPFailed+"timed out\n", 3) + digNobody, exit: 9, ends: afterLookup},
		noRoute:     {out: strings.Repeat(digUDPFailed+"network unreachable\n", 3) + digNobody, exit: 9},
		nameLost:    {out: strings.Repeat(digUDPFailed+"timed out\n", 3) + digNobody, exit: 9, ends: afterLookup},
		nameRefused: {out: strings.Repeat(digUDPFailed+"connection refused\n", 3) + digNobody, exit: 9},
	},
	DigTCP: {
		refused:     {out: strings.Repeat(digTCPFailed+"connection refused.\n"+digNobody, 3), exit: 9},
		rejected:    {out: strings.Repeat(digTCPFailed+"connection refused.\n"+digNobody, 3), exit: 9},
		dropped:     {out: strings.Repeat(digTCPFailed+"timed out.\n"+digNobody, 3), exit: 9, ends: afterLookup},
		noRoute:     {out: strings.Repeat(digTCPFailed+"network unreachable.\n"+digNobody, 3), exit: 9},
		nameLost:    {out: strings.Repeat(digTCPFailed+"timed out.\n"+digNobody, 3), exit: 9, ends: afterLookup},
		nameRefused: {out: strings.Repeat(digTCPFailed+"connection refused.\n"+digNobody, 3), exit: 9},
	},
}

// patient is what a program says instead where it has no timeout to end it.
var patient = map[Program]map[outcome]phrase{
	Wget: {dropped: {progress: wgetConnecting, message: "wget: can't connect to remote host ({I}): Connection timed out\n", exit: 1, ends: afterKernel}},
	Curl: {
		dropped:  {message: "curl: (28) Failed to connect to {H} port {P} after {W} ms: Couldn't connect to server\n", exit: 28, ends: afterKernel},
		nameLost: {message: "curl: (6) Could not resolve host: {H}\n", exit: 6, ends: afterLookup},
		nameCut:  {message: "curl: (6) Could not resolve host: {H}\n", exit: 6, ends: afterKernel},
	},
}
