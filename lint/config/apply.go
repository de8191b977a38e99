package config

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

func (s *plan) applyPreset(r *Resolved, p Preset) {
	r.Layers = append(r.Layers, "preset "+string(p))
	r.Supersedes = p != BpmnIO
	for _, rule := range s.rules.rules {
		setting := r.Rules[rule.Slug]
		setting.Severity, setting.Set, setting.Origin = rule.In(p), false, "preset "+string(p)
		s.settle(rule, &setting, p == BpmnIO)
		r.Rules[rule.Slug] = setting
	}
}

// settle lowers a severity that a preset or a category gives to a rule that is
// younger than the user: off where the configuration freezes the set of rules,
// otherwise a note for one minor release. Where the rules are those of a peer,
// they are as there.
func (s *plan) settle(rule *Rule, setting *Setting, peer bool) {
	setting.New = false
	since, ok := parseRelease(rule.Since)
	switch {
	case !ok || setting.Severity == 0:
	case s.since != (release{}) && s.since.before(since):
		setting.Severity, setting.Origin = 0, s.sinceAt
	case s.since == (release{}) && !peer && !rule.Refusal && setting.Severity > diag.Note && since.isNew(s.l.running):
		setting.Severity, setting.New = diag.Note, true
		setting.Origin += fmt.Sprintf(", new in %d.%d", since[0], since[1])
	}
}

func (s *plan) applyDocument(r *Resolved, d *document) {
	r.Layers = append(r.Layers, d.file.Path)
	s.applySettings(r, d, &d.settings)
	globs := func(key string, have []workspace.Glob, refs []reference) []workspace.Glob {
		for _, ref := range refs {
			r.Origins[fmt.Sprintf("%s/%d", key, len(have))] = d.place(ref.span)
			have = append(have, d.glob(ref))
		}
		return have
	}
	names := func(key string, have []string, refs []reference) []string {
		for _, ref := range refs {
			r.Origins[fmt.Sprintf("%s/%d", key, len(have))] = d.place(ref.span)
			have = append(have, ref.name)
		}
		return have
	}
	r.Ignore = globs("ignore", r.Ignore, d.ignore)
	r.Deployments = globs("deployments", r.Deployments, d.deployments)
	r.ExternalProcesses = names("external-processes", r.ExternalProcesses, d.externalProcesses)
	r.ExternalSignals = names("external-signals", r.ExternalSignals, d.externalSignals)
	if d.maxFileSize != 0 {
		r.MaxFileSize = d.maxFileSize
		r.Origins["limits.max-file-size"] = d.place(d.maxFileSizeAt)
	}
}

// applySettings applies what a file or an override sets.
func (s *plan) applySettings(r *Resolved, d *document, set *settings) {
	for _, a := range set.categories {
		if !slices.Contains(s.rules.categories, a.name) {
			s.problems = append(s.problems, d.diagnostic(a.span, unknownCategory(a.name, s.rules.categories)))
			continue
		}
		for _, rule := range s.rules.rules {
			if rule.Category == a.name {
				setting := r.Rules[rule.Slug]
				setting.Severity, setting.Set, setting.Origin = a.severity, true, d.place(a.span)
				s.settle(rule, &setting, false)
				r.Rules[rule.Slug] = setting
			}
		}
	}
	for _, a := range set.rules {
		s.applyRule(r, d, a)
	}
	if set.platform != "" {
		r.Platform, r.PlatformSource = set.platform, d.file.Path
		r.Origins["platform"] = d.place(set.platformAt)
	}
	if set.upgradeTo != "" {
		r.UpgradeTo = set.upgradeTo
		r.Origins["upgrade-to"] = d.place(set.upgradeAt)
	}
	if set.timeToLiveAt.End != 0 {
		r.Engine.HistoryTimeToLive = set.engine.HistoryTimeToLive
		r.Engine.HistoryTimeToLiveValue = set.engine.HistoryTimeToLiveValue
		r.Origins["engine.history-time-to-live"] = d.place(set.timeToLiveAt)
	}
	if set.engine.PluginsSet {
		r.Engine.Plugins, r.Engine.PluginsSet = set.engine.Plugins, true
		r.Origins["engine.plugins"] = d.place(set.pluginsAt)
	}
	if set.failAt.End != 0 {
		r.FailOn = set.failOn
		r.Origins["fail-on"] = d.place(set.failAt)
	}
}

// applyRule sets one rule. Options without a severity turn a rule on that is
// off: nobody sets up what shall not run.
func (s *plan) applyRule(r *Resolved, d *document, a assignment) {
	rule := s.rules.byName[a.name]
	if rule == nil {
		s.problems = append(s.problems, d.diagnostic(a.span, unknownRule(a.name, s.rules.names)))
		return
	}
	setting := r.Rules[rule.Slug]
	switch {
	case a.leveled:
		setting.Severity, setting.Set, setting.New, setting.Origin = a.severity, true, false, d.place(a.span)
	case len(a.options) > 0 && setting.Severity == 0:
		setting.Severity, setting.Set, setting.Origin = rule.Severity, true, d.place(a.span)
	}
	if len(a.options) > 0 {
		reader := document{file: d.file}
		values := readOptions(rule, a.options, reader.report)
		setting = setting.withOptions(values)
		setting.OptionOrigins = maps.Clone(setting.OptionOrigins)
		for _, o := range a.options {
			if _, ok := values[o.key]; ok {
				if setting.OptionOrigins == nil {
					setting.OptionOrigins = map[string]string{}
				}
				setting.OptionOrigins[o.key] = d.place(o.span)
			}
		}
		s.problems = append(s.problems, reader.problems...)
	}
	r.Rules[rule.Slug] = setting
}

// applyFlags lets the command line have the last word.
func (s *plan) applyFlags(r *Resolved) {
	if s.l.o.FailOn != "" {
		r.FailOn = s.l.failOn
		r.Origins["fail-on"] = "--fail-on"
	}
	if s.l.platform != "" {
		r.Platform, r.PlatformSource = s.l.platform, "flag"
		r.Origins["platform"] = "--platform"
	}
	if len(s.l.o.Only) == 0 {
		return
	}
	keep := map[string]bool{}
	for i, name := range s.l.o.Only {
		if rule := s.rules.byName[name]; rule != nil {
			setting := r.Rules[rule.Slug]
			if setting.Severity == 0 {
				setting.Severity, setting.Set, setting.Origin = rule.Severity, true, "--only"
				r.Rules[rule.Slug] = setting
			}
			keep[rule.Slug] = true
			s.l.only[i] = selection{known: true, on: true}
			continue
		}
		for _, rule := range s.rules.rules {
			if rule.Category == name {
				keep[rule.Slug] = true
				s.l.only[i].known = true
				s.l.only[i].on = s.l.only[i].on || r.Rules[rule.Slug].Severity != 0
			}
		}
	}
	for slug, setting := range r.Rules {
		if !keep[slug] {
			setting.Severity, setting.Origin = 0, "--only"
			r.Rules[slug] = setting
		}
	}
}

// digest identifies what a compiled set of rules depends on.
func digest(r *Resolved) string {
	h := sha256.New()
	e := json.NewEncoder(h)
	for _, slug := range r.Enabled() {
		// Options come from YAML or JSON or a rule's metadata, all of which
		// can be encoded; an error would only make two keys equal that are
		// not, so the slug is written on its own.
		h.Write([]byte(slug + "\n"))
		_ = e.Encode(r.Rules[slug].Options)
	}
	for _, dir := range r.Policies {
		h.Write([]byte(dir + "\n"))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
