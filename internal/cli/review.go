package cli

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/internal/rewrite"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/migration"
	"github.com/bpmnlint/bpmnlint/migration/page"
	"github.com/bpmnlint/bpmnlint/migration/rehearsal"
	"github.com/bpmnlint/bpmnlint/report"
	"github.com/bpmnlint/bpmnlint/review"
)

const (
	// defaultPageBytes is what GitHub takes of a comment.
	defaultPageBytes = 65_536
	// leastPageBytes hold the verdict and what the page is about.
	leastPageBytes = 4096
)

// reviewFlags are the flags of review.
type reviewFlags struct {
	lintFlags
	output, pictures, picturesURL, migrationFailOn string
	maxLength                                      int
	simulate                                       bool
}

func (p *program) reviewCommand() *cobra.Command {
	var f reviewFlags
	c := &cobra.Command{
		Use:     "review [PATH…]",
		Short:   "Write one page about all that a pull request changes in models",
		GroupID: groupChange,
		Long: `Write one page in Markdown about all models that differ from a git revision, in
the current folder or below each PATH: whether the change can be merged, whether
the engine would deploy the new versions, new findings, what changed, and what
happens to running instances, on the way to the new version and back.

The page fits into a comment on GitHub. What has no room is left out by whole
sections, the least important first, and the page says so; --max-length=0 leaves
nothing out.

Exit code: 0 nothing speaks against the change, 1 findings at or above --fail-on,
or a model that would not deploy, 2 wrong usage or configuration, 3 a file that
cannot be read, or a rule that failed.`,
		Example: `  bpmnlint review --base origin/main
  bpmnlint review -o review.md --pictures pictures
  bpmnlint review --base v1.4 --max-length 0 src/main/resources`,
		RunE: func(c *cobra.Command, args []string) error { return p.review(c.Context(), args, f) },
	}
	f.addTo(c)
	f.addBaselineTo(c)
	flags := c.Flags()
	flags.Var(&f.base, "base", "compare with git revision `REV`; if empty or not given, with the base of the pull request or the default branch")
	flags.StringVar(&f.failOn, "fail-on", "", "lowest severity that makes the exit code 1: `error`, warning, note or never")
	flags.StringVar(&f.migrationFailOn, "migration-fail-on", "", "the same for what happens to running instances, `error` where neither is given, warning, note or never")
	flags.BoolVar(&f.simulate, "simulate", false, "rehearse the migration of instances in every state that they can rest in")
	flags.StringVarP(&f.output, "output", "o", "", "write the page to `FILE`; - for standard output")
	flags.StringVar(&f.pictures, "pictures", "", "draw both versions of each model below folder `DIR`, and show them on the page")
	flags.StringVar(&f.picturesURL, "pictures-url", "", "lead to the pictures at `URL` instead: below it if it ends in /, else to it")
	flags.IntVar(&f.maxLength, "max-length", defaultPageBytes, "longest page in `BYTES`; 0 for any length")
	return c
}

// refuse finds values of flags that make no sense.
func (f *reviewFlags) refuse() error {
	switch {
	case f.maxLength != 0 && f.maxLength < leastPageBytes:
		return usagef("--max-length: %d bytes are too few for a page: at least %d, or 0 for any length", f.maxLength, leastPageBytes)
	case f.picturesURL != "" && f.pictures == "":
		return usagef("--pictures-url says where the pictures will be: it needs --pictures DIR to draw them")
	case f.picturesURL != "" && !strings.HasPrefix(f.picturesURL, "https://") && !strings.HasPrefix(f.picturesURL, "http://"):
		return usagef("--pictures-url: %q is no address of the web", f.picturesURL)
	}
	_, err := f.parse()
	return err
}

func (p *program) review(ctx context.Context, args []string, f reviewFlags) error {
	if err := f.refuse(); err != nil {
		return err
	}
	failOn, err := f.migrationThreshold()
	if err != nil {
		return err
	}
	tuneMemoryForAll()
	f.base.given, f.changed = true, true
	s, base, err := p.findChanged(ctx, args, f)
	if err != nil {
		return err
	}
	defer base.close()
	err = p.configure(s, config.Options{
		File: f.config, None: f.noConfig, Preset: f.preset, FailOn: f.failOn, Platform: f.platform, Policies: f.policies, Version: version(),
	})
	if err != nil {
		return err
	}
	x := &reviewRun{migrationRun: &migrationRun{program: p, dir: s.dir, ws: s.ws, loader: s.loader, read: s.read}, base: base}
	if f.simulate {
		x.stateLimit = rehearsal.DefaultStates
	}
	if err := x.gather(ctx, args, f.lintFlags, s); err != nil {
		return err
	}
	x.page.Fails = func(d *diag.Diagnostic) bool {
		if d.Category == migration.Category {
			return failOn != 0 && d.Severity >= failOn
		}
		return x.checked.result.FailsBy(d)
	}
	if err := x.draw(f); err != nil {
		return err
	}
	if err := x.write(f); err != nil {
		return err
	}
	return done(max(s.code, x.exitCode()))
}

// migrationThreshold returns the lowest severity of what happens to running
// instances that makes the run fail, 0 for none.
func (f *reviewFlags) migrationThreshold() (diag.Severity, error) {
	value := cmp.Or(f.migrationFailOn, f.failOn, diag.Error.String())
	if value == "never" {
		return 0, nil
	}
	severity, err := diag.ParseSeverity(value)
	if err != nil {
		flag := "--fail-on"
		if f.migrationFailOn != "" {
			flag = "--migration-fail-on"
		}
		return 0, usagef("%s: unknown severity %q: error, warning, note or never", flag, value)
	}
	return severity, nil
}

// exitCode says how the run ends.
func (x *reviewRun) exitCode() int {
	code := max(x.code, x.checked.code)
	if x.checked.result.Fails() {
		code = max(code, Bad)
	}
	if x.checked.result.Failed {
		code = max(code, Failure)
	}
	for i := range x.page.Models {
		m := &x.page.Models[i]
		if len(m.Refused) > 0 || slices.ContainsFunc(m.Processes, x.holdsBack) {
			code = max(code, Bad)
		}
	}
	return code
}

// holdsBack reports whether what happens to the instances of a process makes
// the run fail.
func (x *reviewRun) holdsBack(q page.Process) bool {
	for i := range q.Findings {
		if d := &q.Findings[i]; d.Category == migration.Category && x.page.Fails(d) {
			return true
		}
	}
	return false
}

// draw draws the models, and says on the page where the pictures are.
func (x *reviewRun) draw(f reviewFlags) error {
	if f.pictures == "" {
		return nil
	}
	folder := absolute(x.dir, f.pictures)
	from := x.dir
	if f.output != "" && f.output != "-" {
		from = filepath.Dir(absolute(x.dir, f.output))
	}
	var drawn []*review.Model
	for i := range x.page.Models {
		if m := &x.page.Models[i]; m.Changes != nil {
			drawn = append(drawn, m)
		}
	}
	failures := make([]error, len(drawn))
	inParallel(len(drawn), func(i int) {
		m := drawn[i]
		name := filepath.FromSlash(cleanRooted(modelName(m))) + ".svg"
		target := filepath.Join(folder, name)
		failures[i] = x.drawVersions(target, m.Changes)
		m.Picture = review.Picture{Name: path.Join(filepath.Base(folder), filepath.ToSlash(name)), Address: f.picturesURL}
		switch {
		case f.picturesURL == "":
			address, err := filepath.Rel(from, target)
			if err != nil {
				address = target
			}
			m.Picture.Address = filepath.ToSlash(address)
		case strings.HasSuffix(f.picturesURL, "/"):
			m.Picture.Address += (&url.URL{Path: filepath.ToSlash(name)}).EscapedPath()
		}
	})
	for _, err := range failures {
		if err != nil {
			return err
		}
	}
	return nil
}

// write writes the page.
func (x *reviewRun) write(f reviewFlags) error {
	var text bytes.Buffer
	messages, err := review.WriteMarkdown(&text, &x.page, review.Options{MaxBytes: f.maxLength})
	if err != nil {
		return err
	}
	if f.output == "" || f.output == "-" {
		if _, err := io.Copy(x.Out, &text); err != nil {
			return fmt.Errorf("write the page: %w", err)
		}
	} else {
		target := absolute(x.dir, f.output)
		if slices.ContainsFunc(x.inputs, func(in input) bool { return in.file.Abs == target }) {
			return usagef("-o %s: the page would replace a model", f.output)
		}
		if err := rewrite.Whole(target, text.Bytes()); err != nil {
			return fmt.Errorf("write the page: %s: %s", f.output, cause(err))
		}
		if !x.quiet {
			fmt.Fprintf(x.Err, "bpmnlint: %s\n", report.Printable(x.page.Verdict()))
		}
	}
	for _, m := range messages {
		fmt.Fprintf(x.Err, "bpmnlint: %s\n", m)
	}
	return nil
}
