package manifest

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// resolve gives a plain scalar its value by the rules of YAML 1.1 as go-yaml v2, and
// so kubectl, applies them: nil, a bool, an int64, a uint64, a float64 or the string.
func resolve(s string) any {
	if s == "" {
		return nil
	}
	switch c := s[0]; {
	case c == '.':
		return dotted(s)
	case c >= '0' && c <= '9' || c == '+' || c == '-':
		return number(s)
	case strings.IndexByte("yYnNtTfFoO~", c) >= 0:
		return word(s)
	}
	return s
}

// isText tells, in most cases, that a plain scalar stands for itself.
func isText(s string) bool {
	return s != "" && (s[0] >= 'A' && strings.IndexByte("yYnNtTfFoO~", s[0]) < 0 || len(s) > len("false") && s[0] > '9')
}

// isNull tells the ways to write nothing.
func isNull(s string) bool {
	switch s {
	case "", "~", "null", "Null", "NULL":
		return true
	}
	return false
}

func word(s string) any {
	if isNull(s) {
		return nil
	}
	switch s {
	case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON":
		return true
	case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF":
		return false
	}
	return s
}

func dotted(s string) any {
	switch s {
	case ".nan", ".NaN", ".NAN":
		return math.NaN()
	case ".inf", ".Inf", ".INF":
		return math.Inf(1)
	}
	if f, err := strconv.ParseFloat(s, 64); err == nil {
		return f
	}
	return s
}

func number(s string) any {
	switch s {
	case "+.inf", "+.Inf", "+.INF":
		return math.Inf(1)
	case "-.inf", "-.Inf", "-.INF":
		return math.Inf(-1)
	}
	if isTimestamp(s) {
		return s
	}
	plain := strings.ReplaceAll(s, "_", "")
	if i, err := strconv.ParseInt(plain, 0, 64); err == nil {
		return i
	}
	if u, err := strconv.ParseUint(plain, 0, 64); err == nil {
		return u
	}
	if floatForm().MatchString(plain) {
		if f, err := strconv.ParseFloat(plain, 64); err == nil {
			return f
		}
	}
	return binaryNumber(plain, s)
}

// binaryNumber reads forms such as 0b+101, which strconv does not know of by itself.
func binaryNumber(plain, s string) any {
	if digits, ok := strings.CutPrefix(plain, "0b"); ok {
		if i, err := strconv.ParseInt(digits, 2, 64); err == nil {
			return i
		}
		if u, err := strconv.ParseUint(digits, 2, 64); err == nil {
			return u
		}
	}
	if digits, ok := strings.CutPrefix(plain, "-0b"); ok {
		if i, err := strconv.ParseInt("-"+digits, 2, 64); err == nil {
			return i
		}
	}
	return s
}

var floatForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$`)
})

// isTimestamp tells dates apart, which stay strings.
func isTimestamp(s string) bool {
	if len(s) < 6 || s[4] != '-' {
		return false
	}
	for _, layout := range [...]string{"2006-1-2T15:4:5.999999999Z07:00", "2006-1-2t15:4:5.999999999Z07:00", "2006-1-2 15:4:5.999999999", "2006-1-2"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

// jsonKey is the name of a plain key in JSON: on is "true", 0x10 is "16".
func jsonKey(s string) string {
	if isText(s) {
		return s
	}
	switch v := resolve(s).(type) {
	case bool:
		return strconv.FormatBool(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return floatKey(v)
	}
	return s
}

func floatKey(f float64) string {
	switch {
	case math.IsNaN(f):
		return ".nan"
	case math.IsInf(f, 1):
		return ".inf"
	case math.IsInf(f, -1):
		return "-.inf"
	}
	return strconv.FormatFloat(f, 'g', -1, 32)
}
