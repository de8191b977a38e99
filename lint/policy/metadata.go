package policy

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/rules"
)

// Metadata reads the metadata of all rules below a directory of a file
// system. A rule is a module whose name does not end in _test.rego and whose
// package has a report or an aggregate_report. Rules are sorted by category
// and slug.
func Metadata(fsys fs.FS, dir string) ([]rules.Rule, error) {
	var all []rules.Rule
	err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".rego" || strings.HasSuffix(name, "_test.rego") {
			return err
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		module, err := ast.ParseModuleWithOpts(name, string(data), ast.ParserOptions{ProcessAnnotation: true})
		if err != nil {
			return err
		}
		r, ok, err := metadataOf(name, module)
		if err != nil {
			return err
		}
		if ok {
			all = append(all, r)
		}
		return nil
	})
	slices.SortFunc(all, func(a, b rules.Rule) int {
		return strings.Compare(a.Category+"/"+a.ID, b.Category+"/"+b.ID)
	})
	return all, err
}

// metadataOf returns the metadata of a module; ok is false for a module that
// is no rule, such as a library.
func metadataOf(name string, m *ast.Module) (r rules.Rule, ok bool, err error) {
	r.Path = name
	for _, rule := range m.Rules {
		switch rule.Head.Name.String() {
		case "report":
			r.Reports = true
		case "aggregate_report":
			r.Aggregates = true
		}
	}
	if !r.Reports && !r.Aggregates {
		return r, false, nil
	}
	words := packageWords(m)
	r.ID = words[len(words)-1]
	if len(words) > 1 {
		r.Category = words[len(words)-2]
	}
	var a *ast.Annotations
	for _, x := range m.Annotations {
		if x.Scope == "package" {
			a = x
		}
	}
	if a == nil {
		a = &ast.Annotations{}
	}
	r.Title = a.Title
	r.Description = strings.TrimSpace(a.Description)
	for _, ref := range a.RelatedResources {
		r.Related = append(r.Related, ref.Ref.String())
	}
	err = readCustom(&r, a.Custom)
	if err != nil {
		return r, true, fmt.Errorf("%s: %w", name, err)
	}
	return r, true, nil
}

// packageWords returns the package's path without data.
func packageWords(m *ast.Module) []string {
	return refWords(m.Package.Path[1:])
}

// readCustom reads the custom part of the annotations.
func readCustom(r *rules.Rule, custom map[string]any) error {
	r.Severity, r.Fix = diag.Warning.String(), rules.None
	for key, v := range custom {
		var err error
		switch key {
		case "rationale":
			r.Rationale, err = stringOf(v)
		case "help":
			r.Help, err = stringOf(v)
		case "severity":
			r.Severity, err = stringOf(v)
		case "recommended":
			r.Recommended, err = stringOf(v)
		case "strict":
			r.Strict, err = stringOf(v)
		case "since":
			r.Since, err = stringOf(v)
		case "fix":
			r.Fix, err = fixableOf(v)
		case "peer":
			r.Peer, err = stringOf(v)
		case "platforms":
			r.Platforms, err = stringsOf(v)
		case "concerns":
			r.Concerns, err = stringsOf(v)
		case "aliases":
			r.Aliases, err = stringsOf(v)
		case "supersedes":
			r.Supersedes, err = stringsOf(v)
		case "options":
			r.Options, err = optionsOf(v)
		default:
			err = fmt.Errorf("unknown key of the metadata")
		}
		if err != nil {
			return fmt.Errorf("custom.%s: %w", key, err)
		}
	}
	if _, err := diag.ParseSeverity(r.Severity); err != nil {
		return fmt.Errorf("custom.severity: %w", err)
	}
	if r.Recommended == "" {
		r.Recommended = r.Severity
	}
	if r.Strict == "" {
		r.Strict = r.Severity
	}
	for key, s := range map[string]string{"recommended": r.Recommended, "strict": r.Strict} {
		if _, err := diag.ParseSeverity(s); err != nil && s != "off" {
			return fmt.Errorf("custom.%s: %w", key, err)
		}
	}
	return nil
}

// fixableOf reads how findings can be fixed.
func fixableOf(v any) (rules.Fixable, error) {
	s, err := stringOf(v)
	switch f := rules.Fixable(s); f {
	case rules.None, rules.Unsafe, rules.Safe:
		return f, err
	}
	return rules.None, fmt.Errorf("must be %s, %s or %s", rules.Safe, rules.Unsafe, rules.None)
}

func stringOf(v any) (string, error) {
	s, ok := v.(string)
	if !ok {
		return "", fmt.Errorf("must be a string")
	}
	return strings.TrimSpace(s), nil
}

func stringsOf(v any) ([]string, error) {
	list, ok := v.([]any)
	if !ok {
		return nil, fmt.Errorf("must be a list of strings")
	}
	var out []string
	for _, x := range list {
		s, err := stringOf(x)
		if err != nil {
			return nil, fmt.Errorf("must be a list of strings")
		}
		out = append(out, s)
	}
	return out, nil
}

func optionsOf(v any) (map[string]rules.Option, error) {
	m, ok := v.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("must be an object of options by name")
	}
	options := map[string]rules.Option{}
	for name, v := range m {
		fields, ok := v.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("option %s: must be an object", name)
		}
		var o rules.Option
		var err error
		for key, v := range fields {
			switch key {
			case "type":
				o.Type, err = stringOf(v)
			case "description":
				o.Description, err = stringOf(v)
			case "default":
				o.Default = v
			case "enum":
				o.Enum, err = stringsOf(v)
			default:
				err = fmt.Errorf("unknown key")
			}
			if err != nil {
				return nil, fmt.Errorf("option %s: %s: %w", name, key, err)
			}
		}
		options[name] = o
	}
	return options, nil
}
