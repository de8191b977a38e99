package fetch

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// repository is a bare repository that has the objects of a revision.
type repository struct {
	dir      string
	revision string
}

// clone fetches one revision of a repository into an empty folder: alone where
// the server gives single revisions, else with all that the server has.
func clone(ctx context.Context, dir, url, revision string) (*repository, error) {
	r := &repository{dir, revision}
	format := "sha1"
	if len(revision) == 64 {
		format = "sha256"
	}
	if _, err := r.git(ctx, "init", "--quiet", "--bare", "--object-format="+format, "."); err != nil {
		return nil, err
	}
	_, err := r.git(ctx, "fetch", "--quiet", "--depth=1", "--no-tags", "--", url, revision)
	if err != nil && ctx.Err() == nil {
		if _, all := r.git(ctx, "fetch", "--quiet", "--", url, "+refs/*:refs/fetched/*"); all != nil {
			return nil, all
		}
	}
	if _, err := r.git(ctx, "cat-file", "-e", revision+"^{commit}"); err != nil {
		return nil, fmt.Errorf("%s has no commit %s", url, revision)
	}
	return r, ctx.Err()
}

// git runs git in the repository, cut off from the configuration of the
// repository around and from whatever could run programs or ask questions.
func (r *repository) git(ctx context.Context, args ...string) ([]byte, error) {
	c := exec.CommandContext(ctx, "git", append([]string{"--literal-pathspecs", "-c", "protocol.version=2", "-c", "core.hooksPath=/dev/null"}, args...)...)
	c.Dir = r.dir
	for _, v := range os.Environ() {
		name, _, _ := strings.Cut(v, "=")
		switch name {
		case "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_ALLOW_PROTOCOL", "GIT_NAMESPACE":
		default:
			c.Env = append(c.Env, v)
		}
	}
	c.Env = append(c.Env, "GIT_ALLOW_PROTOCOL=https:ssh:file", "GIT_TERMINAL_PROMPT=0", "GIT_CEILING_DIRECTORIES="+filepath.Dir(r.dir))
	var out, problem bytes.Buffer
	c.Stdout, c.Stderr = &out, &problem
	if err := c.Run(); err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return nil, errors.New("the program git is needed to fetch, and is not there")
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, errors.New("git " + args[0] + ": " + cmp.Or(lastLine(problem.String()), err.Error()))
	}
	return out.Bytes(), nil
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

// entry is a file of the revision.
type entry struct {
	path string
	mode string // 100644, 120000 for a symbolic link, …
	size int64
}

// list returns the files at or below a path.
func (r *repository) list(ctx context.Context, name string) ([]entry, error) {
	args := []string{"ls-tree", "-r", "-l", "-z", "--full-tree", r.revision}
	if name != "." {
		args = append(args, "--", name)
	}
	out, err := r.git(ctx, args...)
	if err != nil {
		return nil, err
	}
	var all []entry
	for line := range strings.SplitSeq(string(out), "\x00") {
		head, file, ok := strings.Cut(line, "\t")
		fields := strings.Fields(head)
		if !ok || len(fields) != 4 {
			continue
		}
		size, _ := strconv.ParseInt(fields[3], 10, 64) // - of a submodule
		all = append(all, entry{file, fields[0], size})
	}
	return all, nil
}

// read returns a file of the revision.
func (r *repository) read(ctx context.Context, name string) ([]byte, error) {
	found, err := r.list(ctx, name)
	if err != nil {
		return nil, err
	}
	if len(found) != 1 || found[0].path != name {
		return nil, fmt.Errorf("%s is not in revision %s", name, r.revision)
	}
	if err := found[0].fits(); err != nil {
		return nil, err
	}
	return r.git(ctx, "cat-file", "blob", r.revision+":"+name)
}

// maxFile is the size above which a file of a revision is refused.
const maxFile = 1 << 20

func (e entry) fits() error {
	switch {
	case e.mode != "100644" && e.mode != "100755":
		return fmt.Errorf("%s is no plain file", e.path)
	case e.size > maxFile:
		return fmt.Errorf("%s is larger than %d KiB", e.path, maxFile>>10)
	case !filepath.IsLocal(filepath.FromSlash(e.path)) || strings.ContainsAny(e.path, "\\:\n\r") || path.Clean(e.path) != e.path:
		return fmt.Errorf("%q is no name for a file", e.path)
	}
	return nil
}
