package lint

import (
	"context"
	"fmt"
	"slices"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

// state is what a run says of files that are being fixed.
type state struct {
	byFile map[string]diag.List // what is shown, sorted
	// keys counts all findings, messages has one for each.
	keys     map[findingKey]int
	messages map[findingKey]string
}

// findingKey tells findings apart over changes of a file: message, place and
// fingerprint change with an id.
type findingKey struct{ file, rule, element string }

func keyOf(file, rule string, e diag.Element) findingKey {
	if e.ID == "" {
		return findingKey{file, rule, "a " + e.Type}
	}
	return findingKey{file, rule, e.ID}
}

// lint runs the rules on files as they are now: on all, or on one as if it were
// alone.
func (f *fixer) lint(ctx context.Context, files []workspace.File) (*state, error) {
	f.run.users = newUserRun(f.run.UserRules, f.run.UserLimits)
	f.run.Whole, f.run.Context = f.whole, f.context
	alone := len(files) < len(f.all)
	if alone {
		f.run.Whole, f.run.Context = false, nil
	}
	res, slots, err := f.run.lint(ctx, files)
	if err != nil {
		return nil, err
	}
	s := &state{byFile: map[string]diag.List{}, keys: map[findingKey]int{}, messages: map[findingKey]string{}}
	add := func(d *diag.Diagnostic) {
		k := keyOf(d.File, d.Rule, d.Element)
		s.keys[k]++
		s.messages[k] = d.Message
	}
	for i := range res.Diagnostics {
		d := &res.Diagnostics[i]
		s.byFile[d.File] = append(s.byFile[d.File], *d)
		add(d)
	}
	for i := range slots {
		if !alone {
			f.files[slots[i].file.Path].slot = &slots[i]
		}
		for k := range slots[i].hidden {
			add(&slots[i].hidden[k])
		}
	}
	return s, nil
}

// fresh returns the findings that were not there before the fixes, with their
// messages. An element that was renamed is the same one; what one finding said
// of several elements may be said of each.
func (f *fixer) fresh(before, after *state, plans map[string][]planned) map[findingKey]string {
	type place struct{ file, id string }
	renamed := map[place]string{}
	for path, fixes := range plans {
		for _, p := range fixes {
			for _, r := range p.fix.Renames {
				renamed[place{path, r.Element.ID}] = r.To
			}
		}
	}
	now := func(k findingKey) findingKey {
		if to, ok := renamed[place{k.file, k.element}]; ok {
			k.element = to
		}
		return k
	}
	allowed := map[findingKey]int{}
	for k, n := range before.keys {
		allowed[now(k)] += n
	}
	for file, list := range before.byFile {
		for i := range list {
			for _, r := range list[i].Related {
				if r.File == "" || r.File == file {
					allowed[now(keyOf(file, list[i].Rule, r.Element))]++
				}
			}
		}
	}
	fresh := map[findingKey]string{}
	for k, n := range after.keys {
		if n > allowed[k] {
			fresh[k] = after.messages[k]
		}
	}
	return fresh
}

// bringing says which finding a fix would bring, the first of several.
func bringing(fresh map[findingKey]string) string {
	var all []string
	for k, message := range fresh {
		all = append(all, fmt.Sprintf("it would bring another finding: %s (%s)", message, k.rule))
	}
	return slices.Min(all)
}
