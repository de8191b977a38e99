package lint

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint/facts"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/source"
)

// Base is an earlier state of the files, such as a commit. Findings that were
// there already are left out of the result, by their fingerprints: one on an
// element that nobody touched is new too, if a change elsewhere caused it. The
// earlier state is judged by the configuration of today.
type Base struct {
	// Changed has the absolute paths of all files, of whatever kind, that are
	// not as they were, new ones included.
	Changed map[string]bool
	// Gone are the absolute paths of the files that are not there any more. A
	// file that was renamed is not among them.
	Gone []string
	// Read returns what a changed or gone file, given by its absolute path, was:
	// of a renamed one, what it was under its old name. The error is
	// fs.ErrNotExist for one that is new. At most limit bytes and one more are
	// returned. It is not called concurrently.
	Read func(ctx context.Context, path string, limit int64) ([]byte, error)
	// Only leaves out the files that are as they were. They are looked at as far
	// as they refer to what changed.
	Only bool
}

// isChanged reports whether a file is not as it was.
func (b *Base) isChanged(f workspace.File) bool { return f.Stdin || b.Changed[f.Abs] }

// past is the earlier state of the files that changed.
type past struct {
	base *Base
	// content has what each of them was, by absolute path; one that was not
	// there is missing.
	content map[string][]byte
}

// loadPast reads what the changed files were, as far as the run has a use for
// them.
func loadPast(ctx context.Context, b *Base, files []workspace.File) (*past, error) {
	p := &past{base: b, content: map[string][]byte{}}
	wanted := map[string]bool{}
	for _, f := range files {
		if b.isChanged(f) && f.Abs != "" {
			wanted[f.Abs] = true
		}
	}
	for _, path := range slices.AppendSeq(slices.Clone(b.Gone), maps.Keys(b.Changed)) {
		if workspace.KindOf(path) == workspace.Model || facts.IsForm(path) {
			wanted[path] = true
		}
	}
	for _, path := range slices.Sorted(maps.Keys(wanted)) {
		data, err := b.Read(ctx, path, defaultMaxBytes)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return nil, err
		default:
			p.content[path] = data
		}
	}
	return p, nil
}

// was reports whether a file was there.
func (p *past) was(f workspace.File) bool {
	if !p.base.isChanged(f) {
		return true
	}
	_, ok := p.content[f.Abs]
	return ok
}

// reader returns a function that reads the files as they were.
func (p *past) reader(now func(workspace.File, int64) ([]byte, error)) func(workspace.File, int64) ([]byte, error) {
	return func(f workspace.File, limit int64) ([]byte, error) {
		if data, ok := p.content[f.Abs]; ok {
			return data, nil
		}
		return now(f, limit)
	}
}

// factsOf returns what rules are told about a file's earlier state.
func (p *past) factsOf(f workspace.File) *facts.Base {
	if !p.base.isChanged(f) {
		return &facts.Base{Same: true}
	}
	b := &facts.Base{}
	if data, ok := p.content[f.Abs]; ok {
		b.Definitions, _ = bpmn.Parse(source.New(f.Path, data), bpmn.Options{})
	}
	return b
}

// baseState identifies what rules are told about a file's earlier state.
func (r *run) baseState(s *slot) string {
	switch {
	case r.past != nil, r.was != nil && !r.was.base.isChanged(s.file):
		return "same"
	case r.was == nil:
		return ""
	}
	data, ok := r.was.content[s.file.Abs]
	if !ok {
		return "new"
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// gone returns the models that are not there any more.
func (p *past) gone(dir string) []workspace.File {
	var out []workspace.File
	for _, path := range p.base.Gone {
		if _, ok := p.content[path]; ok && workspace.KindOf(path) == workspace.Model {
			out = append(out, workspace.File{Path: filepath.ToSlash(workspace.Display(dir, path, path)), Abs: path, Kind: workspace.Model})
		}
	}
	return out
}

// forms returns the forms that were there, given those that are.
func (p *past) forms(now []string) []string {
	out := slices.DeleteFunc(slices.Clone(now), func(path string) bool {
		return !p.was(workspace.File{Abs: path})
	})
	for _, path := range p.base.Gone {
		if facts.IsForm(path) {
			out = append(out, path)
		}
	}
	return out
}

// earlier returns the run that judges the earlier state, with the linted files
// of now as they were; those that did not change keep what was found in them.
func (r *run) earlier(ctx context.Context, now *snapshot) (*snapshot, error) {
	o := r.Options
	o.Base, o.Progress, o.Read = nil, nil, r.was.reader(o.Read)
	before := newRun(o)
	before.past, before.sets = r.was, r.sets
	st := &snapshot{run: before}
	for i := range now.linted {
		s := &now.linted[i]
		if !r.was.base.isChanged(s.file) {
			same := *s
			same.list = slices.Clone(s.list)
			st.linted = append(st.linted, same)
		} else if r.was.was(s.file) {
			st.again = append(st.again, len(st.linted))
			st.linted = append(st.linted, slot{file: s.file})
		}
	}
	return st, st.lintFiles(ctx)
}

// withoutOld leaves out the findings that the earlier state had in the same
// file. Failures of the program or of a rule are never old.
func withoutOld(list, old diag.List) (kept diag.List, hidden int) {
	type key struct{ file, fingerprint string }
	had := make(map[key]bool, len(old))
	for i := range old {
		had[key{old[i].File, old[i].Fingerprint}] = true
	}
	for _, d := range list {
		if IsFailure(d) || !had[key{d.File, d.Fingerprint}] {
			kept = append(kept, d)
		}
	}
	return kept, len(list) - len(kept)
}

// IsFailure reports whether a finding says that something could not be judged:
// a file that cannot be read, a rule or the program itself that failed. Such
// findings are never hidden.
func IsFailure(d diag.Diagnostic) bool {
	return d.Category == "internal" || d.Rule == "unreadable-file"
}
