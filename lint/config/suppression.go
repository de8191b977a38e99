package config

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/source"
)

// Suppression is an entry of the key suppressions: findings that are wanted.
// Whether its rules exist, and whether it has a reason, is not checked here: a
// suppression that does not do what it should is a finding, not a fault of the
// configuration.
type Suppression struct {
	// Rules are rules and categories as written.
	Rules []string
	// Reason is empty where none is given.
	Reason string
	// Expires is the last day on which it holds, at midnight UTC; zero for no
	// end.
	Expires time.Time
	// File and Range tell where the entry stands.
	File  string
	Range source.Range

	files    []workspace.Glob
	elements []string
}

// Covers reports whether the suppression is about an element, given by its id,
// of a model, given by its absolute path.
func (s *Suppression) Covers(path, element string) bool {
	return s.CoversFile(path) &&
		(len(s.elements) == 0 || slices.ContainsFunc(s.elements, func(e string) bool { return doublestar.MatchUnvalidated(e, element) }))
}

// CoversFile reports whether the suppression is about elements of a model, given
// by its absolute path.
func (s *Suppression) CoversFile(path string) bool {
	return len(s.files) == 0 || slices.ContainsFunc(s.files, func(g workspace.Glob) bool { return g.Match(path) })
}

// SingleFile reports whether the suppression names one file, without a pattern.
func (s *Suppression) SingleFile() bool {
	return len(s.files) == 1 && !strings.ContainsAny(s.files[0].Pattern, `*?[{\`)
}

// readSuppressions reads the key suppressions.
func (d *document) readSuppressions(v value) {
	if v.kind != isList {
		d.report(v.span, wrongType(`"suppressions"`, "a list of suppressions", v.kind))
		return
	}
	for _, e := range v.list {
		if e.kind != isMapping {
			d.report(e.span, wrongType(`each entry of "suppressions"`, "a mapping", e.kind))
			continue
		}
		d.readSuppression(e)
	}
}

func (d *document) readSuppression(v value) {
	s := Suppression{File: d.file.Path, Range: d.file.Range(v.span)}
	before := len(d.problems)
	d.mapping("suppressions", v.pairs, []key{
		{"rule", func(v value) {
			for _, ref := range d.references("rule", v) {
				s.Rules = append(s.Rules, ref.name)
			}
		}},
		{"file", func(v value) {
			for _, ref := range d.patterns("file", v) {
				s.files = append(s.files, d.glob(ref))
			}
		}},
		{"element", func(v value) {
			for _, ref := range d.patterns("element", v) {
				s.elements = append(s.elements, ref.name)
			}
		}},
		{"reason", func(v value) {
			if v.kind != isText {
				d.report(v.span, wrongType(`"reason"`, "a string", v.kind))
				return
			}
			s.Reason = strings.TrimSpace(v.text)
		}},
		{"expires", func(v value) { s.Expires = d.date("expires", v) }},
	})
	switch {
	case len(d.problems) > before:
		return
	case len(s.Rules) == 0:
		d.report(v.span, suppressionWithoutRule())
		return
	case len(s.files) == 0 && len(s.elements) == 0:
		d.report(v.span, suppressionOfEverything(s.Rules))
		return
	}
	d.suppressions = append(d.suppressions, s)
}

// date reads a day, 2026-12-31.
func (d *document) date(name string, v value) time.Time {
	day, err := time.Parse(time.DateOnly, v.text)
	if v.kind != isText || err != nil {
		d.report(v.span, badDate(name, v.text))
		return time.Time{}
	}
	return day
}

func suppressionWithoutRule() message {
	return message{`a suppression has no "rule"`, "Name the rule or category that it silences."}
}

func suppressionOfEverything(rules []string) message {
	return message{
		"a suppression of " + enumerate(rules) + ` has neither "file" nor "element"`,
		"Name what it is about; to silence a rule everywhere, turn it off under rules.",
	}
}

func badDate(name, text string) message {
	return message{strconv.Quote(name) + " is not a day: " + strconv.Quote(text), "Write year, month and day: 2026-12-31."}
}
