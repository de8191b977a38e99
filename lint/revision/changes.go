package revision

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os/exec"
	"strconv"
	"strings"
	"sync"
)

// Changes are the files that are not as they were at a base. It holds a process
// of git for what they were; Close ends it.
type Changes struct {
	// Changed has the absolute paths of the files that are there and not as
	// they were, with the name that git had for them at the base; empty for new
	// ones.
	Changed map[string]string
	// Gone has the absolute paths of the files that are not there any more, but
	// for those that were renamed, with their names at the base.
	Gone map[string]string

	base *Base
	// tracked are the files that git knows now.
	tracked map[string]bool
	blobs   *exec.Cmd
	ask     io.WriteCloser
	hear    *bufio.Reader
}

// Changes compares the working tree with the base.
func (b *Base) Changes(ctx context.Context) (*Changes, error) {
	c := &Changes{Changed: map[string]string{}, Gone: map[string]string{}, tracked: map[string]bool{}, base: b}
	// The three questions do not depend on each other, and git is slow to start.
	questions := [][]string{
		{"diff", "--name-status", "--find-renames", "-z", "--no-ext-diff", "--no-textconv", "--ignore-submodules", b.Commit, "--"},
		{"ls-files", "--others", "--exclude-standard", "-z"},
		{"ls-files", "-z"},
	}
	answers, failures := make([][]byte, len(questions)), make([]error, len(questions))
	var wg sync.WaitGroup
	for i, q := range questions {
		wg.Go(func() { answers[i], failures[i] = b.Repository.git(ctx, q...) })
	}
	wg.Wait()
	if err := errors.Join(failures...); err != nil {
		return nil, err
	}
	if err := c.readStatus(answers[0]); err != nil {
		return nil, err
	}
	for name := range names(answers[1]) {
		c.Add(b.Repository.path(name))
	}
	for name := range names(answers[2]) {
		c.tracked[name] = true
	}
	return c, c.findMoved(ctx)
}

// names returns the names in what git prints with -z.
func names(out []byte) iter.Seq[string] {
	return func(yield func(string) bool) {
		for name := range strings.SplitSeq(string(out), "\x00") {
			if name != "" && !yield(name) {
				return
			}
		}
	}
}

// OldPath returns the absolute path that a changed or gone file, given by its
// own, had at the base, empty for a new one.
func (c *Changes) OldPath(path string) string {
	name := c.Changed[path]
	if name == "" {
		name = c.Gone[path]
	}
	if name == "" {
		return ""
	}
	return c.base.Repository.path(name)
}

// Add counts a file, given by its absolute path, as changed if git does not know
// it: because it is new, ignored, or outside of the repository.
func (c *Changes) Add(path string) {
	if name, ok := c.base.Repository.name(path); ok && c.tracked[name] {
		return
	}
	if _, known := c.Changed[path]; known {
		return
	}
	// It may be in the base all the same, and only taken out of the index.
	c.Changed[path] = c.Gone[path]
	delete(c.Gone, path)
}

// readStatus reads what git diff --name-status -z prints.
func (c *Changes) readStatus(out []byte) error {
	fields := strings.Split(string(out), "\x00")
	for i := 0; i+1 < len(fields); {
		status, name := fields[i], fields[i+1]
		i += 2
		path := c.base.Repository.path(name)
		switch {
		case status == "":
			return fmt.Errorf("git diff: cannot read %q", out)
		case status[0] == 'R' || status[0] == 'C':
			if i >= len(fields) {
				return fmt.Errorf("git diff: cannot read %q", out)
			}
			to := c.base.Repository.path(fields[i])
			i++
			if c.Changed[to] = name; status[0] == 'C' {
				c.Changed[to] = ""
			}
		case status[0] == 'D':
			c.Gone[path] = name
		case status[0] == 'A':
			c.Changed[path] = ""
		default: // modified, another type, not merged
			c.Changed[path] = name
		}
	}
	return nil
}

// Read returns what a file, given by its absolute path, was at the base, at
// most limit bytes and one more. The error is fs.ErrNotExist for one that was
// not there. It must not be called concurrently.
func (c *Changes) Read(ctx context.Context, path string, limit int64) ([]byte, error) {
	name, known := c.Changed[path]
	if !known {
		if name, known = c.Gone[path]; !known {
			name, known = c.base.Repository.name(path)
		}
	}
	if !known || name == "" {
		return nil, fs.ErrNotExist
	}
	return c.blob(ctx, name, limit)
}

// blob returns the content of a file at the base.
func (c *Changes) blob(ctx context.Context, name string, limit int64) ([]byte, error) {
	if c.blobs == nil {
		if err := c.start(ctx); err != nil {
			return nil, err
		}
	}
	if strings.ContainsAny(name, "\n") {
		// The question is one line.
		return c.base.Repository.git(ctx, "cat-file", "blob", c.base.Commit+":"+name)
	}
	if _, err := io.WriteString(c.ask, c.base.Commit+":"+name+"\n"); err != nil {
		return nil, fmt.Errorf("git cat-file: %w", err)
	}
	head, err := c.hear.ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("git cat-file: %w", err)
	}
	fields := strings.Fields(head)
	if strings.HasSuffix(head, " missing\n") || len(fields) < 3 {
		return nil, fs.ErrNotExist
	}
	size, err := strconv.ParseInt(fields[len(fields)-1], 10, 64)
	if err != nil {
		return nil, fmt.Errorf("git cat-file: cannot read %q", head)
	}
	data := make([]byte, min(size, limit+1))
	if _, err := io.ReadFull(c.hear, data); err != nil {
		return nil, fmt.Errorf("git cat-file: %w", err)
	}
	if _, err := io.CopyN(io.Discard, c.hear, size-int64(len(data))+1); err != nil {
		return nil, fmt.Errorf("git cat-file: %w", err)
	}
	if fields[len(fields)-2] != "blob" {
		return nil, fs.ErrNotExist // a folder or submodule
	}
	return data, nil
}

func (c *Changes) start(ctx context.Context) error {
	c.blobs = c.base.Repository.command(ctx, "cat-file", "--batch")
	var err error
	if c.ask, err = c.blobs.StdinPipe(); err != nil {
		return err
	}
	out, err := c.blobs.StdoutPipe()
	if err != nil {
		return err
	}
	c.hear = bufio.NewReaderSize(out, 64<<10)
	if err := c.blobs.Start(); err != nil {
		return failure(ctx, err, "cat-file", "")
	}
	return nil
}

// Close ends the process of git.
func (c *Changes) Close() error {
	if c.blobs == nil || c.blobs.Process == nil {
		return nil
	}
	err := errors.Join(c.ask.Close(), c.blobs.Wait())
	c.blobs = nil
	return err
}
