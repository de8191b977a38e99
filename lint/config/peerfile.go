package config

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/source"
)

// peerDocument is what a .bpmnlintrc says.
type peerDocument struct {
	document
	levels []peerLevel
	// foreign are rules and configurations of other plug-ins, as written.
	foreign []string
}

// peerLevel sets a rule, by the name that the peer gives it.
type peerLevel struct {
	reference
	severity diag.Severity
	options  []pair
	// extended says that a published configuration sets it, not the file.
	extended bool
}

// newPeerDocument reads a .bpmnlintrc: a JSON object with extends and rules.
// Other keys are for the peer alone and are passed over.
// Source: bpmnlint 11.15.0, lib/linter.js.
func newPeerDocument(path, dir string, data []byte) *peerDocument {
	d := &peerDocument{document: document{dir: dir}}
	text, ok := d.open(path, data)
	if !ok {
		return d
	}
	root, ok := readJSON(text, d.report)
	if !ok {
		return d
	}
	if root.kind != isMapping {
		d.report(root.span, rootIsNoMapping(root.kind))
		return d
	}
	// What is extended comes first, wherever it stands.
	for _, p := range root.pairs {
		if p.key == "extends" && p.value.kind != isNull {
			for _, ref := range d.references("extends", p.value) {
				d.extend(ref)
			}
		}
	}
	for _, p := range root.pairs {
		if p.key == "rules" && p.value.kind != isNull {
			d.readRules(p.value)
		}
	}
	return d
}

// configPattern has the forms bpmnlint:NAME and plugin:[@SCOPE/]PACKAGE/NAME.
var configPattern = regexp.MustCompile(`^(?:plugin:(?:(@[^/]+)/)?([^@/][^/]*)/|bpmnlint:)([^/]+)$`)

// extend appends the levels of a configuration that the peer publishes.
func (d *peerDocument) extend(ref reference) {
	m := configPattern.FindStringSubmatch(ref.name)
	if m == nil {
		d.report(ref.span, notAPeerConfig(ref.name))
		return
	}
	plugin := peerPackage(m[1], m[2])
	known := []string{"bpmnlint:recommended", "bpmnlint:correctness", "bpmnlint:all"}
	if plugin == "camunda" {
		known = []string{"plugin:camunda/recommended"}
	}
	name := "bpmnlint:" + m[3]
	if plugin != "" {
		name = "plugin:" + plugin + "/" + m[3]
	}
	switch {
	case plugin != "" && plugin != "camunda":
		d.foreign = append(d.foreign, ref.name)
		return
	case !slices.Contains(known, name):
		d.report(ref.span, unknownPeerConfig(ref.name, known))
		return
	}
	for _, rule := range slices.Sorted(maps.Keys(peerRules)) {
		if strings.HasPrefix(rule, "camunda/") != (plugin == "camunda") {
			continue
		}
		l := peerRules[rule]
		severity := map[string]diag.Severity{"recommended": l.recommended, "correctness": l.correctness, "all": l.all}[m[3]]
		if severity != 0 {
			d.levels = append(d.levels, peerLevel{reference: reference{name: rule, span: ref.span}, severity: severity, extended: true})
		}
	}
}

// peerPackage returns the short name of a plug-in: camunda for
// bpmnlint-plugin-camunda, @scope/x for @scope/bpmnlint-plugin-x, and the empty
// string for bpmnlint itself.
func peerPackage(scope, name string) string {
	if scope == "" && name == "bpmnlint" {
		return ""
	}
	name = strings.TrimPrefix(name, "bpmnlint-plugin-")
	if scope != "" {
		return scope + "/" + name
	}
	return name
}

// rulePattern has the form [[@SCOPE/]PACKAGE/]RULE.
var rulePattern = regexp.MustCompile(`^(?:(?:(@[^/]+)/)?([^@/][^/]*)/)?([^/]+)$`)

func (d *peerDocument) readRules(v value) {
	if v.kind != isMapping {
		d.report(v.span, wrongType(`"rules"`, "an object of names and levels", v.kind))
		return
	}
	for _, p := range v.pairs {
		m := rulePattern.FindStringSubmatch(p.key)
		if m == nil {
			d.report(p.span, unknownRule(p.key, slices.Sorted(maps.Keys(peerRules))))
			continue
		}
		name := m[3]
		if m[2] != "" {
			plugin := peerPackage(m[1], m[2])
			if plugin != "" {
				name = plugin + "/" + name
			}
			if plugin != "" && plugin != "camunda" {
				d.foreign = append(d.foreign, p.key)
				continue
			}
		}
		l := peerLevel{reference: reference{name: name, span: p.span}}
		level := p.value
		if level.kind == isList && len(level.list) > 0 {
			if len(level.list) > 1 && level.list[1].kind == isMapping {
				l.options = level.list[1].pairs
			}
			level = level.list[0]
		}
		severity, ok := d.peerSeverity(p.key, level)
		if !ok {
			continue
		}
		l.severity = severity
		d.levels = append(d.levels, l)
	}
}

// peerSeverity reads a level: 0 or off, 1 or warn, 2 or error, 3 or info, in
// any case of letters; and warning, which the plug-in for Camunda writes.
func (d *peerDocument) peerSeverity(rule string, v value) (diag.Severity, bool) {
	names := []string{"off", "info", "warn", "error"}
	text, ok := v.scalar()
	if !ok {
		d.report(v.span, wrongType("the level of "+strconv.Quote(rule), enumerateOr(names), v.kind))
		return 0, false
	}
	switch strings.ToLower(text) {
	case "0", "off":
		return 0, true
	case "3", "info":
		return diag.Note, true
	case "1", "warn", "warning":
		return diag.Warning, true
	case "2", "error":
		return diag.Error, true
	}
	d.report(v.span, unknownValue("level", text, names))
	return 0, false
}

// applyPeer replaces the settings of the rules that are the peer's too, and no
// others.
func (s *plan) applyPeer(r *Resolved, d *peerDocument) {
	r.Layers = append(r.Layers, d.file.Path)
	s.problems = append(s.problems, d.problems...)
	preset := Recommended
	if s.l.o.Preset != "" {
		preset = Preset(s.l.o.Preset)
	}
	s.notices = append(s.notices, noticePeer(s.source, preset))
	byName := map[string]*Rule{}
	for _, rule := range s.rules.rules {
		if !rule.BpmnIO {
			continue
		}
		byName[peerName(rule)] = rule
		setting := r.Rules[rule.Slug]
		setting.Severity, setting.Set, setting.Origin = 0, true, d.file.Path
		r.Rules[rule.Slug] = setting
	}
	unknown := slices.Clone(d.foreign)
	for _, l := range d.levels {
		rule := byName[l.name]
		if rule == nil {
			if _, published := peerRules[l.name]; !published {
				// A newer version of the peer may have it: no reason to stop.
				p := d.diagnostic(l.span, unknownRule(l.name, slices.Sorted(maps.Keys(peerRules))))
				p.Severity = diag.Warning
				s.problems = append(s.problems, p)
			} else if !l.extended && !slices.Contains(unknown, l.name) {
				unknown = append(unknown, l.name)
			}
			continue
		}
		setting := r.Rules[rule.Slug]
		setting.Severity, setting.Set, setting.Origin = l.severity, true, d.place(l.span)
		if len(l.options) > 0 {
			setting = setting.withOptions(readOptions(rule, l.options, func(at source.Span, m message) {
				p := d.diagnostic(at, m)
				p.Severity = diag.Warning
				s.problems = append(s.problems, p)
			}))
		}
		r.Rules[rule.Slug] = setting
	}
	if len(unknown) > 0 {
		s.notices = append(s.notices, noticeUnknownPeers(s.source, unknown))
	}
}
