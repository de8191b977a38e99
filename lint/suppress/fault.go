package suppress

import (
	"fmt"
	"strings"
	"time"
)

// Kind is the slug of the rule that a [Fault] breaks.
type Kind string

// The kinds of faults.
const (
	Unused      Kind = "suppression-unused"
	UnknownRule Kind = "suppression-unknown-rule"
	NoReason    Kind = "suppression-without-reason"
	Expired     Kind = "suppression-expired"
)

// Fault is what is wrong with a suppression.
type Fault struct {
	Kind        Kind
	Suppression *Suppression
	// Message is one lower-case sentence; Help what to do, empty where the
	// rule's own help says it.
	Message, Help string
}

// faults returns what is wrong with the suppression.
func (s *Suppression) faults(used []bool, rules Rules, today time.Time) []Fault {
	var out []Fault
	add := func(kind Kind, help, format string, args ...any) {
		out = append(out, Fault{kind, s, fmt.Sprintf(format, args...), help})
	}
	if len(s.Names) == 0 {
		add(UnknownRule, "Write the rule's name, two hyphens and the reason: default-flow-missing -- the form offers two values.",
			"suppression%s names no rule", s.where())
	}
	if s.Reason == "" {
		add(NoReason, "", "suppression of %s%s has no reason", s.names(), s.where())
	}
	if s.expired(today) {
		add(Expired, "", "suppression of %s%s expired after %s", s.names(), s.where(), s.Expires.Format("2006-01-02"))
		return out
	}
	for i, name := range s.Names {
		switch {
		case !rules.Known(name):
			message := fmt.Sprintf("suppression%s names the unknown rule %q", s.where(), name)
			if near := rules.Nearest(name); near != "" {
				message += fmt.Sprintf("; did you mean %q?", near)
			}
			add(UnknownRule, "", "%s", message)
		case !used[i] && rules.Judged(name, s):
			add(Unused, "", "suppression of %s%s silences nothing", name, s.where())
		}
	}
	return out
}

func (s *Suppression) names() string {
	if len(s.Names) == 0 {
		return "nothing"
	}
	return strings.Join(s.Names, ", ")
}

// where names the element that a suppression stands on.
func (s *Suppression) where() string {
	switch {
	case s.Element.ID != "":
		return " on " + s.Element.ID
	case s.Element.Type != "":
		return " on " + s.Element.Type
	}
	return ""
}
