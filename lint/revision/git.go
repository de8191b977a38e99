package revision

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Repository is a git repository with its working tree.
type Repository struct {
	// root is the absolute path of the working tree, links resolved.
	root string
	// alias is the same folder as the caller names it.
	alias string
}

// The reasons why there is nothing to compare with. Their text is a message for
// the user; errors that wrap them say more.
var (
	ErrNoGit        = errors.New("the git command is not there")
	ErrNoRepository = errors.New("not in a git repository")
	ErrNoCommit     = errors.New("the git repository has no commit yet")
	ErrNoRevision   = errors.New("no such revision")
	ErrShallow      = errors.New("the clone is shallow")
)

// Open returns the repository that a folder, given by its absolute path, lies
// in.
func Open(ctx context.Context, dir string) (*Repository, error) {
	r := &Repository{root: dir, alias: dir}
	out, err := r.git(ctx, "rev-parse", "--show-toplevel", "--show-prefix")
	if err != nil {
		if text := err.Error(); strings.Contains(text, "not a git repository") || strings.Contains(text, "must be run in a work tree") {
			return nil, fmt.Errorf("%s: %w", filepath.ToSlash(dir), ErrNoRepository)
		}
		return nil, err
	}
	lines := strings.Split(string(out), "\n")
	r.root = filepath.FromSlash(lines[0])
	// Paths go back to the caller below the name by which it knows the folder.
	r.alias = r.root
	if real, err := filepath.EvalSymlinks(dir); err == nil && len(lines) > 1 && real != dir {
		prefix := filepath.FromSlash(strings.TrimSuffix(lines[1], "/"))
		if rest, ok := strings.CutSuffix(dir, string(filepath.Separator)+prefix); ok && prefix != "" {
			r.alias = rest
		} else if prefix == "" {
			r.alias = dir
		}
	}
	return r, nil
}

// path returns the absolute path of a file that git names.
func (r *Repository) path(name string) string {
	return filepath.Join(r.alias, filepath.FromSlash(name))
}

// name returns the name by which git knows a file, given by its absolute path;
// ok is false for one outside of the repository.
func (r *Repository) name(path string) (name string, ok bool) {
	rel, err := filepath.Rel(r.alias, path)
	if err != nil || !filepath.IsLocal(rel) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

// git runs a command of git that reads, and returns what it printed.
func (r *Repository) git(ctx context.Context, args ...string) ([]byte, error) {
	c := r.command(ctx, args...)
	var out, problems bytes.Buffer
	c.Stdout, c.Stderr = &out, &problems
	if err := c.Run(); err != nil {
		return nil, failure(ctx, err, args[0], problems.String())
	}
	return out.Bytes(), nil
}

// command returns a command of git that begins no other program.
func (r *Repository) command(ctx context.Context, args ...string) *exec.Cmd {
	options := []string{"-C", r.root, "--no-pager", "-c", "core.fsmonitor=false"}
	c := exec.CommandContext(ctx, "git", append(options, args...)...)
	// Messages are compared; locks are for commands that write.
	c.Env = append(os.Environ(), "LC_ALL=C", "LANGUAGE=", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_LAZY_FETCH=1")
	return c
}

// failure makes the error of a command that failed.
func failure(ctx context.Context, err error, verb, problems string) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, exec.ErrNotFound) {
		return ErrNoGit
	}
	text := strings.TrimSpace(problems)
	if text == "" {
		return fmt.Errorf("git %s: %w", verb, err)
	}
	return fmt.Errorf("git %s: %s", verb, strings.TrimPrefix(text, "fatal: "))
}
