package lint

import (
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/rules"
)

// ConfigRules returns what the configuration needs to know of rules.
func ConfigRules(all []rules.Rule) []config.Rule {
	out := make([]config.Rule, len(all))
	for i, r := range all {
		out[i] = config.Rule{
			Slug: r.ID, Category: r.Category, Aliases: r.Aliases, Severity: r.DefaultSeverity(), BpmnIO: r.Peer != "",
			Title: r.Title, Since: r.Since, Refusal: r.Category == DeployCategory,
			Presets: map[config.Preset]diag.Severity{
				config.Recommended: levelOf(r.Recommended),
				config.Strict:      levelOf(r.Strict),
			},
		}
		for name, o := range r.Options {
			out[i].Options = append(out[i].Options, config.Option{
				Name: name, Type: config.OptionType(o.Type), Description: o.Description, Default: o.Default, Enum: o.Enum,
			})
		}
		slices.SortFunc(out[i].Options, func(a, b config.Option) int { return strings.Compare(a.Name, b.Name) })
	}
	return out
}

// levelOf returns the severity of a level, 0 for off.
func levelOf(level string) diag.Severity {
	s, _ := diag.ParseSeverity(level)
	return s
}
