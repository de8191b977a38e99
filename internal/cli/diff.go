package cli

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/diff"
	"github.com/bpmnlint/bpmnlint/internal/rewrite"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/report/changes"
	"github.com/bpmnlint/bpmnlint/source"
)

// diffFlags are the flags of diff.
type diffFlags struct {
	base     optional
	formats  []string
	output   string
	layout   bool
	exitCode bool
}

func (p *program) diffCommand() *cobra.Command {
	var f diffFlags
	c := &cobra.Command{
		Use:     "diff OLD NEW | --base REV [PATH…]",
		Short:   "Tell what changed between two versions of models",
		GroupID: groupChange,
		Long: `Tell what changed between two versions of models, in the words of BPMN, and what
follows from it: for whom the process is called, what it does, its data, the
people who work in it, and its operation. How a file is written does not count,
and changes of the layout only with --layout.

OLD and NEW are files, or folders whose models are matched by the ids of their
processes. With --base, models that changed in git are compared with where the
branch left REV. As git's external diff (diff.bpmn.command) it reads what git
passes.

Exit code: 0 fine, whatever changed; 1 a model that is not well-formed, or with
--exit-code something changed; 2 wrong usage, 3 a file that cannot be read.`,
		Example: `  bpmnlint diff order-v1.bpmn order-v2.bpmn
  bpmnlint diff --base main src/main/resources
  bpmnlint diff old.bpmn new.bpmn --format markdown=diff.md -o diff.svg`,
		RunE: func(c *cobra.Command, args []string) error { return p.compareVersions(c.Context(), args, f) },
	}
	flags := c.Flags()
	flags.Var(&f.base, "base", "compare with git revision `REV`; if empty, with the base of the pull request or the default branch")
	flags.StringArrayVar(&f.formats, "format", nil, "report `NAME[=FILE]`, can be repeated: "+strings.Join(changes.Formats(), ", "))
	flags.StringVarP(&f.output, "output", "o", "", "draw both versions, with what changed marked, as SVG to `FILE`, or for several models below a folder")
	flags.BoolVar(&f.layout, "layout", false, "list changes of the layout, too")
	flags.BoolVar(&f.exitCode, "exit-code", false, "exit with 1 if anything changed")
	// The names of lint's formats would be offered otherwise.
	_ = c.RegisterFlagCompletionFunc("format", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return changes.Formats(), cobra.ShellCompDirectiveNoFileComp
	})
	return c
}

// modelVersion is a version of a model: a path for people and what reads it.
type modelVersion struct {
	path string
	data func() ([]byte, error) // nil for one that is parsed already

	once     sync.Once
	model    *bpmn.Definitions
	problems diag.List
	err      error
}

// parse reads the version, once.
func (v *modelVersion) parse() {
	v.once.Do(func() {
		if v.data == nil {
			return
		}
		data, err := v.data()
		if err == nil && len(data) > maxModelBytes {
			err = fmt.Errorf("is larger than %d MB", maxModelBytes>>20)
		}
		if v.err = err; err == nil {
			v.model, v.problems = bpmn.Parse(source.New(v.path, data), bpmn.Options{})
		}
	})
}

// versionPair are two versions of a model; nil stands for one that is not
// there.
type versionPair struct{ old, new *modelVersion }

func (p *program) compareVersions(ctx context.Context, args []string, f diffFlags) error {
	dir, err := p.workingDirectory()
	if err != nil {
		return err
	}
	tuneMemoryForAll()
	outputs, err := diffOutputs(f)
	if err != nil {
		return err
	}
	if pair, ok := driverArguments(args); ok && !f.base.given {
		return p.driver(dir, pair, outputs, f)
	}
	var pairs []versionPair
	var notices []string
	code := OK
	if f.base.given {
		var done func()
		pairs, notices, code, done, err = p.changedSince(ctx, dir, args, f.base.value)
		defer done()
	} else {
		pairs, code, err = p.namedVersions(ctx, dir, args)
	}
	if err != nil {
		return err
	}
	files, more := p.compareAll(pairs, f)
	code = max(code, more)
	if code < Usage || len(files) > 0 {
		if err := p.writeChanges(dir, outputs, files); err != nil {
			return err
		}
		if err := p.drawChanges(dir, f.output, files); err != nil {
			return err
		}
	}
	if !p.quiet {
		for _, n := range notices {
			fmt.Fprintf(p.Err, "bpmnlint: %s\n", n)
		}
	}
	if f.exitCode && slices.ContainsFunc(files, func(x changes.File) bool { return len(x.Changes) > 0 }) {
		code = max(code, Bad)
	}
	if code != OK {
		return &exit{code: code}
	}
	return nil
}

// diffOutput is one report to write.
type diffOutput struct{ format, file string }

func diffOutputs(f diffFlags) ([]diffOutput, error) {
	if len(f.formats) == 0 {
		return []diffOutput{{changes.Formats()[0], ""}}, nil
	}
	var out []diffOutput
	for _, v := range f.formats {
		name, file, _ := strings.Cut(v, "=")
		if err := changes.CheckFormat(name); err != nil {
			return nil, usagef("--format: %v", err)
		}
		out = append(out, diffOutput{name, file})
	}
	return out, nil
}

// namedVersions pairs the versions that two arguments name: two files, or the
// models of two folders.
func (p *program) namedVersions(ctx context.Context, dir string, args []string) ([]versionPair, int, error) {
	if len(args) != 2 {
		return nil, OK, usagef("diff compares two versions: name OLD and NEW, or --base REV\nRun 'bpmnlint diff --help' for examples.")
	}
	var folders [2]bool
	for i, a := range args {
		info, err := os.Stat(absolute(dir, a))
		if a != "-" && errors.Is(err, os.ErrNotExist) {
			return nil, OK, usagef("%s: no such file or folder", a)
		}
		folders[i] = err == nil && info.IsDir()
	}
	if folders[0] != folders[1] {
		return nil, OK, usagef("%s and %s: a folder and a file cannot be compared", args[0], args[1])
	}
	read := p.reader()
	if !folders[0] {
		if args[0] == "-" && args[1] == "-" {
			return nil, OK, usagef("standard input can be one of the versions, not both")
		}
		var v [2]*modelVersion
		for i, a := range args {
			file := workspace.File{Path: filepath.ToSlash(a), Abs: absolute(dir, a), Stdin: a == "-"}
			if file.Stdin {
				file.Path = "<stdin>"
			}
			v[i] = &modelVersion{path: file.Path, data: func() ([]byte, error) { return read(file, maxModelBytes) }}
		}
		return []versionPair{{v[0], v[1]}}, OK, nil
	}
	var sides [2][]side
	code := OK
	for i, a := range args {
		found, err := workspace.Find(ctx, []string{a}, workspace.Options{Dir: dir})
		if err != nil {
			return nil, OK, err
		}
		// An empty folder is a version without models.
		for _, problem := range found.Problems {
			if problem.Kind != workspace.NoModels {
				code = max(code, p.printProblems([]workspace.Problem{problem}))
			}
		}
		models, _ := split(found.Files)
		for _, m := range models {
			rest, err := filepath.Rel(absolute(dir, a), m.Abs)
			if err != nil {
				rest = m.Path
			}
			sides[i] = append(sides[i], side{
				version: &modelVersion{path: m.Path, data: func() ([]byte, error) { return read(m, maxModelBytes) }},
				name:    filepath.ToSlash(rest),
			})
		}
	}
	if len(sides[0])+len(sides[1]) == 0 && code == OK {
		return nil, OK, usagef("%s and %s: no BPMN model in either folder", args[0], args[1])
	}
	return pairUp(sides[0], sides[1]), code, nil
}

// compareAll compares versions and returns what could be compared, with the
// exit code.
func (p *program) compareAll(pairs []versionPair, f diffFlags) ([]changes.File, int) {
	files := make([]changes.File, len(pairs))
	inParallel(len(pairs), func(i int) {
		old, new := pairs[i].old.definitions(), pairs[i].new.definitions()
		if old == nil || new == nil {
			return
		}
		files[i].Comparison = diff.Compare(old, new, diff.Options{Layout: f.layout})
		if v := pairs[i].old; v != nil {
			files[i].Old = v.path
		}
		if v := pairs[i].new; v != nil {
			files[i].New = v.path
		}
	})
	code := OK
	for _, pair := range pairs {
		code = max(code, p.complain(pair.old), p.complain(pair.new))
	}
	return slices.DeleteFunc(files, func(x changes.File) bool { return x.Comparison == nil }), code
}

// definitions returns the model of a version; nil is an empty one. The model is
// nil where it cannot be read.
func (v *modelVersion) definitions() *bpmn.Definitions {
	if v == nil {
		return diff.Empty()
	}
	v.parse()
	return v.model
}

// complain says what is wrong with a version, and returns the exit code.
func (p *program) complain(v *modelVersion) int {
	if v == nil {
		return OK
	}
	v.parse()
	if v.err != nil {
		fmt.Fprintf(p.Err, "bpmnlint: %s: %v\n", v.path, cause(v.err))
		return Failure
	}
	code := p.printDiagnostics(v.problems)
	if v.model == nil {
		return max(code, Bad)
	}
	return code
}

// writeChanges writes all reports.
func (p *program) writeChanges(dir string, outputs []diffOutput, files []changes.File) error {
	for _, o := range outputs {
		options := changes.Options{Version: version(), Dir: dir, Root: workspace.New(workspace.Places{Dir: dir}).Root(dir)}
		var w io.Writer = p.Out
		var buffer bytes.Buffer
		toFile := o.file != "" && o.file != "-"
		if toFile {
			w = &buffer
		} else {
			options.Color = p.colors()
		}
		buffered := bufio.NewWriter(w)
		messages, err := changes.Write(buffered, o.format, files, options)
		if err == nil {
			err = buffered.Flush()
		}
		if err == nil && toFile {
			err = rewrite.Whole(absolute(dir, o.file), buffer.Bytes())
		}
		if err != nil {
			return fmt.Errorf("write the %s report: %w", o.format, err)
		}
		for _, m := range messages {
			fmt.Fprintf(p.Err, "bpmnlint: %s\n", m)
		}
	}
	return nil
}
