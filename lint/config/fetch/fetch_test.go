package fetch_test

import (
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/config/fetch"
)

// repository makes a git repository with one commit; each entry is
// "path: content". It returns its URL and the commit.
func repository(t *testing.T, files ...string) (url, revision string) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("SKIPPED: the program git is not there")
	}
	dir := filepath.Join(t.TempDir(), "lint rules.git")
	for _, f := range files {
		name, content, _ := strings.Cut(f, ": ")
		link, target, isLink := strings.Cut(name, " -> ")
		path := filepath.Join(dir, filepath.FromSlash(link))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		var err error
		if isLink {
			err = os.Symlink(target, path)
		} else {
			err = os.WriteFile(path, []byte(content), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	run(t, dir, "init", "--quiet")
	run(t, dir, "add", "-A")
	run(t, dir, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "x")
	return "file://" + filepath.ToSlash(strings.ReplaceAll(dir, " ", "%20")), strings.TrimSpace(run(t, dir, "rev-parse", "HEAD"))
}

func run(t *testing.T, dir string, args ...string) string {
	t.Helper()
	c := exec.Command("git", args...)
	c.Dir = dir
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// tree returns all files below a folder, without the name of the revision.
func tree(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		name := filepath.ToSlash(rel)
		if folder, rest, ok := strings.Cut(name, "/"); ok {
			repository, _, _ := strings.Cut(folder, "@")
			name = repository + "/" + rest
		}
		files = append(files, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestUpdate(t *testing.T) {
	t.Parallel()
	otherURL, other := repository(t, "deep/more.yaml: rules: {link-event: error}", "unused.yaml: {}")
	url, revision := repository(t,
		"lint/base.yaml: extends: [recommended, ../common.yml, {git: "+otherURL+", rev: '"+other+"', file: deep/more.yaml}]\npolicies: rules\n",
		"common.yml: extends: lint/base.yaml\n", "lint/rules/a.rego: package a", "lint/rules/deep/b.rego: package b", "lint/rules/README.md: x", "secret.txt: x")
	place := filepath.Join(t.TempDir(), ".bpmnlint", "extends")
	pin := config.Pin{URL: url, Revision: revision, File: "lint/base.yaml", Place: place}
	if got := pin.Verify(); got != "it has not been fetched" {
		t.Errorf("before: %q", got)
	}
	result, err := fetch.Update(context.Background(), []config.Pin{pin})
	if err != nil {
		t.Fatal(err)
	}
	nested := config.Pin{URL: otherURL, Revision: other, File: "deep/more.yaml", Place: place}
	if diff := cmp.Diff([]config.Pin{pin, nested}, result.Fetched); diff != "" {
		t.Error(diff)
	}
	want := []string{
		".gitattributes", "SHA256SUMS", "lint-20rules/common.yml", "lint-20rules/deep/more.yaml", "lint-20rules/lint/base.yaml",
		"lint-20rules/lint/rules/a.rego", "lint-20rules/lint/rules/deep/b.rego",
	}
	got := tree(t, place)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if out, err := exec.Command("sh", "-c", `cd "$1" && sha256sum --quiet -c SHA256SUMS`, "sh", place).CombinedOutput(); err != nil {
		t.Errorf("sha256sum: %v\n%s", err, out)
	}

	// Again, nothing is fetched; the repository may be gone.
	if err := os.RemoveAll(filepath.FromSlash(strings.ReplaceAll(strings.TrimPrefix(url, "file://"), "%20", " "))); err != nil {
		t.Fatal(err)
	}
	result, err = fetch.Update(context.Background(), []config.Pin{pin})
	if err != nil || len(result.Fetched) > 0 || len(result.Present) != 2 {
		t.Errorf("again: %v, %+v", err, result)
	}

	for name, change := range map[string]func(string) error{
		"its copy of lint/rules/a.rego was changed": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "lint/rules/a.rego"), []byte("package b"), 0o644)
		},
		"its copy lacks lint/rules/a.rego": func(dir string) error { return os.Remove(filepath.Join(dir, "lint/rules/a.rego")) },
		"its copy has lint/rules/z.rego, which is not in SHA256SUMS": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "lint/rules/z.rego"), nil, 0o644)
		},
	} {
		copied := pin
		copied.Place = filepath.Join(t.TempDir(), "x")
		if err := os.CopyFS(copied.Place, os.DirFS(place)); err != nil {
			t.Fatal(err)
		}
		if got := copied.Verify(); got != "" {
			t.Errorf("verify: %q", got)
		}
		if err := change(filepath.Join(copied.Place, copied.Folder())); err != nil {
			t.Fatal(err)
		}
		if got := copied.Verify(); got != name {
			t.Errorf("got %q, want %q", got, name)
		}
	}

	// What is pinned no longer is removed.
	result, err = fetch.Update(context.Background(), []config.Pin{nested})
	if err != nil || len(result.Removed) != 1 || filepath.Base(result.Removed[0]) != pin.Folder() {
		t.Errorf("%v, %+v", err, result)
	}
	if got := nested.Verify(); got != "" {
		t.Errorf("after the removal: %q", got)
	}
}

// Two files of one revision are there together.
func TestUpdateTwoFilesOfARevision(t *testing.T) {
	t.Parallel()
	url, revision := repository(t, "a.yaml: {}", "b.yaml: {}")
	place := filepath.Join(t.TempDir(), "p")
	a, b := config.Pin{URL: url, Revision: revision, File: "a.yaml", Place: place}, config.Pin{URL: url, Revision: revision, File: "b.yaml", Place: place}
	for _, pins := range [][]config.Pin{{a}, {a, b}} {
		if _, err := fetch.Update(context.Background(), pins); err != nil {
			t.Fatal(err)
		}
		for _, p := range pins {
			if got := p.Verify(); got != "" {
				t.Errorf("%v: %s", p, got)
			}
		}
	}
}

func TestUpdateRefuses(t *testing.T) {
	t.Parallel()
	url, revision := repository(t,
		"up.yaml: extends: ../../etc/x.yaml", "absolute.yaml: policies: /etc", "missing.yaml: extends: gone.yaml", "empty.yaml: policies: none",
		"broken.yaml: rules: [", "link.yaml -> up.yaml", "linked.yaml: policies: links", "links/a.rego -> /etc/passwd",
		"large.yaml: "+strings.Repeat("# long\n", 1<<18))
	for file, want := range map[string]string{
		"up.yaml":       "up.yaml names ../../etc/x.yaml, which is not in its repository",
		"absolute.yaml": "absolute.yaml names /etc, which is not in its repository",
		"missing.yaml":  "gone.yaml is not in revision " + revision,
		"none.yaml":     "none.yaml is not in revision " + revision,
		"empty.yaml":    "none has no rules in revision " + revision,
		"broken.yaml":   "broken.yaml has faults: bpmnlint config validate broken.yaml shows them in its own repository",
		"link.yaml":     "link.yaml is no plain file",
		"linked.yaml":   "links/a.rego is no plain file",
		"large.yaml":    "large.yaml is larger than 1024 KiB",
	} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			place := filepath.Join(t.TempDir(), "p")
			pin := config.Pin{URL: url, Revision: revision, File: file, Place: place}
			_, err := fetch.Update(context.Background(), []config.Pin{pin})
			if err == nil || !strings.HasSuffix(err.Error(), ": "+want) {
				t.Errorf("got %v\nwant %s", err, want)
			}
			if _, err := os.Stat(place); err == nil {
				t.Errorf("there is %v", tree(t, place))
			}
		})
	}
	t.Run("no such revision", func(t *testing.T) {
		t.Parallel()
		pin := config.Pin{URL: url, Revision: strings.Repeat("0123", 10), File: "up.yaml", Place: t.TempDir()}
		if _, err := fetch.Update(context.Background(), []config.Pin{pin}); err == nil || !strings.Contains(err.Error(), "has no commit "+pin.Revision) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("a transport that runs programs", func(t *testing.T) {
		t.Parallel()
		mark := filepath.Join(t.TempDir(), "mark")
		pin := config.Pin{URL: "ext::sh -c touch% " + mark, Revision: revision, File: "up.yaml", Place: t.TempDir()}
		if _, err := fetch.Update(context.Background(), []config.Pin{pin}); err == nil {
			t.Error("it was fetched")
		}
		if _, err := os.Stat(mark); err == nil {
			t.Error("the program was run")
		}
	})
}
