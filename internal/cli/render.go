package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/internal/rewrite"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/render"
	"github.com/bpmnlint/bpmnlint/source"
)

// maxModelBytes bounds the models that are read without a configuration that
// says otherwise.
const maxModelBytes = 64 << 20

// renderFlags are the flags of render.
type renderFlags struct {
	output    string
	findings  bool
	highlight []string
}

func (p *program) renderCommand() *cobra.Command {
	var f renderFlags
	c := &cobra.Command{
		Use:     "render PATH…",
		Short:   "Draw models as SVG",
		GroupID: groupSetUp,
		Long: `Draw models as SVG, light or dark as the viewer prefers. What a model's diagram
does not place is laid out, and what its collapsed sub-processes hide is drawn
below it.

A PATH is a file, a folder, a pattern with ** or - for standard input. One
drawing goes to the file that -o names, or to standard output; several go to
the folder that -o names, each with the path of its model.

Exit code: 0 fine, 1 a model that is not well-formed, 2 wrong usage, 3 a file
that cannot be read.`,
		Example: `  bpmnlint render order.bpmn -o order.svg
  bpmnlint render order.bpmn --findings --highlight Activity_charge > order.svg
  bpmnlint render src/main/resources -o pictures`,
		Args: somePath,
		RunE: func(c *cobra.Command, args []string) error {
			return p.render(c.Context(), args, f)
		},
	}
	flags := c.Flags()
	flags.StringVarP(&f.output, "output", "o", "", "write to `FILE`, or for several models below a folder; - for standard output")
	flags.BoolVar(&f.findings, "findings", false, "mark the findings of lint at their elements, and list them below")
	flags.StringArrayVar(&f.highlight, "highlight", nil, "emphasize the element with this `ID`, can be repeated")
	return c
}

func (p *program) render(ctx context.Context, args []string, f renderFlags) error {
	s, err := p.find(ctx, args, workspace.Options{})
	if err != nil {
		return err
	}
	code, models := s.code, s.models
	if len(models) == 0 && code == OK {
		return usagef("there are only decisions: render draws BPMN models")
	}
	if len(models) == 0 {
		return done(code)
	}
	targets, err := f.targets(s.dir, models)
	if err != nil {
		return err
	}
	var findings map[string]diag.List
	if f.findings {
		var more int
		if findings, more, err = p.findings(ctx, s); err != nil {
			return err
		}
		code = max(code, more)
	}
	highlighted := map[string]bool{}
	for i, m := range models {
		data, err := s.read(m, maxModelBytes)
		if err != nil {
			fmt.Fprintf(p.Err, "bpmnlint: %s: %v\n", m.Path, err)
			code = max(code, Failure)
			continue
		}
		defs, problems := bpmn.Parse(source.New(m.Path, data), bpmn.Options{})
		code = max(code, p.printDiagnostics(problems))
		if defs == nil {
			continue
		}
		for _, id := range f.highlight {
			highlighted[id] = highlighted[id] || defs.ByID(id) != nil
		}
		if err := p.draw(defs, targets[i], render.Options{Marks: marks(findings[m.Path]), Legend: f.findings, Highlight: f.highlight}); err != nil {
			return err
		}
	}
	for _, id := range f.highlight {
		if !highlighted[id] {
			fmt.Fprintf(p.Err, "bpmnlint: --highlight: no model has an element with the id %q\n", id)
			code = max(code, Usage)
		}
	}
	return done(code)
}

// printDiagnostics prints problems of reading and returns the exit code.
func (p *program) printDiagnostics(problems diag.List) int {
	code := OK
	for _, x := range problems {
		fmt.Fprintf(p.Err, "%s:%d:%d: %s: %s\n", x.File, x.Start().Line, x.Start().Column, x.Severity, x.Message)
		if x.Severity == diag.Error {
			code = Bad
		}
	}
	return code
}

// draw writes a drawing to a file, whole or not at all; an empty name is
// standard output.
func (p *program) draw(defs *bpmn.Definitions, target string, o render.Options) error {
	var svg bytes.Buffer
	if err := render.SVG(&svg, defs, o); err != nil {
		return err
	}
	if target == "" {
		_, err := svg.WriteTo(p.Out)
		return err
	}
	err := os.MkdirAll(filepath.Dir(target), 0o777)
	if err == nil {
		err = rewrite.Whole(target, svg.Bytes())
	}
	if err != nil {
		return fmt.Errorf("write the drawing %s: %s", target, cause(err))
	}
	return nil
}

// targets returns the files that the drawings go to, empty for standard output.
func (f renderFlags) targets(dir string, models []workspace.File) ([]string, error) {
	if f.output == "" || f.output == "-" {
		if len(models) > 1 {
			return nil, usagef("%d models do not fit into one drawing: -o DIR says where to put theirs", len(models))
		}
		return []string{""}, nil
	}
	output := absolute(dir, f.output)
	info, err := os.Stat(output)
	isDir := err == nil && info.IsDir()
	if len(models) == 1 && !isDir && !strings.HasSuffix(f.output, "/") {
		if output == models[0].Abs {
			return nil, usagef("-o %s: the drawing would overwrite the model", f.output)
		}
		return []string{output}, nil
	}
	if err == nil && !isDir {
		return nil, usagef("-o %s: %d drawings need a folder, and this is a file", f.output, len(models))
	}
	var out []string
	from := map[string]string{}
	for _, m := range models {
		// A path that begins with / cannot leave the folder when it is cleaned.
		target := filepath.Join(output, filepath.FromSlash(cleanRooted(strings.TrimSuffix(m.Path, ".bpmn")))) + ".svg"
		if other, taken := from[target]; taken {
			return nil, usagef("the drawings of %s and %s would have the same name; draw them one at a time", other, m.Path)
		}
		from[target] = m.Path
		out = append(out, target)
	}
	return out, nil
}

// cleanRooted returns a path with slashes without its root and without steps
// upwards.
func cleanRooted(path string) string {
	return strings.TrimPrefix(filepath.ToSlash(filepath.Clean("/"+strings.TrimLeft(path, "/"))), "/")
}

// findings lints models and returns what was found, by path of the file, and
// the exit code that a failed run has.
func (p *program) findings(ctx context.Context, s *subject) (map[string]diag.List, int, error) {
	if err := p.configure(s, config.Options{}); err != nil {
		return nil, OK, err
	}
	result, err := lint.Run(ctx, s.models, lint.Options{
		Rules: s.rules, Config: s.loader, UserRules: s.users, Workspace: s.ws, Read: s.read,
		Context: func(ctx context.Context) []workspace.File { return rest(ctx, s.ws, s.models, false) },
	})
	if err != nil {
		return nil, OK, err
	}
	byFile := map[string]diag.List{}
	for _, x := range result.Diagnostics {
		byFile[x.File] = append(byFile[x.File], x)
	}
	code := OK
	if result.Failed {
		code = Failure
	}
	return byFile, code, nil
}

// marks makes marks of the findings in a file, numbered in their order, the
// worst first.
func marks(findings diag.List) []render.Mark {
	sorted := slices.Clone(findings)
	slices.SortStableFunc(sorted, func(a, b diag.Diagnostic) int { return int(b.Severity) - int(a.Severity) })
	var out []render.Mark
	for i, x := range sorted {
		out = append(out, render.Mark{
			Element: x.Element.ID, Severity: x.Severity, Text: strconv.Itoa(i + 1),
			Title: fmt.Sprintf("%s: %s [%s]", x.Severity, x.Message, x.Rule),
		})
	}
	return out
}
