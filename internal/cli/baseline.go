package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/internal/rewrite"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/baseline"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

func (p *program) baselineCommand() *cobra.Command {
	c := &cobra.Command{
		Use:     "baseline",
		Short:   "Agree on findings that are left for now",
		GroupID: groupSetUp,
		Long: `A baseline is a file with findings that are left for now: lint does not show
them, so that new ones stand out. It is called ` + baseline.FileName + `; the
nearest one on the way up from a model to the root of its repository holds.`,
		Example: `  bpmnlint baseline write
  bpmnlint baseline prune`,
	}
	onlyVerbs(c)
	c.AddCommand(p.baselineWriteCommand(), p.baselinePruneCommand())
	return c
}

func (p *program) baselineWriteCommand() *cobra.Command {
	var f lintFlags
	c := &cobra.Command{
		Use:   "write [PATH…]",
		Short: "Write all findings down, so that only others are shown from now on",
		Long: `Write the findings in all models below PATH to the baseline; without PATH, in
those of the current folder. Where only some models are named, what the baseline
has of the others is kept.

Where there is no baseline yet, it is written beside the configuration file, or
to the root of the repository.`,
		RunE: func(c *cobra.Command, args []string) error { return p.baselineWrite(c.Context(), args, f) },
	}
	f.addTo(c)
	f.addBaselineTo(c)
	return c
}

func (p *program) baselinePruneCommand() *cobra.Command {
	var f lintFlags
	c := &cobra.Command{
		Use:   "prune [PATH…]",
		Short: "Remove what is not found any more",
		Long: `Remove from the baseline what is not found any more in the models below PATH;
without PATH, in those of the current folder. Nothing is added.`,
		RunE: func(c *cobra.Command, args []string) error { return p.baselinePrune(c.Context(), args, f) },
	}
	f.addTo(c)
	f.addBaselineTo(c)
	return c
}

func (f *comparison) addBaselineTo(c *cobra.Command) {
	c.Flags().StringVar(&f.baseline, "baseline", "", "the baseline is `FILE`")
}

// baselines are the baselines of the models of a run.
type baselines struct {
	dir   string // the working directory
	ws    *workspace.Workspace
	given string // of --baseline, absolute; empty for none
	none  bool
	byDir map[string]string // folder of models → baseline, empty for none
	// entries are those of the baselines that were read.
	entries map[string][]baseline.Entry
}

func newBaselines(dir string, ws *workspace.Workspace, f comparison) *baselines {
	b := &baselines{dir: dir, ws: ws, none: f.noBaseline, byDir: map[string]string{}, entries: map[string][]baseline.Entry{}}
	if f.baseline == "" {
		return b
	}
	b.given = absolute(dir, f.baseline)
	return b
}

// abs returns the absolute path of a file of a finding.
func (b *baselines) abs(file string) string {
	return absolute(b.dir, filepath.FromSlash(file))
}

// of returns the absolute path of the baseline that holds for a file, empty for
// none.
func (b *baselines) of(file string) string {
	if b.given != "" || b.none {
		return b.given
	}
	return b.nearest(filepath.Dir(b.abs(file)))
}

func (b *baselines) nearest(dir string) string {
	if path, ok := b.byDir[dir]; ok {
		return path
	}
	path := filepath.Join(dir, baseline.FileName)
	if _, err := os.Stat(path); err != nil {
		path = ""
		if parent := filepath.Dir(dir); dir != b.ws.Root(dir) && parent != dir {
			path = b.nearest(parent)
		}
	}
	b.byDir[dir] = path
	return path
}

// read returns the entries of a baseline. One that is not there has none, unless
// the command line names it.
func (b *baselines) read(path string, wanted bool) ([]baseline.Entry, error) {
	if entries, ok := b.entries[path]; ok {
		return entries, nil
	}
	name := workspace.Display(b.dir, path, path)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if wanted {
			return nil, usagef("--baseline: %s: no such file; bpmnlint baseline write --baseline %[1]s makes one", name)
		}
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	entries, err := baseline.Read(data)
	if err != nil {
		return nil, usagef("%s %v", name, err)
	}
	b.entries[path] = entries
	return entries, nil
}

// entry returns a finding as an entry of a baseline.
func (b *baselines) entry(path string, d *diag.Diagnostic) baseline.Entry {
	file := b.abs(d.File)
	if rel, err := filepath.Rel(filepath.Dir(path), file); err == nil {
		file = rel
	}
	return baseline.EntryOf(d, filepath.ToSlash(file))
}

// exists reports whether a file of a baseline is there.
func exists(path string) func(file string) bool {
	return func(file string) bool {
		_, err := os.Stat(filepath.Join(filepath.Dir(path), filepath.FromSlash(file)))
		return err == nil
	}
}

// byBaseline returns the positions of the findings that a baseline may have, by
// its path.
func (b *baselines) byBaseline(list diag.List) map[string][]int {
	out := map[string][]int{}
	for i := range list {
		if d := &list[i]; d.File != "" && !lint.IsFailure(*d) {
			path := b.of(d.File)
			out[path] = append(out[path], i)
		}
	}
	return out
}

// compare tells which of the findings, and of those that others stand for, are in
// baselines, and which entries of the baselines are gone. Baselines of models
// without a finding are looked at, too.
func (r *checked) compare() (hidden []bool, gone map[string][]baseline.Entry, err error) {
	b := r.baselines
	list := slices.Concat(r.result.Diagnostics, r.result.Replaced)
	hidden, gone = make([]bool, len(list)), map[string][]baseline.Entry{}
	groups := b.byBaseline(list)
	for _, model := range r.result.Models() {
		if path := b.of(model); groups[path] == nil {
			groups[path] = nil
		}
	}
	for _, path := range slices.Sorted(maps.Keys(groups)) {
		if path == "" {
			continue
		}
		entries, err := b.read(path, b.given != "")
		if err != nil {
			return nil, nil, err
		}
		found := make([]baseline.Entry, len(groups[path]))
		for k, i := range groups[path] {
			found[k] = b.entry(path, &list[i])
		}
		matched, missing := baseline.Match(entries, found, exists(path))
		for k, i := range groups[path] {
			hidden[i] = matched[k]
		}
		for _, e := range missing {
			file := filepath.Join(filepath.Dir(path), filepath.FromSlash(e.File))
			if r.result.Judged(filepath.ToSlash(workspace.Display(r.dir, file, file)), e.Rule) || r.whole && !exists(path)(e.File) {
				gone[path] = append(gone[path], e)
			}
		}
	}
	return hidden, gone, nil
}

// hideBaselined leaves out the findings that a baseline has. Where the result is
// complete, it says what of the baselines is gone.
func (r *checked) hideBaselined(complete bool) error {
	if r.baselines.none {
		return nil
	}
	hidden, gone, err := r.compare()
	if err != nil {
		return err
	}
	var kept diag.List
	for i, d := range r.result.Diagnostics {
		if !hidden[i] {
			kept = append(kept, d)
		}
	}
	r.baselined = len(r.result.Diagnostics) - len(kept)
	r.result.Diagnostics = kept
	n := 0
	for _, entries := range gone {
		n += len(entries)
	}
	switch {
	case !complete || n == 0:
	case n == 1:
		r.result.Notices = append(r.result.Notices, "1 finding of the baseline is gone: bpmnlint baseline prune")
	default:
		r.result.Notices = append(r.result.Notices, fmt.Sprintf("%d findings of the baseline are gone: bpmnlint baseline prune", n))
	}
	return nil
}

// checkAll lints without a baseline, for a verb that changes one. What cannot be
// judged ends it: nothing is written down as gone that was only not seen.
func (p *program) checkAll(ctx context.Context, args []string, f lintFlags) (*checked, error) {
	if err := f.refuse(args); err != nil {
		return nil, err
	}
	f.noBaseline = true
	r, err := p.check(ctx, args, f)
	if err != nil || r == nil {
		return nil, err
	}
	r.baselines.none = false
	if !r.result.Failed {
		return r, nil
	}
	for _, d := range r.result.Diagnostics {
		if lint.IsFailure(d) {
			fmt.Fprintf(p.Err, "%s%s: %s\n", placeOf(d), d.Severity, d.Message)
		}
	}
	return nil, &exit{Failure, "the baseline is as it was: not everything could be judged"}
}

func (p *program) baselineWrite(ctx context.Context, args []string, f lintFlags) error {
	r, err := p.checkAll(ctx, args, f)
	if err != nil || r == nil {
		return err
	}
	// behind counts the findings that lint does not show beside a stronger one.
	written, behind := map[string][]baseline.Entry{}, map[string]int{}
	add := func(file string) string {
		path := cmp.Or(r.baselines.of(file), r.newBaseline())
		if written[path] == nil {
			written[path] = []baseline.Entry{}
		}
		return path
	}
	linted := map[string]bool{}
	for _, model := range r.result.Models() {
		linted[r.baselines.abs(model)] = true
		add(model)
	}
	list := slices.Concat(r.result.Diagnostics, r.result.Replaced)
	for i := range list {
		d := &list[i]
		if d.File == "" {
			continue
		}
		linted[r.baselines.abs(d.File)] = true
		path := add(d.File)
		written[path] = append(written[path], r.baselines.entry(path, d))
		if i >= len(r.result.Diagnostics) {
			behind[path]++
		}
	}
	for _, path := range slices.Sorted(maps.Keys(written)) {
		entries, err := r.keep(path, written[path], linted)
		if err != nil {
			return err
		}
		if err := p.writeBaseline(path, entries); err != nil {
			return err
		}
		files := map[string]bool{}
		for _, e := range entries {
			files[e.File] = true
		}
		note := ""
		if n := behind[path]; n > 0 {
			note = fmt.Sprintf(", %d of them behind stronger ones", n)
		}
		fmt.Fprintf(p.Out, "wrote %s in %s to %s%s\n", count(len(entries), "finding"), count(len(files), "file"), workspace.Display(r.dir, path, path), note)
	}
	return nil
}

// keep adds to the entries of a baseline what it has of models that were not
// linted. Those of a model that is not there any more are kept too: it may be
// another one of the others now.
func (r *checked) keep(path string, entries []baseline.Entry, linted map[string]bool) ([]baseline.Entry, error) {
	if r.whole {
		return entries, nil
	}
	old, err := r.baselines.read(path, false)
	if err != nil {
		return nil, err
	}
	for _, e := range old {
		if !linted[filepath.Join(filepath.Dir(path), filepath.FromSlash(e.File))] {
			entries = append(entries, e)
		}
	}
	return entries, nil
}

// newBaseline returns the path of a baseline that is not there yet: beside the
// configuration of the working directory, or at the repository's root.
func (r *checked) newBaseline() string {
	dir := r.ws.Root(r.dir)
	if c := r.loader.For(filepath.Join(r.dir, "model.bpmn")); c.Source != "" {
		dir = filepath.Dir(r.baselines.abs(c.Source))
	}
	return filepath.Join(dir, baseline.FileName)
}

func (p *program) baselinePrune(ctx context.Context, args []string, f lintFlags) error {
	r, err := p.checkAll(ctx, args, f)
	if err != nil || r == nil {
		return err
	}
	_, gone, err := r.compare()
	if err != nil {
		return err
	}
	if len(r.baselines.entries) == 0 {
		return usagef("there is no baseline: bpmnlint baseline write makes one")
	}
	for _, path := range slices.Sorted(maps.Keys(r.baselines.entries)) {
		name := workspace.Display(r.dir, path, path)
		if len(gone[path]) == 0 {
			fmt.Fprintf(p.Out, "nothing of %s is gone\n", name)
			continue
		}
		dropped := map[baseline.Entry]bool{}
		for _, e := range gone[path] {
			dropped[e] = true
		}
		kept := slices.DeleteFunc(slices.Clone(r.baselines.entries[path]), func(e baseline.Entry) bool { return dropped[e] })
		if err := p.writeBaseline(path, kept); err != nil {
			return err
		}
		fmt.Fprintf(p.Out, "removed %s from %s, %d remain\n", count(len(dropped), "finding"), name, len(kept))
	}
	return nil
}

// writeBaseline replaces a baseline as a whole, so that a full disk or an
// interruption leaves the old one.
func (p *program) writeBaseline(path string, entries []baseline.Entry) error {
	var content bytes.Buffer
	if err := baseline.Write(&content, entries); err != nil {
		return err
	}
	if err := rewrite.Whole(path, content.Bytes()); err != nil {
		return fmt.Errorf("write %s: %s", path, cause(err))
	}
	return nil
}
