package lint

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/lint/facts"
	"github.com/bpmnlint/bpmnlint/lint/policy"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

// state is the files at one time, now or at the base, with what was found in
// them.
type state struct {
	*run
	// linted are the files that findings are about.
	linted []slot
	// again are the positions of those that have to be linted; nil for all.
	again []int
	// candidates are files that are not linted, but on which findings about all
	// files together are reported.
	candidates []workspace.File
	// others are known by their summaries.
	others  []slot
	project project
	// formless says that which forms there are cannot make a difference.
	formless bool
}

// newState divides the files into those that are linted and, where the base
// says so, those that did not change.
func newState(r *run, files []workspace.File) *state {
	st := &state{run: r}
	for _, f := range files {
		if r.Base != nil && r.Base.Only && !r.Base.isChanged(f) {
			st.candidates = append(st.candidates, f)
			continue
		}
		st.again = append(st.again, len(st.linted))
		st.linted = append(st.linted, slot{file: f})
	}
	return st
}

// lintFiles lints the files one by one.
func (st *state) lintFiles(ctx context.Context) error {
	err := st.each(ctx, len(st.again), func(i int) error {
		err := st.lintFile(ctx, &st.linted[st.again[i]])
		if st.Progress != nil {
			st.Progress(int(st.done.Add(1)))
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := st.lintLater(ctx, st.linted); err != nil || st.Cache == nil {
		return err
	}
	return st.each(ctx, len(st.again), func(i int) error {
		st.keep(&st.linted[st.again[i]])
		return nil
	})
}

// addContext reads the other files of the repository that what is linted refers
// to, or that refer to it, for both states. was is nil without a base.
func (st *state) addContext(ctx context.Context, was *state) error {
	files := st.candidates
	var mentions *facts.Mentions
	if was == nil {
		if st.Context == nil || !st.Part && !facts.Incomplete(summaries(st.linted)) {
			return nil
		}
		files = append(files, st.Context(ctx)...)
		mentions = facts.NewMentions(summaries(st.linted)...)
	} else {
		if st.Context != nil && st.was.changedElsewhere(st.linted) {
			files = append(slices.Clone(files), st.Context(ctx)...)
		}
		changed, err := st.addChanged(ctx, was, files)
		if err != nil {
			return err
		}
		files = slices.DeleteFunc(slices.Clone(files), st.Base.isChanged)
		if mentions = changed; mentions.Empty() && !st.Part {
			return nil
		}
		if st.Context != nil && !st.was.changedElsewhere(st.linted) {
			files = append(files, slices.DeleteFunc(st.Context(ctx), st.Base.isChanged)...)
		}
	}
	found, others, err := st.mentioning(ctx, files, mentions)
	if err != nil {
		return err
	}
	// What calls a file that matters may be called itself.
	callers, err := st.summarize(ctx, callersOf(found, others))
	if err != nil {
		return err
	}
	found = append(found, callers...)
	reported := map[string]bool{}
	for _, f := range st.candidates {
		reported[f.Abs] = true
	}
	for i := range found {
		found[i].reported = reported[found[i].file.Abs]
	}
	slices.SortFunc(found, func(a, b slot) int { return strings.Compare(a.file.Path, b.file.Path) })
	st.others = append(st.others, found...)
	if was != nil {
		was.others = append(was.others, found...)
	}
	return nil
}

// unread is a file that was not parsed, with the keys of what it calls.
type unread struct {
	file  workspace.File
	calls []string
}

// callersOf returns those of the files that call a process in one of the slots.
func callersOf(found []slot, files []unread) []workspace.File {
	known := summaries(found)
	var out []workspace.File
	for _, f := range files {
		if slices.ContainsFunc(f.calls, func(key string) bool { return facts.Defines(known, key) }) {
			out = append(out, f.file)
		}
	}
	return out
}

// changedElsewhere reports whether models changed that are not linted.
func (p *past) changedElsewhere(linted []slot) bool {
	models := 0
	for path := range p.base.Changed {
		if workspace.KindOf(path) == workspace.Model {
			models++
		}
	}
	for i := range linted {
		if p.base.Changed[linted[i].file.Abs] {
			models--
		}
	}
	return models > 0
}

// addChanged adds the changed ones of the files, and those that are gone, to
// both states, and returns the names in all files that the rules about all files
// together see otherwise than before.
func (st *state) addChanged(ctx context.Context, was *state, files []workspace.File) (*facts.Mentions, error) {
	changed := slices.DeleteFunc(slices.Clone(files), func(f workspace.File) bool { return !st.Base.isChanged(f) })
	there := slices.DeleteFunc(slices.Clone(changed), func(f workspace.File) bool { return !st.was.was(f) })
	there = append(there, st.was.gone(st.Workspace.Dir())...)
	var err error
	if st.others, err = st.summarize(ctx, changed); err != nil {
		return nil, err
	}
	if was.others, err = was.summarize(ctx, there); err != nil {
		return nil, err
	}
	before, after := summariesByFile(was), summariesByFile(st)
	var differing []*facts.Summary
	for abs, s := range after {
		if !facts.Same(s, before[abs]) {
			differing = append(differing, s, before[abs])
		}
	}
	for abs, s := range before {
		if after[abs] == nil {
			differing = append(differing, s)
		}
	}
	differing = slices.DeleteFunc(differing, func(s *facts.Summary) bool { return s == nil })
	mentions := facts.NewMentions(differing...)
	forms := st.was.mentionForms(mentions, st.Read)
	st.formless = st.Base.Only && !forms && !facts.NeedsForms(differing)
	was.formless = st.formless
	return mentions, nil
}

// summariesByFile returns the summaries of a state by absolute path.
func summariesByFile(st *state) map[string]*facts.Summary {
	out := map[string]*facts.Summary{}
	for _, slots := range [][]slot{st.linted, st.others} {
		for i := range slots {
			if s := slots[i].summary; s != nil {
				out[slots[i].file.Abs] = s
			}
		}
	}
	return out
}

// mentionForms adds the forms that changed, and reports whether there are some.
func (p *past) mentionForms(m *facts.Mentions, read func(workspace.File, int64) ([]byte, error)) (some bool) {
	add := func(path string) {
		if !facts.IsForm(path) {
			return
		}
		some = true
		m.AddForm(filepath.Base(path))
		if facts.HasID(path) {
			m.AddForm(facts.FormID(p.content[path]))
			if data, err := read(workspace.File{Path: path, Abs: path}, maxFormBytes); err == nil {
				m.AddForm(facts.FormID(data))
			}
		}
	}
	for path := range p.base.Changed {
		add(path)
	}
	for _, path := range p.base.Gone {
		add(path)
	}
	return some
}

// summarize makes the summaries of files that are not linted.
func (st *state) summarize(ctx context.Context, files []workspace.File) ([]slot, error) {
	slots := make([]slot, len(files))
	return slots, st.each(ctx, len(files), func(i int) error {
		slots[i].file, slots[i].contextual = files[i], true
		st.summarizeFile(&slots[i])
		return nil
	})
}

// mentioning returns those of the files that may mention one of the names,
// summarized, and the others. None is left out where only a part of the files is
// linted, nor where a rule of the user's own may look at anything in all files.
func (st *state) mentioning(ctx context.Context, files []workspace.File, m *facts.Mentions) (found []slot, others []unread, err error) {
	all := st.Part || slices.ContainsFunc(files, func(f workspace.File) bool {
		return slices.ContainsFunc(st.users.on(st.Config.For(f.Abs)), func(r *policy.UserRule) bool { return r.Aggregates })
	})
	wanted, executable, calls := make([]bool, len(files)), make([]bool, len(files)), make([][]string, len(files))
	err = st.each(ctx, len(files), func(i int) error {
		if wanted[i] = all; all {
			return nil
		}
		data, err := st.Read(files[i], defaultMaxBytes)
		if err != nil {
			return nil // nobody asked for it
		}
		wanted[i] = m.In(data, func() string {
			return st.Workspace.Unit(files[i].Abs, st.Config.For(files[i].Abs).Deployments)
		})
		if !wanted[i] {
			calls[i], executable[i] = facts.CalledBy(data), facts.MayBeExecutable(data)
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	// That there are other processes at all is a reason to expect those that are
	// called: one stands for all of them.
	if i := slices.Index(executable, true); i >= 0 {
		wanted[i] = true
	}
	var some []workspace.File
	for i, f := range files {
		if wanted[i] {
			some = append(some, f)
		} else if len(calls[i]) > 0 {
			others = append(others, unread{f, calls[i]})
		}
	}
	found, err = st.summarize(ctx, some)
	return found, others, err
}
