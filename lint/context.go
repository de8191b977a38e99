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

// snapshot is the files at one time, now or at the base, with what was found in
// them.
type snapshot struct {
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

// newSnapshot divides the files into those that are linted and, where the base
// says so, those that did not change.
func newSnapshot(r *run, files []workspace.File) *snapshot {
	st := &snapshot{run: r}
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
func (st *snapshot) lintFiles(ctx context.Context) error {
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
func (st *snapshot) addContext(ctx context.Context, was *snapshot) error {
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
	if found, err = st.addCalls(ctx, found, others, was); err != nil {
		return err
	}
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

// unread is a file that was not parsed, with what it calls.
type unread struct {
	file  workspace.File
	calls facts.Skimmed
}

// addCalls adds those of the files that calls connect with what was found: what
// calls it, which may be called itself; and, where something is thrown that a
// caller may catch, what is called and what calls that, however far away.
func (st *snapshot) addCalls(ctx context.Context, found []slot, files []unread, was *snapshot) ([]slot, error) {
	add := func(connected func(facts.Skimmed) bool) (int, error) {
		var some []workspace.File
		files = slices.DeleteFunc(files, func(f unread) bool {
			is := connected(f.calls)
			if is {
				some = append(some, f.file)
			}
			return is
		})
		more, err := st.summarize(ctx, some)
		found = append(found, more...)
		return len(some), err
	}
	all := func() *facts.Calls {
		known := append(summaries(found), summaries(st.linted)...)
		if was != nil {
			known = append(known, summaries(was.linted)...)
		}
		return facts.NewCalls(append(known, summaries(st.others)...)...)
	}
	// What is called is added for what it throws, until nothing is.
	for {
		n, err := add(all().Calls)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			break
		}
	}
	throws := all().Throws()
	for {
		calls := all()
		n, err := add(func(s facts.Skimmed) bool { return calls.Defines(s) || throws && s.IsDynamic })
		if err != nil || n == 0 || !throws {
			return found, err
		}
	}
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
func (st *snapshot) addChanged(ctx context.Context, was *snapshot, files []workspace.File) (*facts.Mentions, error) {
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
func summariesByFile(st *snapshot) map[string]*facts.Summary {
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
func (st *snapshot) summarize(ctx context.Context, files []workspace.File) ([]slot, error) {
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
func (st *snapshot) mentioning(ctx context.Context, files []workspace.File, m *facts.Mentions) (found []slot, others []unread, err error) {
	all := st.Part || slices.ContainsFunc(files, func(f workspace.File) bool {
		return slices.ContainsFunc(st.users.on(st.Config.For(f.Abs)), func(r *policy.UserRule) bool { return r.Aggregates })
	})
	wanted, skimmed := make([]bool, len(files)), make([]facts.Skimmed, len(files))
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
			skimmed[i] = facts.Skim(data)
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	// That there are other processes at all is a reason to expect those that are
	// called: one stands for all of them.
	if i := slices.IndexFunc(skimmed, func(s facts.Skimmed) bool { return s.IsExecutable }); i >= 0 {
		wanted[i] = true
	}
	var some []workspace.File
	for i, f := range files {
		if wanted[i] {
			some = append(some, f)
		} else {
			others = append(others, unread{f, skimmed[i]})
		}
	}
	found, err = st.summarize(ctx, some)
	return found, others, err
}
