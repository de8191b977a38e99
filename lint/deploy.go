package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/rules"
)

// DeployCategory is the category of what the engine itself refuses.
const DeployCategory = compile.Category

// Rules returns all built-in rules, sorted by category and slug: those in Rego,
// and those that are judged in Go: the engine's own and those about suppressions.
func Rules() ([]rules.Rule, error) {
	all, err := rules.All()
	if err != nil {
		return nil, err
	}
	all = append(all, DeployRules()...)
	all = append(all, UpgradeRules()...)
	all = append(all, MigrationRules()...)
	all = append(all, SuppressionRules()...)
	slices.SortStableFunc(all, func(a, b rules.Rule) int { return compareText(a.Category+"/"+a.ID, b.Category+"/"+b.ID) })
	return all, nil
}

// DeployRules returns the kinds of problems that make an engine refuse a model,
// as rules.
func DeployRules() []rules.Rule {
	catalog := compile.Catalog()
	out := make([]rules.Rule, len(catalog))
	for i, r := range catalog {
		verb := "refuses the model"
		if r.Severity == diag.Warning {
			verb = "deploys the model with a warning"
		}
		out[i] = rules.Rule{
			ID: r.Slug, Category: DeployCategory, Title: r.Title,
			Description: fmt.Sprintf("The engine %s. The message is the engine's own text.", verb),
			Rationale:   r.Reason, Help: r.Remedy,
			Severity: r.Severity.String(), Recommended: r.Severity.String(), Strict: r.Severity.String(),
			Since: "0.2.0", Supersedes: r.Supersedes, Fix: cmp.Or(refusalFixes[r.Slug].best, rules.None),
			Related: []string{"https://docs.camunda.org/manual/latest/user-guide/process-engine/deployments/"},
		}
	}
	slices.SortFunc(out, func(a, b rules.Rule) int { return compareText(a.ID, b.ID) })
	return out
}

// deploy returns what the engine of a file would say of it, nothing where the
// configuration does not ask.
func (r *run) deploy(s *slot, d *bpmn.Definitions) []compile.Problem {
	if s.platform.Camunda8() || s.failed || broken(s.list) >= 0 || !r.deployEnabled(s.config) {
		return nil
	}
	o := EngineOptions(s.config.Engine)
	if p, err := platform.Parse(s.platform.Name); err == nil {
		o.Platform = p
	}
	if !s.config.Engine.PluginsSet {
		o.Plugins = compile.Plugins{Connect: true, Spin: true}
	}
	report := compile.Check([]*bpmn.Definitions{d}, o)
	if !s.config.Engine.PluginsSet {
		s.assumed = report.Uses
	}
	return report.Problems
}

// broken returns the index of the first problem for which the engine's parser
// cannot read a file, -1 for none.
func broken(l diag.List) int {
	return slices.IndexFunc(l, func(d diag.Diagnostic) bool {
		return (d.Category == "input" || d.Category == DeployCategory) && d.Severity == diag.Error
	})
}

// notRead moves what is wrong with a file that the engine's parser cannot read
// into the category of refusals: no such file deploys.
func (r *run) notRead(s *slot) {
	if broken(s.list) < 0 || s.platform.Camunda8() || s.config.Severity("xml-not-read") == 0 {
		return
	}
	for i := range s.list {
		if d := &s.list[i]; d.Category == "input" && d.Severity == diag.Error && d.Rule != "unreadable-file" {
			d.Category = DeployCategory
		}
	}
}

// EngineOptions returns what a configuration says of the engine.
func EngineOptions(e config.Engine) compile.Options {
	return compile.Options{
		EnforceHistoryTimeToLive: e.HistoryTimeToLive == config.TimeToLiveEnforced,
		HistoryTimeToLive:        e.HistoryTimeToLiveValue,
		Plugins: compile.Plugins{
			Connect: slices.Contains(e.Plugins, "connect"),
			Spin:    slices.Contains(e.Plugins, "spin"),
		},
	}
}

// deployEnabled reports whether some rule of the category is on.
func (r *run) deployEnabled(c *config.Resolved) bool {
	return slices.ContainsFunc(r.Rules, func(rule rules.Rule) bool {
		return rule.Category == DeployCategory && c.Severity(rule.ID) != 0
	})
}

// withoutRefused drops findings that say of an element what the engine says of
// it in its own words.
func withoutRefused(d *bpmn.Definitions, found []located, refusals []compile.Problem) []located {
	if len(refusals) == 0 {
		return found
	}
	return slices.DeleteFunc(found, func(f located) bool {
		if f.finding.At < 0 || f.finding.At >= len(d.Elements) {
			return false
		}
		e := d.Elements[f.finding.At].Base()
		return slices.ContainsFunc(refusals, func(q compile.Problem) bool {
			return slices.Contains(q.Rule.Supersedes, f.rule.ID) && about(q, e)
		})
	})
}

// about reports whether a problem is about an element: at it, within it, or of
// its id.
func about(q compile.Problem, e *bpmn.Element) bool {
	if id, _, _ := strings.Cut(q.Main, "#"); id != "" && id == e.ID {
		return true
	}
	x := q.Element
	for range 3 {
		if x == nil {
			return false
		}
		if x == e.XML {
			return true
		}
		x = x.Parent
	}
	return false
}

// diagnoseRefusals makes the diagnostics of problems, as severe as the
// configuration says, with their fixes.
func diagnoseRefusals(m *mender, refusals []compile.Problem, c *config.Resolved) diag.List {
	var out diag.List
	for i := range refusals {
		d := refusals[i].Diagnostic()
		d.Severity, d.Fixes = c.Severity(d.Rule), m.fixes(refusals[i], c)
		out = append(out, d)
	}
	return out
}

// unverified says for which of the platforms no answers of the engine are
// known.
func unverified(platforms []Platform) string {
	var names []string
	for _, x := range platforms {
		if p, err := platform.Parse(x.Name); err == nil && !p.IsCamunda8() && !p.Verified() && !slices.Contains(names, x.Name) {
			names = append(names, x.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "not verified on " + strings.Join(names, ", ") + ": what is not known of it is taken to be as in camunda-7.24"
}

// assumption says which plug-ins are taken to be there.
func assumption(slots []slot) string {
	var uses compile.Plugins
	for i := range slots {
		uses.Connect, uses.Spin = uses.Connect || slots[i].assumed.Connect, uses.Spin || slots[i].assumed.Spin
	}
	var names []string
	if uses.Connect {
		names = append(names, "connect")
	}
	if uses.Spin {
		names = append(names, "spin")
	}
	if len(names) == 0 {
		return ""
	}
	list := strings.Join(names, ", ")
	return fmt.Sprintf("some models need the engine plug-ins %s, which are taken to be there: engine.plugins: [%s] in the configuration settles it", list, list)
}
