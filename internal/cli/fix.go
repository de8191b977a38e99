package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/spf13/pflag"

	"github.com/bpmnlint/bpmnlint/diff/unified"
	"github.com/bpmnlint/bpmnlint/internal/rewrite"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/report"
	"github.com/bpmnlint/bpmnlint/source"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// fixFlags are the flags of lint about fixes.
type fixFlags struct{ fix, unsafe, preview bool }

func (f *fixFlags) register(flags *pflag.FlagSet) {
	flags.BoolVar(&f.fix, "fix", false, "make the fixes that leave the process as it is")
	flags.BoolVar(&f.unsafe, "unsafe", false, "with --fix or --preview: make fixes that change the process, too")
	flags.BoolVar(&f.preview, "preview", false, "print as a diff what --fix would change, and write nothing")
}

func (f *fixFlags) on() bool { return f.fix || f.preview }

// fix lints files with the fixes in them, and writes the files or shows what
// would be written. The code is that of what went wrong with writing.
func (p *program) fix(ctx context.Context, files []workspace.File, o lint.Options, f fixFlags) (*lint.Result, int, error) {
	fixed, err := lint.Fix(ctx, files, o, f.unsafe)
	if err != nil {
		return nil, OK, err
	}
	code := OK
	made, changed, refused := 0, 0, false
	for _, x := range fixed.Files {
		if f.preview {
			if _, err := fmt.Fprint(p.Out, p.diff(x)); err != nil {
				return nil, OK, fmt.Errorf("write the diff: %w", err)
			}
		} else if err := rewrite.File(x.Abs, x.Before, x.After); err != nil {
			fmt.Fprintf(p.Err, "bpmnlint: %s was not fixed: %s\n", x.Path, cause(err))
			code, refused = Failure, true
			continue
		}
		made, changed = made+len(x.Made), changed+1
		p.tellMade(x)
	}
	if !p.quiet {
		for _, d := range fixed.Dropped {
			fmt.Fprintf(p.Err, "bpmnlint: %s: %snot made: %s (%s): %s\n", d.File, at(d.Element.ID), report.Printable(d.Title), d.Rule, report.Printable(d.Reason))
		}
		verb := "made"
		if f.preview {
			verb = "to be made"
		}
		if made == 0 {
			fmt.Fprintf(p.Err, "bpmnlint: no fixes %s\n", verb)
		} else {
			fmt.Fprintf(p.Err, "bpmnlint: %s %s in %s\n", countOf(made, "fix", "fixes"), verb, count(changed, "model"))
		}
	}
	if refused {
		// What could not be written is found as it is.
		result, err := lint.Run(ctx, files, o)
		return result, code, err
	}
	return fixed.Result, code, nil
}

// tellMade says what was fixed in a file, and which ids have changed.
func (p *program) tellMade(x lint.FixedFile) {
	if p.quiet {
		return
	}
	for _, m := range x.Made {
		fmt.Fprintf(p.Err, "bpmnlint: %s: %s%s (%s)\n", x.Path, at(m.Element.ID), report.Printable(m.Title), m.Rule)
	}
	for _, m := range x.Made {
		for _, r := range m.Renames {
			fmt.Fprintf(p.Err, "bpmnlint: %s: renamed %s %s → %s\n", x.Path, r.Element.Type, report.Printable(r.Element.ID), report.Printable(r.To))
		}
	}
}

// at names the element that something is about.
func at(id string) string {
	if id == "" {
		return ""
	}
	return report.Printable(id) + ": "
}

func countOf(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// cause returns why a file could not be written, without operation and path.
func cause(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// diff returns what changes in a file. A file that is not UTF-8 is shown as
// text, which no program can apply; on a terminal, so is what would steer it.
func (p *program) diff(x lint.FixedFile) string {
	name := filepath.ToSlash(x.Path)
	text := unified.Diff("a/"+name, "b/"+name, textOf(x.Before), textOf(x.After))
	if !isTerminal(p.Out) {
		return text
	}
	lines := strings.SplitAfter(text, "\n")
	for i, l := range lines {
		body := strings.TrimRight(l, "\r\n")
		if strings.ContainsFunc(body, func(r rune) bool { return r != '\t' && unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }) {
			lines[i] = body[:1] + report.Printable(body[1:]) + "\n"
		}
	}
	return strings.Join(lines, "")
}

// textOf returns a file's content as text: as it is where it is UTF-8.
func textOf(data []byte) string {
	d, _ := xmltree.Parse(source.New("", data), xmltree.Options{MaxBytes: len(data) + 1})
	if bytes.HasSuffix(data, d.File.Text()) {
		return string(data)
	}
	return string(d.File.Text())
}

// fixNotice tells in a sentence that findings can be fixed; none where none can.
func fixNotice(r *lint.Result) []string {
	safe, unsafe := 0, 0
	for i := range r.Diagnostics {
		switch fixes := r.Diagnostics[i].Fixes; {
		case len(fixes) == 0:
		case fixes[0].Safe:
			safe++
		default:
			unsafe++
		}
	}
	const look = "by changing the process: bpmnlint lint --preview --unsafe shows how"
	switch {
	case safe == 0 && unsafe == 0:
		return nil
	case unsafe == 0:
		return []string{fmt.Sprintf("%s can be fixed: bpmnlint lint --fix", count(safe, "finding"))}
	case safe == 0:
		return []string{fmt.Sprintf("%s can be fixed %s", count(unsafe, "finding"), look)}
	}
	return []string{fmt.Sprintf("%s can be fixed by --fix, %d more %s", count(safe, "finding"), unsafe, look)}
}
