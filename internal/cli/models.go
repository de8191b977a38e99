package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/bpmnlint/bpmnlint/rules"
)

// subject is the models that a verb is about, and what holds for them.
type subject struct {
	dir       string // the working directory
	ws        *workspace.Workspace
	models    []workspace.File
	decisions []workspace.File
	read      func(workspace.File, int64) ([]byte, error)
	// code is the exit code for what is wrong with the arguments, or with what
	// was done since.
	code int
	// These are there when the subject is configured.
	loader *config.Loader
	users  *lint.UserRules
	rules  []rules.Rule // the built-in ones
}

// find finds what the arguments name, and prints what is wrong with them. There
// may be no model.
func (p *program) find(ctx context.Context, args []string, o workspace.Options) (*subject, error) {
	dir, err := p.workingDirectory()
	if err != nil {
		return nil, err
	}
	o.Dir = dir
	found, err := workspace.Find(ctx, args, o)
	if err != nil {
		return nil, err
	}
	s := &subject{dir: dir, code: p.printProblems(found.Problems), read: p.reader()}
	s.ws = workspace.New(workspace.Places{Dir: dir, Named: folders(dir, args)})
	s.models, s.decisions = split(found.Files)
	return s, nil
}

// configure reads what holds for the models, and leaves out those that the
// configuration ignores.
func (p *program) configure(s *subject, o config.Options) error {
	all, err := lint.Rules()
	if err != nil {
		return err
	}
	s.rules, s.users = all, lint.NewUserRules(s.dir, all)
	o.Rules, o.PolicyRules, o.Workspace = lint.ConfigRules(all), s.users.Config, s.ws
	if s.loader, err = config.NewLoader(o); err != nil {
		return usagef("%v", err)
	}
	s.models, err = p.configured(s.loader, s.models)
	return err
}

// printProblems prints what is wrong with arguments and returns the exit code.
func (p *program) printProblems(problems []workspace.Problem) int {
	code := OK
	for _, x := range problems {
		fmt.Fprintf(p.Err, "bpmnlint: %v\n", x)
		if x.Kind == workspace.Unreadable {
			code = max(code, Failure)
		} else {
			code = max(code, Usage)
		}
	}
	return code
}

func split(files []workspace.File) (models, decisions []workspace.File) {
	for _, f := range files {
		if f.Kind == workspace.Decision {
			decisions = append(decisions, f)
		} else {
			models = append(models, f)
		}
	}
	return models, decisions
}

func decisionsNotice(n int) string {
	if n == 1 {
		return "1 decision (.dmn) was found; decisions are not linted yet"
	}
	return fmt.Sprintf("%d decisions (.dmn) were found; decisions are not linted yet", n)
}

func (p *program) nothingToLint(code int, decisions []workspace.File) error {
	if len(decisions) > 0 && !p.quiet {
		fmt.Fprintf(p.Err, "bpmnlint: %s\n", decisionsNotice(len(decisions)))
	}
	return done(code)
}

// folders returns the absolute paths of the arguments that are folders.
func folders(dir string, args []string) []string {
	var out []string
	for _, a := range args {
		abs := absolute(dir, a)
		if info, err := os.Stat(abs); err == nil && info.IsDir() {
			out = append(out, abs)
		}
	}
	return out
}

// isWhole reports whether the arguments name a whole repository: its root, or
// any folder where there is no repository around it.
func isWhole(ws *workspace.Workspace, dir string, args []string) bool {
	named := folders(dir, args)
	if len(args) == 0 {
		named = []string{dir}
	}
	return slices.ContainsFunc(named, func(d string) bool {
		root := ws.Root(d)
		if root == filepath.Clean(d) {
			return true
		}
		_, err := os.Stat(filepath.Join(root, ".git"))
		return err != nil
	})
}

// rest returns the models of the repositories that the files lie in, but the
// files themselves.
func rest(ctx context.Context, ws *workspace.Workspace, files []workspace.File, whole bool) []workspace.File {
	if whole {
		return nil
	}
	have := map[string]bool{}
	roots := map[string]bool{}
	for _, f := range files {
		have[f.Abs] = true
		if f.Abs != "" {
			roots[ws.Root(filepath.Dir(f.Abs))] = true
		}
	}
	var out []workspace.File
	for root := range roots {
		found, err := workspace.Find(ctx, []string{root}, workspace.Options{Dir: ws.Dir()})
		if err != nil {
			continue
		}
		for _, f := range found.Files {
			if f.Kind == workspace.Model && !have[f.Abs] {
				have[f.Abs] = true
				out = append(out, f)
			}
		}
	}
	slices.SortFunc(out, func(a, b workspace.File) int { return strings.Compare(a.Path, b.Path) })
	return out
}

// configured reads the configuration of all files and returns those that it
// does not ignore. A fault in a configuration ends the run.
func (p *program) configured(loader *config.Loader, files []workspace.File) ([]workspace.File, error) {
	var kept []workspace.File
	for _, f := range files {
		if c := loader.For(cmp.Or(f.Abs, f.Path)); f.Named || !c.Ignored(f.Abs) {
			kept = append(kept, f)
		}
	}
	return kept, p.printConfigProblems(loader.Problems())
}

// reader returns a function that reads files; standard input is read once.
func (p *program) reader() func(workspace.File, int64) ([]byte, error) {
	var stdin []byte
	var stdinErr error
	done := false
	return func(f workspace.File, limit int64) ([]byte, error) {
		if f.Stdin {
			if !done {
				stdin, stdinErr = io.ReadAll(io.LimitReader(p.In, limit+1))
				done = true
			}
			return stdin, stdinErr
		}
		return readFile(f.Abs, limit)
	}
}

// readFile reads a file, at most limit bytes and one more.
func readFile(name string, limit int64) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, errors.New("is a folder")
	}
	if info.Mode().IsRegular() && info.Size() <= limit {
		data := make([]byte, info.Size())
		n, err := io.ReadFull(file, data)
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = nil
		}
		return data[:n], err
	}
	return io.ReadAll(io.LimitReader(file, limit+1))
}
