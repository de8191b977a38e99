package lint

import (
	"slices"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/rules"
)

// MigrationRules returns what is said of two versions of a process as rules.
func MigrationRules() []rules.Rule {
	catalog := migration.Catalog()
	out := make([]rules.Rule, len(catalog))
	for i, r := range catalog {
		out[i] = rules.Rule{
			ID: r.Slug, Category: migration.Category, Title: r.Title,
			Description: "Reported by `bpmnlint migrate-plan`, which compares two versions of a process.",
			Rationale:   r.Reason, Help: r.Remedy, Fix: rules.None, Since: "0.2.0",
			Severity: r.Severity.String(), Recommended: r.Severity.String(), Strict: r.Severity.String(),
			Related: []string{"https://docs.camunda.org/manual/latest/user-guide/process-engine/process-instance-migration/"},
		}
	}
	slices.SortFunc(out, func(a, b rules.Rule) int { return compareText(a.ID, b.ID) })
	return out
}

// ConfiguredMigration returns findings about migration as severe as the
// configuration of their file says: without those that are off. A finding that
// is less or more severe than its rule stays so unless the configuration says
// something else of the rule.
func ConfiguredMigration(list diag.List, c *config.Resolved) diag.List {
	normal := map[string]diag.Severity{}
	for _, r := range migration.Catalog() {
		normal[r.Slug] = r.Severity
	}
	var out diag.List
	for _, d := range list {
		level := c.Severity(d.Rule)
		if level == 0 {
			continue
		}
		if level != normal[d.Rule] {
			d.Severity = level
		}
		out = append(out, d)
	}
	return out
}
