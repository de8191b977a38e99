package config

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/source"
)

// settings are what a file says of all of its models, or an override of some.
// A place with end 0 is that of a value that is not given.
type settings struct {
	categories []assignment
	rules      []assignment

	platform, upgradeTo                         string
	engine                                      Engine
	failOn                                      diag.Severity
	platformAt, timeToLiveAt, pluginsAt, failAt source.Span
	upgradeAt                                   source.Span
}

// assignment sets a rule or a category.
type assignment struct {
	reference
	severity diag.Severity
	leveled  bool // severity is given
	options  []pair
}

// override has settings for the models that one of its patterns matches.
type override struct {
	files []reference
	settings
}

// settingKeys are the keys that an override has too.
func (d *document) settingKeys(s *settings) []key {
	return []key{
		{"rules", func(v value) { s.rules = d.assignments("rules", v, true) }},
		{"categories", func(v value) { s.categories = d.assignments("categories", v, false) }},
		{"platform", func(v value) { s.platform, s.platformAt = d.readPlatform("platform", v) }},
		{"upgrade-to", func(v value) { d.readUpgradeTo(v, s) }},
		{"engine", func(v value) { d.nested("engine", v, d.engineKeys(s)) }},
		{"fail-on", func(v value) { d.readFailOn(v, s) }},
	}
}

func (d *document) engineKeys(s *settings) []key {
	return []key{
		{"history-time-to-live", func(v value) { d.readTimeToLive(v, s) }},
		{"plugins", func(v value) { d.readPlugins(v, s) }},
	}
}

// readOverrides reads a list of mappings.
func (d *document) readOverrides(v value) {
	if v.kind != isList {
		d.report(v.span, wrongType(`"overrides"`, "a list of mappings, each with files", v.kind))
		return
	}
	for _, e := range v.list {
		if e.kind != isMapping {
			d.report(e.span, wrongType(`each entry of "overrides"`, "a mapping with files", e.kind))
			continue
		}
		var o override
		named := false
		files := key{"files", func(v value) { named, o.files = true, d.patterns("files", v) }}
		d.mapping("overrides", e.pairs, append([]key{files}, d.settingKeys(&o.settings)...))
		if !named {
			d.report(e.span, overrideWithoutFiles())
			continue
		}
		d.overrides = append(d.overrides, o)
	}
}

// assignments reads levels by name; with options for rules.
func (d *document) assignments(name string, v value, options bool) []assignment {
	if v.kind != isMapping {
		d.report(v.span, wrongType(strconv.Quote(name), "a mapping of names to levels", v.kind))
		return nil
	}
	var all []assignment
	for _, p := range v.pairs {
		a := assignment{reference: reference{name: p.key, span: p.span}}
		if options && p.value.kind == isMapping {
			for _, o := range p.value.pairs {
				if o.key != "severity" {
					a.options = append(a.options, o)
				} else if a.severity, a.leveled = d.level(p.key, o.value); !a.leveled {
					a.options = nil
					break
				}
			}
			all = append(all, a)
			continue
		}
		if a.severity, a.leveled = d.level(p.key, p.value); a.leveled {
			all = append(all, a)
		} else if options {
			all = append(all, a) // the rule's name is checked all the same
		}
	}
	return all
}

// levelNames are the levels that a file writes, by severity.
func levelNames() []string { return []string{"off", "note", "warning", "error"} }

// level reads off, note, warning or error.
func (d *document) level(name string, v value) (diag.Severity, bool) {
	levels := levelNames()
	if v.kind != isText {
		m := wrongType("the level of "+strconv.Quote(name), enumerateOr(levels), v.kind)
		d.report(v.span, m)
		return 0, false
	}
	if i := slices.Index(levels, v.text); i >= 0 {
		return diag.Severity(i), true
	}
	m := unknownValue("level", v.text, levels)
	if strings.EqualFold(v.text, "info") || strings.EqualFold(v.text, "hint") {
		m.text = `unknown level ` + strconv.Quote(v.text) + `; did you mean "note"?`
	}
	d.report(v.span, m)
	return 0, false
}

func (d *document) readPlatform(key string, v value) (string, source.Span) {
	if v.kind != isText {
		d.report(v.span, wrongType(strconv.Quote(key), "a string like camunda-7.24", v.kind))
		return "", source.Span{}
	}
	name, err := workspace.ParsePlatform(v.text)
	if err != nil {
		d.report(v.span, badPlatform(err))
		return "", source.Span{}
	}
	return name, v.span
}

func (d *document) readUpgradeTo(v value, s *settings) {
	name, at := d.readPlatform("upgrade-to", v)
	if strings.HasPrefix(name, "camunda-8") {
		d.report(at, noUpgrade())
		return
	}
	s.upgradeTo, s.upgradeAt = name, at
}

func (d *document) readFailOn(v value, s *settings) {
	if v.kind != isText {
		d.report(v.span, wrongType(`"fail-on"`, enumerateOr(failLevels()), v.kind))
		return
	}
	severity, ok := parseFailOn(v.text)
	if !ok {
		d.report(v.span, unknownValue("value of fail-on", v.text, failLevels()))
		return
	}
	s.failOn, s.failAt = severity, v.span
}

func failLevels() []string { return []string{"error", "warning", "note", "never"} }

func parseFailOn(name string) (diag.Severity, bool) {
	if name == "never" {
		return FailNever, true
	}
	s, err := diag.ParseSeverity(name)
	return s, err == nil
}

// timeToLivePattern is what the engine accepts as a history time to live.
var timeToLivePattern = regexp.MustCompile(`^(?:\d+|P\d+D)$`)

func (d *document) readTimeToLive(v value, s *settings) {
	text, ok := v.scalar()
	if !ok {
		d.report(v.span, wrongType(`"history-time-to-live"`, "a string or a number of days", v.kind))
		return
	}
	switch mode := TimeToLive(text); {
	case mode == TimeToLiveEnforced, mode == TimeToLiveNotEnforced, mode == TimeToLiveUnknown:
		s.engine.HistoryTimeToLive = mode
	case timeToLivePattern.MatchString(text):
		s.engine.HistoryTimeToLive, s.engine.HistoryTimeToLiveValue = TimeToLiveDefault, text
	default:
		d.report(v.span, badTimeToLive(text))
		return
	}
	s.timeToLiveAt = v.span
}

func pluginNames() []string { return []string{"connect", "spin", "mail"} }

func (d *document) readPlugins(v value, s *settings) {
	known := pluginNames()
	plugins := []string{}
	for _, ref := range d.references("plugins", v) {
		if !slices.Contains(known, ref.name) {
			d.report(ref.span, unknownValue("engine plug-in", ref.name, known))
			continue
		}
		plugins = append(plugins, ref.name)
	}
	slices.Sort(plugins)
	s.engine.Plugins, s.engine.PluginsSet, s.pluginsAt = slices.Compact(plugins), true, v.span
}

func enumerateOr(names []string) string {
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}
