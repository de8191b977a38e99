package lint

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/rules"
)

// Page returns the documentation of a rule as Markdown.
func Page(r rules.Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n\n", r.ID)
	fmt.Fprintf(&b, "**%s** · category `%s` · severity %s · fix: %s\n\n", r.Title, r.Category, severityText(r), r.Fix)
	section := func(title, text string) {
		if text == "" {
			return
		}
		if title != "" {
			fmt.Fprintf(&b, "## %s\n\n", title)
		}
		b.WriteString(text + "\n\n")
	}
	section("", r.Description)
	section("Why", r.Rationale)
	section("What to do", r.Help)
	section("Fix", fixText(r.Fix))
	if len(r.Options) > 0 {
		b.WriteString("## Options\n\n")
		for _, name := range slices.Sorted(maps.Keys(r.Options)) {
			o := r.Options[name]
			fmt.Fprintf(&b, "- `%s` (%s): %s", name, o.Type, o.Description)
			if o.Default != nil {
				fmt.Fprintf(&b, " Default: `%v`.", o.Default)
			}
			b.WriteString("\n")
		}
		b.WriteString("\n")
	}
	if len(r.Aliases) > 0 {
		fmt.Fprintf(&b, "Also known as %s.\n\n", code(r.Aliases))
	}
	if len(r.Supersedes) > 0 {
		fmt.Fprintf(&b, "On the same element it takes the place of %s.\n\n", code(r.Supersedes))
	}
	if len(r.Related) > 0 {
		b.WriteString("## See also\n\n")
		for _, u := range r.Related {
			fmt.Fprintf(&b, "- <%s>\n", u)
		}
		b.WriteString("\n")
	}
	if r.Since != "" {
		fmt.Fprintf(&b, "Since version %s.\n", r.Since)
	}
	return strings.TrimSuffix(b.String(), "\n") + "\n"
}

// fixText tells how findings can be fixed.
func fixText(f rules.Fixable) string {
	switch f {
	case rules.Safe:
		return "`bpmnlint lint --fix` mends it where that is certain and leaves the process as it is; other findings of the rule it mends with `--unsafe`, or not at all."
	case rules.Unsafe:
		return "`bpmnlint lint --fix --unsafe` mends it where that is certain. The process changes: look at `--preview --unsafe` first."
	}
	return ""
}

// severityText tells a rule's severity in the presets.
func severityText(r rules.Rule) string {
	if r.Recommended == r.Strict {
		return r.Recommended
	}
	return fmt.Sprintf("%s (in `strict`: %s)", r.Recommended, r.Strict)
}

func code(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = "`" + n + "`"
	}
	return strings.Join(quoted, ", ")
}
