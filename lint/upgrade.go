package lint

import (
	"context"
	"fmt"
	"slices"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/engine/compile"
	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/engine/upgrade"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/rules"
)

// UpgradeCategory is the category of what changes with the engine.
const UpgradeCategory = "upgrade"

// upgradeRules describe the changes; they are reported when an upgrade is asked
// about.
var upgradeRules = []rules.Rule{
	{ID: string(upgrade.Refused), Fix: rules.Unsafe, Severity: "error", Title: "Model that the new engine refuses",
		Rationale: "The old engine deploys the model; the new one does not.", Help: "Mend it before the upgrade."},
	{ID: string(upgrade.CronFails), Fix: rules.Unsafe, Severity: "error", Title: "Cron expression that the new engine cannot read",
		Rationale: "The model deploys; the timer fails when an instance comes there.", Help: "Rewrite the expression in the new dialect."},
	{ID: string(upgrade.CronDiffers), Fix: rules.Unsafe, Severity: "warning", Title: "Cron expression that means other days",
		Rationale: "Camunda 7.24 and Operaton count weekdays from Monday = 1, older engines from Sunday = 1. Nothing is said when the model is deployed.",
		Help:      "Write weekdays as names."},
	{ID: string(upgrade.NamespaceLost), Fix: rules.Unsafe, Severity: "error", Title: "Extensions that the new engine does not read",
		Rationale: "The engine ignores attributes and elements of a namespace that it does not know.", Help: "Replace the namespace."},
	{ID: string(upgrade.NeedsTimeLimit), Fix: rules.Safe, Severity: "warning", Title: "History time to live that the new engine wants",
		Rationale: "Since 7.20 Camunda refuses a process without one, unless the engine has a default or does not enforce it.", Help: "Set the history time to live."},
	{ID: string(upgrade.RetriesCount), Fix: rules.None, Severity: "note", Title: "Retries that count from the beginning",
		Rationale: "Camunda 7.24 applies a retry cycle when it makes the job.", Help: "Look at what counts the retries of jobs."},
}

// UpgradeRules returns the kinds of changes as rules.
func UpgradeRules() []rules.Rule {
	out := slices.Clone(upgradeRules)
	for i := range out {
		r := &out[i]
		r.Category, r.Since = UpgradeCategory, "0.2.0"
		r.Recommended, r.Strict = r.Severity, r.Severity
		r.Description = "Reported by `bpmnlint upgrade --to PLATFORM`, and by `bpmnlint lint` where the configuration says `upgrade-to: PLATFORM`."
	}
	slices.SortFunc(out, func(a, b rules.Rule) int { return compareText(a.ID, b.ID) })
	return out
}

// Upgrade is the answer to what an upgrade changes.
type Upgrade struct {
	// Diagnostics are the changes, in the order of [diag.List.Sort].
	Diagnostics diag.List
	// Refused, Silent and Fixable count files: those that stop deploying or
	// working, those that change without a word, those of which a change can be
	// mended by a fix.
	Refused, Silent, Fixable int
	// Unreadable counts files of which nothing can be said because no engine
	// reads them, Foreign those for Camunda 8.
	Unreadable, Foreign int
	Failed              bool
}

// CheckUpgrade asks what changes for models when their engine is replaced. from
// is the zero value where each file's own platform counts.
func CheckUpgrade(ctx context.Context, files []workspace.File, o Options, from, to platform.Platform) (*Upgrade, error) {
	r := newRun(o)
	slots := make([]slot, len(files))
	err := r.each(ctx, len(files), func(i int) error {
		s := &slots[i]
		s.file = files[i]
		defer r.recovered(s)
		m := r.read(s)
		if m == nil || broken(s.list) >= 0 || s.platform.Camunda8() {
			return nil
		}
		mender := newMender(m.Definitions, s.platform.Name)
		for _, c := range s.changes(m.Definitions, from, to) {
			s.list = append(s.list, diagnoseChange(mender, c, s.config))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	out := &Upgrade{}
	for i := range slots {
		out.add(&slots[i])
	}
	out.Diagnostics.Sort()
	out.Diagnostics = changesTogether(out.Diagnostics)
	fingerprint(out.Diagnostics)
	return out, nil
}

// changes returns what changes for a model when its engine is replaced; from is
// the zero value where the model's own platform counts.
func (s *slot) changes(d *bpmn.Definitions, from, to platform.Platform) []upgrade.Change {
	if from == (platform.Platform{}) {
		from = oldPlatform(s.platform, to)
	}
	before := EngineOptions(s.config.Engine)
	if !s.config.Engine.PluginsSet {
		before.Plugins = compile.Plugins{Connect: true, Spin: true}
	}
	after := before
	before.Platform, after.Platform = from, to
	return upgrade.Changes(d, before, after)
}

// upgrade returns what changes for a model with the engine that its
// configuration names as the next one.
func (r *run) upgrade(s *slot, m *mender) diag.List {
	to, err := platform.Parse(s.config.UpgradeTo)
	if s.config.UpgradeTo == "" || err != nil || to.IsCamunda8() || s.platform.Camunda8() || s.failed || broken(s.list) >= 0 {
		return nil
	}
	var out diag.List
	for _, c := range s.changes(m.d, platform.Platform{}, to) {
		if level := s.config.Severity(string(c.Kind)); level != 0 {
			q := diagnoseChange(m, c, s.config)
			q.Severity = level
			out = append(out, q)
		}
	}
	if r.fixing {
		return out
	}
	return changesTogether(out)
}

// changesTogether says once what is to be said of each process or step.
func changesTogether(list diag.List) diag.List {
	list = together(list, upgrade.NeedsTimeLimit, "%s; so it is with %d other processes")
	return together(list, upgrade.RetriesCount, "%s; so it is with %d other steps")
}

// together says once what would be said of many.
func together(list diag.List, kind upgrade.Kind, format string) diag.List {
	const few = 3
	var first *diag.Diagnostic
	n := 0
	for i := range list {
		if upgrade.Kind(list[i].Rule) == kind {
			if n++; n == 1 {
				first = &list[i]
			}
		}
	}
	if n <= few {
		return list
	}
	message := fmt.Sprintf(format, first.Message, n-1)
	first.Message = message
	return slices.DeleteFunc(list, func(d diag.Diagnostic) bool {
		return upgrade.Kind(d.Rule) == kind && d.Message != message
	})
}

// oldPlatform returns the engine that a model runs on now. Where only the model
// itself hints at one it is taken to be old: 7.13 is the oldest that is known.
func oldPlatform(p workspace.Platform, to platform.Platform) platform.Platform {
	old, err := platform.Parse(p.Name)
	guessed := p.Source == "namespace" || p.Source == "default" || p.Source == "execution platform"
	if err != nil || guessed || old == to {
		return platform.Platform{Product: platform.Camunda, Major: 7, Minor: 13}
	}
	return old
}

// changeFixes returns the fixes of what changes with the engine.
func (m *mender) changeFixes(c upgrade.Change, configured *config.Resolved) []diag.Fix {
	t := m.model.Draft()
	switch {
	case c.Converted != "":
		t.SetText(c.Element, c.Converted)
		return made(t, "rewrite it as "+c.Converted, false)
	case c.Kind == upgrade.NamespaceLost:
		t.ReplaceNamespace(bpmn.ActivitiNamespace, bpmn.CamundaNamespace)
		return made(t, "use Camunda's namespace", false)
	case c.Kind == upgrade.NeedsTimeLimit:
		if title := setTimeToLive(t, c.Element, configured); title != "" {
			return made(t, title, true)
		}
	}
	return nil
}

func (u *Upgrade) add(s *slot) {
	refused, silent, fixable := false, false, false
	for _, d := range s.list {
		switch upgrade.Kind(d.Rule) {
		case upgrade.CronDiffers, upgrade.NamespaceLost:
			silent = true
		case upgrade.Refused, upgrade.CronFails:
			refused = true
		}
		fixable = fixable || len(d.Fixes) > 0
	}
	count := func(n *int, yes bool) {
		if yes {
			*n++
		}
	}
	count(&u.Refused, refused)
	count(&u.Silent, silent)
	count(&u.Fixable, fixable)
	count(&u.Unreadable, !s.failed && broken(s.list) >= 0)
	count(&u.Foreign, s.parsed && s.platform.Camunda8())
	u.Failed = u.Failed || s.failed
	u.Diagnostics = append(u.Diagnostics, s.list...)
}

func diagnoseChange(m *mender, c upgrade.Change, configured *config.Resolved) diag.Diagnostic {
	level := diag.Warning
	for _, r := range upgradeRules {
		if r.ID == string(c.Kind) {
			level = r.DefaultSeverity()
		}
	}
	return diag.Diagnostic{
		Rule: string(c.Kind), Category: UpgradeCategory, Severity: level, Message: c.Message, Help: c.Help,
		File: m.d.File.Path, Range: m.d.File.Range(c.Span), Element: c.Element.Named(), Fingerprint: c.Element.PathAt(c.Span),
		Fixes: m.changeFixes(c, configured),
	}
}
