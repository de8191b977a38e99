package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/policy"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

// testFlags are the flags of rules test.
type testFlags struct {
	run             string
	update, verbose bool
}

func (p *program) rulesTestCommand() *cobra.Command {
	var f testFlags
	c := &cobra.Command{
		Use:   "test [DIR]",
		Short: "Test rules: their tests in Rego and their models",
		Long: `Test the rules in a folder, or in those that the configuration's key policies
names: compile them strictly, check the fields that they read against the
schema, run the tests in *_test.rego, and lint the models beside them with each
rule alone. On testdata/good* a rule must be silent; what it says on
testdata/bad* must be what stands in bad*.want, and what its fixes make of the
model what stands in bad*.fixed.bpmn. --update writes both.

Exit code: 0 all is well, 1 a test failed or a rule does not compile.`,
		Example: `  bpmnlint rules test lint/rules
  bpmnlint rules test lint/rules --run user-task-verb --update`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error { return p.testRules(c.Context(), args, f) },
	}
	c.Flags().StringVar(&f.run, "run", "", "only tests and models whose path or name matches the regular expression `RE`")
	c.Flags().BoolVar(&f.update, "update", false, "write what is expected of bad models")
	c.Flags().BoolVarP(&f.verbose, "verbose", "v", false, "name the tests that pass, too, with what they print")
	return c
}

// testing is one run of rules test.
type testing struct {
	*program
	testFlags
	dir           string // the working directory
	match         func(string) bool
	tests, models int
	failed        bool
}

func (p *program) testRules(ctx context.Context, args []string, f testFlags) error {
	re, err := regexp.Compile(f.run)
	if err != nil {
		return usagef("--run: %v", err)
	}
	dir, err := p.workingDirectory()
	if err != nil {
		return err
	}
	dirs := args
	if len(dirs) == 0 {
		c, err := p.catalogOf(dir, nil)
		if err != nil {
			return err
		}
		if dirs = c.ownDirs; len(dirs) == 0 {
			return usagef("name a folder with rules: the configuration names none in policies")
		}
	}
	t := &testing{program: p, testFlags: f, dir: dir, match: re.MatchString}
	start := time.Now()
	for _, d := range dirs {
		d = absolute(dir, d)
		if info, err := os.Stat(d); err != nil || !info.IsDir() {
			return usagef("%s: no such folder", workspace.Display(dir, d, d))
		}
		if err := t.folder(ctx, d); err != nil {
			return err
		}
	}
	verdict := "ok"
	switch {
	case t.failed:
		verdict = "FAIL"
	case t.tests+t.models == 0 && f.run != "":
		return usagef("no test or model matches --run %s", f.run)
	case t.tests+t.models == 0:
		return usagef("there are neither tests nor models; bpmnlint rules new CATEGORY/RULE starts a rule with both")
	}
	fmt.Fprintf(p.Out, "%s\t%s, %s\t%.2fs\n", verdict, count(t.tests, "test"), count(t.models, "model"), time.Since(start).Seconds())
	if t.failed {
		return &exit{code: Bad}
	}
	return nil
}

func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// folder tests the rules in a folder, given by its absolute path.
func (t *testing) folder(ctx context.Context, dir string) error {
	name := filepath.ToSlash(workspace.Display(t.dir, dir, dir))
	tests, err := policy.LoadTests(os.DirFS(dir), name)
	if err != nil {
		t.failed = true
		fmt.Fprintf(t.Out, "FAIL\t%s does not compile\n", name)
		for _, f := range policy.Faults(err) {
			fmt.Fprintf(t.Out, "    %s\n", f)
		}
		return nil
	}
	for _, r := range tests.Run(ctx, t.match) {
		if err := ctx.Err(); err != nil {
			return err
		}
		t.tests++
		t.result(r.File+"/"+r.Name, r.Err, r.Took, r.Output)
	}
	fixtures, lacking, err := lint.Fixtures(dir)
	if err != nil {
		return err
	}
	for _, f := range fixtures {
		file := workspace.Display(t.dir, f.Path, f.Path)
		if !t.match(file + "/" + f.Rule) {
			continue
		}
		t.models++
		r := f.Check(ctx, t.update)
		if err := ctx.Err(); err != nil {
			return err
		}
		t.result(file, r.Err, r.Took, nil)
		for _, name := range r.Wrote {
			fmt.Fprintf(t.Out, "wrote %s\n", workspace.Display(t.dir, name, name))
		}
	}
	for _, r := range lacking {
		if t.match(filepath.ToSlash(filepath.Join(name, r.Path)) + "/" + r.ID) {
			fmt.Fprintf(t.Out, "?\t%s has no good* or no bad* model in testdata\n", r.ID)
		}
	}
	return nil
}

// result prints the result of a test or a model as go test does.
func (t *testing) result(name string, err error, took time.Duration, output []string) {
	if err == nil && !t.verbose {
		return
	}
	verdict := "PASS"
	if err != nil {
		t.failed = true
		verdict = "FAIL"
	}
	fmt.Fprintf(t.Out, "--- %s: %s (%.2fs)\n", verdict, name, took.Seconds())
	for _, line := range output {
		fmt.Fprintf(t.Out, "    %s\n", line)
	}
	if err == nil {
		return
	}
	for line := range strings.SplitSeq(policy.Reason(err), "\n") {
		fmt.Fprintf(t.Out, "    %s\n", line)
	}
}
