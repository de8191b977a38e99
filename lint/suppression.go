package lint

import (
	"maps"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/suppress"
	"github.com/bpmnlint/bpmnlint/rules"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// SuppressionCategory is the category of what is wrong with suppressions.
const SuppressionCategory = "suppression"

// suppressionRules describe the faults of suppressions, which are judged in Go:
// only there is it known what a suppression silenced.
var suppressionRules = []rules.Rule{
	{
		ID: string(suppress.Expired), Severity: "warning", Strict: "error", Title: "Suppression that has expired",
		Description: "The day is over that a suppression in the configuration names under `expires`. It silences nothing any more.",
		Rationale:   "Somebody wanted to look at it again by that day.",
		Help:        "Mend what it was about, or give it a later day.",
	},
	{
		ID: string(suppress.UnknownRule), Severity: "warning", Strict: "error", Title: "Suppression of a rule that is not known",
		Description: "A suppression names no rule, or one that is neither a rule nor a category.",
		Rationale:   "It silences nothing. Mostly it is misspelt, or the rule was renamed.",
		Help:        "Name a rule, an alias or a category; bpmnlint rules list shows all.",
	},
	{
		ID: string(suppress.NoReason), Severity: "warning", Strict: "error", Title: "Suppression without a reason",
		Description: "A suppression does not say why a finding is wanted. It silences all the same.",
		Rationale:   "Whoever comes next cannot tell whether it may go.",
		Help:        "Add the reason: behind two hyphens in a model, under reason in the configuration.",
	},
	{
		ID: string(suppress.Unused), Severity: "warning", Title: "Suppression that silences nothing",
		Description: "What a suppression was about is not found any more. Suppressions of rules that are off, or that need all models where only some were linted, are not judged.",
		Rationale:   "One day it silences what nobody has seen.",
		Help:        "Remove it.",
	},
}

// SuppressionRules returns the faults of suppressions as rules.
func SuppressionRules() []rules.Rule {
	out := slices.Clone(suppressionRules)
	for i := range out {
		r := &out[i]
		r.Category, r.Since, r.Recommended, r.Fix = SuppressionCategory, "0.3.0", r.Severity, rules.None
		if r.Strict == "" {
			r.Strict = r.Severity
		}
	}
	return out
}

// suppress silences findings of the slots, and adds what is wrong with the
// suppressions themselves.
func (r *run) suppress(list diag.List, slots []slot) (diag.List, int) {
	if r.NoSuppressions {
		return list, 0
	}
	names := &ruleNames{
		run: r, slots: map[string]*slot{}, owners: map[*suppress.Suppression]*slot{},
		entries: map[*suppress.Suppression]*config.Suppression{}, byConfig: map[*config.Resolved]map[string][]*rules.Rule{},
	}
	var all []*suppress.Suppression
	for i := range slots {
		s := &slots[i]
		names.slots[s.file.Path] = s
		for _, x := range s.suppressions {
			names.owners[x] = s
			all = append(all, x)
		}
	}
	all = append(all, names.configured(slots)...)
	if len(all) == 0 {
		return list, 0
	}
	kept, silenced, faults := suppress.Apply(list, all, names, r.Today)
	var out diag.List
	for _, f := range faults {
		if d, ok := names.diagnose(f); ok {
			out = append(out, d)
		}
	}
	fingerprint(out)
	return append(kept, out...), silenced
}

// ruleNames answers what the names in suppressions mean in a run.
type ruleNames struct {
	run *run
	// slots are the files of the run by path.
	slots map[string]*slot
	// owners are the files, or for a suppression in a configuration one of the
	// files, that a suppression is about.
	owners map[*suppress.Suppression]*slot
	// entries are the suppressions that stand in a configuration.
	entries map[*suppress.Suppression]*config.Suppression
	// byConfig has for a configuration the rules of each name: slug, alias,
	// category.
	byConfig map[*config.Resolved]map[string][]*rules.Rule
}

// configured returns the suppressions of the configurations of the slots, each
// once.
func (n *ruleNames) configured(slots []slot) []*suppress.Suppression {
	type place struct {
		file   string
		offset int
	}
	known := map[place]bool{}
	var all []*suppress.Suppression
	for i := range slots {
		c := slots[i].config
		if c == nil || n.byConfig[c] != nil {
			continue
		}
		n.byConfig[c] = n.run.rulesByName(c)
		for j := range c.Suppressions {
			entry := &c.Suppressions[j]
			at := place{entry.File, entry.Range.Start.Offset}
			if known[at] {
				continue
			}
			known[at] = true
			x := &suppress.Suppression{
				Names: entry.Rules, Reason: entry.Reason, Expires: entry.Expires,
				File: entry.File, Range: entry.Range, Place: "suppressions/" + strings.Join(entry.Rules, ","),
			}
			covered := map[*slot]bool{}
			for k := range slots {
				covered[&slots[k]] = n.concerns(entry, &slots[k])
			}
			x.Covers = func(d *diag.Diagnostic) bool {
				s := n.slots[d.File]
				return s != nil && covered[s] && entry.Covers(s.file.Abs, d.Element.ID)
			}
			n.owners[x], n.entries[x] = &slots[i], entry
			all = append(all, x)
		}
	}
	return all
}

// concerns reports whether an entry of a configuration is about elements of a
// file.
func (n *ruleNames) concerns(entry *config.Suppression, s *slot) bool {
	return s.config != nil && entry.CoversFile(s.file.Abs) &&
		slices.ContainsFunc(s.config.Suppressions, func(x config.Suppression) bool {
			return x.File == entry.File && x.Range == entry.Range
		})
}

// rulesByName returns the rules that a name stands for in a configuration, by
// slug, alias and category.
func (r *run) rulesByName(c *config.Resolved) map[string][]*rules.Rule {
	names := map[string][]*rules.Rule{}
	add := func(r *rules.Rule) {
		for _, name := range append([]string{r.ID, r.Category, r.Category + "/" + r.ID}, r.Aliases...) {
			names[name] = append(names[name], r)
		}
	}
	for i := range r.Rules {
		add(&r.Rules[i])
	}
	for _, own := range r.users.known(c) {
		add(&own.Rule)
	}
	return names
}

// ruleOf returns the rule of a slug in a configuration, nil for none.
func (r *run) ruleOf(c *config.Resolved, slug string) *rules.Rule {
	for i := range r.Rules {
		if r.Rules[i].ID == slug {
			return &r.Rules[i]
		}
	}
	for _, own := range r.users.known(c) {
		if own.ID == slug {
			return &own.Rule
		}
	}
	return nil
}

// Matches implements [suppress.Rules].
func (n *ruleNames) Matches(name string, d *diag.Diagnostic) bool {
	s := n.slots[d.File]
	return s != nil && slices.ContainsFunc(n.byConfig[s.config][name], func(r *rules.Rule) bool { return r.ID == d.Rule })
}

// Known implements [suppress.Rules].
func (n *ruleNames) Known(name string) bool {
	for _, names := range n.byConfig {
		if len(names[name]) > 0 {
			return true
		}
	}
	return false
}

// Nearest implements [suppress.Rules].
func (n *ruleNames) Nearest(name string) string {
	var all []string
	for _, names := range n.byConfig {
		all = slices.AppendSeq(all, maps.Keys(names))
	}
	slices.Sort(all)
	return config.Nearest(name, slices.Compact(all))
}

// Judged implements [suppress.Rules].
func (n *ruleNames) Judged(name string, x *suppress.Suppression) bool {
	owner := n.owners[x]
	entry := n.entries[x]
	if entry == nil {
		return n.run.judged(owner, n.byConfig[owner.config][name])
	}
	// What an extended file says may be about other repositories.
	if entry.File != owner.config.Source || !n.run.Whole && !entry.SingleFile() {
		return false
	}
	covered := 0
	for _, s := range n.slots {
		if !n.concerns(entry, s) {
			continue
		}
		covered++
		if !n.run.judged(s, n.byConfig[s.config][name]) {
			return false
		}
	}
	return covered > 0 || n.run.Whole
}

// judged reports whether the findings of all of the rules are known for a
// file, those of rules that are off left out.
func (r *run) judged(s *slot, all []*rules.Rule) bool {
	if s.contextual || s.failed || !s.parsed || broken(s.list) >= 0 {
		return false
	}
	on := slices.DeleteFunc(slices.Clone(all), func(x *rules.Rule) bool {
		return s.config.Severity(x.ID) == 0 || x.Category == UpgradeCategory || !applies(x, s.platform)
	})
	return len(on) > 0 && !slices.ContainsFunc(on, func(x *rules.Rule) bool {
		return x.Aggregates && !r.Whole || r.users.hasFailed(x.ID)
	})
}

// diagnose makes the finding of a fault; ok is false where its rule is off.
func (n *ruleNames) diagnose(f suppress.Fault) (d diag.Diagnostic, ok bool) {
	s := n.owners[f.Suppression]
	level := s.config.Severity(string(f.Kind))
	if level == 0 || s.contextual {
		return diag.Diagnostic{}, false
	}
	d = diag.Diagnostic{
		Rule: string(f.Kind), Category: SuppressionCategory, Severity: level, Message: f.Message, Help: f.Help,
		File: f.Suppression.File, Range: f.Suppression.Range, Element: f.Suppression.Element, Fingerprint: f.Suppression.Place,
	}
	for _, r := range suppressionRules {
		if d.Help == "" && r.ID == d.Rule {
			d.Help = r.Help
		}
	}
	return d, true
}

// placeOfSuppression is what the fingerprint of a finding about a suppression
// in a model is made from.
func placeOfSuppression(property *xmltree.Element) string { return property.Path() }
