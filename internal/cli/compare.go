package cli

import (
	"context"
	"errors"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/revision"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

// comparison are the flags that say which findings are not shown.
type comparison struct {
	base                       optional
	changed                    bool
	baseline                   string
	noBaseline, noSuppressions bool
}

// optional is a flag of which it matters whether it was given.
type optional struct {
	value string
	given bool
}

func (o *optional) String() string { return o.value }
func (o *optional) Type() string   { return "string" }

func (o *optional) Set(value string) error {
	o.value, o.given = value, true
	return nil
}

func (f *comparison) addTo(c *cobra.Command) {
	flags := c.Flags()
	flags.Var(&f.base, "base", "show only findings that are new since git revision `REV`; if empty, since the base of the pull request or the default branch")
	flags.BoolVar(&f.changed, "changed", false, "lint only models that differ from --base, and what that causes elsewhere")
	flags.StringVar(&f.baseline, "baseline", "", "the baseline is `FILE`")
	flags.BoolVar(&f.noBaseline, "no-baseline", false, "show findings that are in a baseline, too")
	flags.BoolVar(&f.noSuppressions, "no-suppressions", false, "show findings that are suppressed, too")
	c.MarkFlagsMutuallyExclusive("baseline", "no-baseline")
}

// compared is what a run is compared with; nil where it is with nothing.
type compared struct {
	base    *revision.Base
	changes *revision.Changes
	only    bool
	// known is what has been read of the base already, by absolute path.
	known map[string][]byte
}

// openBase finds what differs from the base that the flags ask for.
func openBase(ctx context.Context, dir string, models []workspace.File, f comparison) (*compared, error) {
	if !f.base.given && !f.changed {
		return nil, nil
	}
	repository, err := revision.Open(ctx, dir)
	if err != nil {
		return nil, baseError(err)
	}
	base, err := repository.Base(ctx, f.base.value, os.Getenv("GITHUB_BASE_REF"))
	if err != nil {
		return nil, baseError(err)
	}
	changes, err := base.Changes(ctx)
	if err != nil {
		return nil, err
	}
	for _, m := range models {
		if m.Abs != "" && !m.Stdin {
			changes.Add(m.Abs)
		}
	}
	return &compared{base: base, changes: changes, only: f.changed}, nil
}

// baseError makes a fault of usage of what the user can mend.
func baseError(err error) error {
	for _, fault := range []error{
		revision.ErrNoGit, revision.ErrNoRepository, revision.ErrNoCommit, revision.ErrNoRevision, revision.ErrShallow,
	} {
		if errors.Is(err, fault) {
			return usagef("--base: %v", err)
		}
	}
	return err
}

func (c *compared) close() {
	if c != nil {
		// All that was asked for has been read; git has nothing to say.
		_ = c.changes.Close()
	}
}

// lint returns the base in the words of package lint.
func (c *compared) lint() *lint.Base {
	if c == nil {
		return nil
	}
	b := &lint.Base{Changed: map[string]bool{}, Read: c.read, Only: c.only}
	for path := range c.changes.Changed {
		b.Changed[path] = true
	}
	for path := range c.changes.Gone {
		b.Gone = append(b.Gone, path)
	}
	slices.Sort(b.Gone)
	return b
}

// withoutGone leaves out of what is wrong with arguments what only means that
// the files are there no more.
func (c *compared) withoutGone(dir string, problems []workspace.Problem) []workspace.Problem {
	return slices.DeleteFunc(slices.Clone(problems), func(x workspace.Problem) bool {
		for path := range c.changes.Gone {
			if x.Kind != workspace.Unreadable && workspace.Covers(dir, []string{x.Path}, path) {
				return true
			}
		}
		return false
	})
}

// read returns what a file was at the base, as [revision.Changes.Read] does.
func (c *compared) read(ctx context.Context, path string, limit int64) ([]byte, error) {
	if data, ok := c.known[path]; ok {
		return data[:min(int64(len(data)), limit+1)], nil
	}
	return c.changes.Read(ctx, path, limit)
}

// count returns the number of the models that are linted.
func (c *compared) count(models []workspace.File) int {
	if c == nil || !c.only {
		return len(models)
	}
	n := 0
	for _, m := range models {
		if _, changed := c.changes.Changed[m.Abs]; changed || m.Stdin {
			n++
		}
	}
	return n
}

// notices says what the user should know of the comparison.
func (c *compared) notices(r *lint.Result) []string {
	if c == nil {
		return nil
	}
	var out []string
	if c.base.Notice != "" {
		out = append(out, c.base.Notice)
	}
	if c.only && r.Files == 0 {
		out = append(out, c.noChange())
	}
	return out
}

func (c *compared) noChange() string { return "no model differs from " + c.base.Revision }
