package lint

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"maps"
	"slices"
	"sync"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/source"
)

// fixer is the work on one call of Fix.
type fixer struct {
	run    *run
	unsafe bool
	all    []workspace.File
	files  map[string]*history
	disk   func(workspace.File, int64) ([]byte, error)
	// whole and context are the options for runs over all files.
	whole   bool
	context func(context.Context) []workspace.File

	mu   sync.Mutex
	seed maphash.Seed
}

// history is what becomes of a file.
type history struct {
	// seen is a hash of what was linted first, to notice a change meanwhile.
	seen uint64
	slot *slot // of the last run
	// before and now are nil as long as no fix was planned.
	before, now []byte
	made        []MadeFix
	// tried are the fixes that were dropped for what the file is now, in order;
	// demoted are those that claim to be safe and are not.
	tried   []DroppedFix
	dropped map[string]bool
	demoted map[string]bool
}

func newFixer(files []workspace.File, o Options, unsafe bool) *fixer {
	f := &fixer{
		unsafe: unsafe, all: files, files: make(map[string]*history, len(files)),
		disk: o.Read, whole: o.Whole, context: o.Context, seed: maphash.MakeSeed(),
	}
	for _, file := range files {
		f.files[file.Path] = &history{dropped: map[string]bool{}, demoted: map[string]bool{}}
	}
	o.Read, o.Cache, o.Progress = f.read, nil, nil
	f.run = newRun(o)
	f.run.fixing = true
	return f
}

// errChanged says that a file is not what it was when it was linted first.
var errChanged = errors.New("it has changed since it was linted")

// read returns a file as it is with the fixes so far.
func (f *fixer) read(file workspace.File, limit int64) ([]byte, error) {
	h := f.files[file.Path]
	if h == nil {
		return f.disk(file, limit)
	}
	f.mu.Lock()
	now := h.now
	f.mu.Unlock()
	if now != nil {
		return now, nil
	}
	data, err := f.disk(file, limit)
	if err != nil {
		return nil, err
	}
	sum := maphash.Bytes(f.seed, data)
	f.mu.Lock()
	defer f.mu.Unlock()
	if h.seen == 0 {
		h.seen = sum
	}
	if h.seen != sum {
		return nil, errChanged
	}
	return data, nil
}

func (h *history) drop(p planned, reason string) {
	if !h.dropped[p.id] {
		h.dropped[p.id] = true
		h.tried = append(h.tried, DroppedFix{p.finding.File, p.finding.Rule, p.fix.Title, p.finding.Element, reason})
	}
}

// drops returns the fixes that were dropped in the end.
func (h *history) drops() []DroppedFix { return h.tried }

// become sets what the file is; what was dropped can be tried again.
func (h *history) become(data []byte, fixes []planned) {
	h.now = data
	for _, p := range fixes {
		h.made = append(h.made, MadeFix{p.finding.Rule, p.finding.Element, *p.fix})
	}
	if len(fixes) > 0 {
		h.tried = nil
		clear(h.dropped)
		clear(h.demoted)
	}
}

// planned is a fix that is to be made.
type planned struct {
	id      string
	finding *diag.Diagnostic
	fix     *diag.Fix
	safe    bool
}

// plan chooses for each file fixes that do not touch each other, in the order
// of the findings.
func (f *fixer) plan(s *state) map[string][]planned {
	plans := map[string][]planned{}
	for path, list := range s.byFile {
		h := f.files[path]
		if h == nil {
			continue
		}
		var taken []source.Edit
		for i := range list {
			if p, ok := f.choose(h, &list[i]); ok && !touches(taken, p.fix.Edits) {
				taken = append(taken, p.fix.Edits...)
				plans[path] = append(plans[path], p)
			}
		}
	}
	return plans
}

// choose returns the first fix of a finding that may be made and was not tried.
func (f *fixer) choose(h *history, d *diag.Diagnostic) (planned, bool) {
	for i := range d.Fixes {
		fix := &d.Fixes[i]
		p := planned{id: fmt.Sprintf("%s\x00%s\x00%s\x00%v", d.Rule, d.Element.ID, fix.Title, fix.Edits), finding: d, fix: fix}
		p.safe = fix.Safe && !h.demoted[p.id]
		if !h.dropped[p.id] && len(fix.Edits) > 0 && (p.safe || f.unsafe) {
			return p, true
		}
	}
	return planned{}, false
}

// touches reports whether edits overlap others or begin where one of them does.
func touches(taken, edits []source.Edit) bool {
	return slices.ContainsFunc(edits, func(a source.Edit) bool {
		return slices.ContainsFunc(taken, func(b source.Edit) bool {
			return a.Start == b.Start || a.Start < b.End && b.Start < a.End
		})
	})
}

// apply makes fixes in a content.
func apply(data []byte, fixes []planned) ([]byte, error) {
	var edits []source.Edit
	for _, p := range fixes {
		edits = append(edits, p.fix.Edits...)
	}
	return source.Apply(data, edits)
}

// round makes the planned fixes in all files at once. Where something is wrong
// with them in a file, they are tried there one by one.
func (f *fixer) round(ctx context.Context, s *state, plans map[string][]planned) (*state, error) {
	base := map[string][]byte{}
	wrong := map[string]bool{}
	for path, fixes := range plans {
		h := f.files[path]
		if err := f.load(h); err != nil {
			for _, p := range fixes {
				h.drop(p, reason(err))
			}
			delete(plans, path)
			continue
		}
		base[path] = h.now
		data, err := apply(h.now, fixes)
		if err != nil || !f.keepsProcess(h, h.now, fixes) {
			wrong[path] = true
			continue
		}
		h.now = data
	}
	next, err := f.lint(ctx, f.all)
	if err != nil {
		return nil, err
	}
	f.blame(wrong, f.fresh(s, next, plans), plans)
	if len(wrong) > 0 {
		for path := range wrong {
			f.files[path].now = base[path]
		}
		for _, path := range slices.Sorted(maps.Keys(wrong)) {
			if plans[path], err = f.oneByOne(ctx, path, plans[path]); err != nil {
				return nil, err
			}
		}
		if next, err = f.settle(ctx, s, plans, base); err != nil {
			return nil, err
		}
	}
	for path, fixes := range plans {
		h := f.files[path]
		h.become(h.now, fixes)
	}
	return next, nil
}

// blame adds the files whose fixes bring new findings. Where a new finding is in
// a file without a fix, it may be that of any.
func (f *fixer) blame(wrong map[string]bool, fresh map[findingKey]string, plans map[string][]planned) {
	for k := range fresh {
		if _, changed := plans[k.file]; changed {
			wrong[k.file] = true
			continue
		}
		for path := range plans {
			wrong[path] = true
		}
	}
}

// settle lints all files after fixes were chosen one by one. What still brings
// new findings, in other files, is dropped as a whole.
func (f *fixer) settle(ctx context.Context, s *state, plans map[string][]planned, base map[string][]byte) (*state, error) {
	for {
		next, err := f.lint(ctx, f.all)
		if err != nil {
			return nil, err
		}
		fresh := f.fresh(s, next, plans)
		if len(fresh) == 0 {
			return next, nil
		}
		wrong := map[string]bool{}
		f.blame(wrong, fresh, plans)
		if len(wrong) == 0 {
			return next, nil // it is not our doing
		}
		for path := range wrong {
			h := f.files[path]
			h.now = base[path]
			for _, p := range plans[path] {
				h.drop(p, bringing(fresh))
			}
			delete(plans, path)
		}
	}
}

// oneByOne makes those of the fixes in a file with which nothing is wrong, and
// returns them.
func (f *fixer) oneByOne(ctx context.Context, path string, fixes []planned) ([]planned, error) {
	h := f.files[path]
	base := h.now
	file := []workspace.File{h.slot.file}
	before, err := f.lint(ctx, file)
	if err != nil {
		return nil, err
	}
	var good []planned
	for _, p := range fixes {
		try := append(slices.Clone(good), p)
		data, err := apply(base, try)
		if err != nil {
			continue // it comes again in the next round
		}
		if p.safe && !f.keepsProcess(h, base, try) {
			h.demoted[p.id] = true
			if try[len(try)-1].safe = false; !f.unsafe {
				h.drop(p, "it is not safe: another process would come out")
				continue
			}
		}
		last := h.now
		h.now = data
		after, err := f.lint(ctx, file)
		if err != nil {
			return nil, err
		}
		if fresh := f.fresh(before, after, map[string][]planned{path: try}); len(fresh) > 0 {
			h.now = last
			h.drop(p, bringing(fresh))
			continue
		}
		good = try
	}
	return good, nil
}

// load keeps what the file is, which is what the findings are about.
func (f *fixer) load(h *history) error {
	if h.now != nil {
		return nil
	}
	data, err := f.read(h.slot.file, h.slot.limit())
	if err != nil {
		return err
	}
	h.before, h.now = data, data
	return nil
}
