package workspace_test

import (
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/google/go-cmp/cmp"
)

// TestGitignore asks git itself which files it ignores.
func TestGitignore(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed: nothing to compare with")
	}
	// Each model lies beside others in folders with and without names of
	// their own.
	models := []string{
		"a.bpmn", "b.bpmn", "ab.bpmn", "a b.bpmn", "#a.bpmn", "!a.bpmn", "[a].bpmn", "ü.bpmn", "a-b.bpmn", "A.bpmn", "a1.bpmn", `a\b.bpmn`,
		"x/a.bpmn", "x/b.bpmn", "x/y/a.bpmn", "x/y/b.bpmn", "x/y/z/a.bpmn", "x/y/z/b.bpmn", "x/x/a.bpmn", "y/a.bpmn", "y/x/b.bpmn", "a.bpmn.d/c.bpmn",
		"foo /a.bpmn", "long/x/long/y/long/a.bpmn",
	}
	for name, ignore := range map[string]string{
		"name":                      "a.bpmn\n",
		"anchored name":             "/a.bpmn\n",
		"folder":                    "y/\n",
		"folder that is a file":     "a.bpmn/\n",
		"anchored folder":           "/x/y\n",
		"path in the middle":        "x/y/a.bpmn",
		"extension":                 "*.bpmn",
		"star does not cross":       "/x/*.bpmn",
		"star in the middle":        "x/*/a.bpmn",
		"stars at the start":        "**/y/a.bpmn",
		"stars at the end":          "x/**",
		"stars in the middle":       "x/**/a.bpmn",
		"stars in a name":           "x/**a.bpmn",
		"only stars":                "**",
		"stars and a slash":         "**/",
		"slash and stars":           "/**",
		"two times stars":           "**/long/**/long/**/a.bpmn",
		"three stars":               "***/a.bpmn",
		"question mark":             "?.bpmn",
		"two bytes":                 "??.bpmn",
		"set":                       "[ab].bpmn",
		"range":                     "[a-b]*.bpmn",
		"negated set":               "[!a].bpmn",
		"caret":                     "[^a].bpmn",
		"class":                     "a[[:digit:]].bpmn",
		"negated class":             "[![:lower:]]*.bpmn",
		"unknown class":             "[[:nope:]]a.bpmn",
		"bracket in a set":          "[]a-].bpmn",
		"hyphen in a set":           "a[-]b.bpmn",
		"set without end":           "[a.bpmn",
		"escaped bracket":           `\[a\].bpmn`,
		"escape in a set":           `a[\\]b.bpmn`,
		"backslash at the end":      `a.bpmn\`,
		"escaped hash":              `\#a.bpmn`,
		"comment":                   "#a.bpmn\nb.bpmn",
		"escaped bang":              `\!a.bpmn`,
		"negated":                   "*.bpmn\n!a.bpmn",
		"negated below a folder":    "x\n!x/a.bpmn",
		"negated content":           "x/*\n!x/y\nx/y/*\n!x/y/a.bpmn",
		"negated twice":             "!a.bpmn\na.bpmn\n!/a.bpmn",
		"spaces at the end":         "a.bpmn   \n",
		"escaped space at the end":  "foo\\ \n",
		"space after escaped space": "foo\\   \n",
		"spaces within":             "a b.bpmn",
		"only spaces":               "   \nb.bpmn",
		"only a slash":              "/\nb.bpmn",
		"double slash":              "x//y\nb.bpmn",
		"CRLF":                      "a.bpmn\r\nb.bpmn\r\n",
		"byte order mark":           "\ufeffa.bpmn\n",
		"letter case":               "A.BPMN",
		"bang alone":                "!\nb.bpmn",
		"dot slash":                 "./a.bpmn",
		"tab at the end":            "a.bpmn\t",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			compareWithGit(t, append([]string{".gitignore: " + ignore}, models...))
		})
	}
	for name, files := range map[string][]string{
		"nearer file wins":                     {".gitignore: *.bpmn\n", "x/.gitignore: !a.bpmn\n/y/b.bpmn\n"},
		"relative to its own":                  {"x/.gitignore: /a.bpmn\ny/a.bpmn\n", "y/.gitignore: x\n"},
		"exclude":                              {".git/info/exclude: a.bpmn\ny/\n", ".gitignore: !/a.bpmn\n"},
		"ignored folder's own file has no say": {".gitignore: x/\n", "x/.gitignore: !a.bpmn\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			compareWithGit(t, append(files, models...))
		})
	}
}

func compareWithGit(t *testing.T, files []string) {
	t.Helper()
	dir := tree(t, files...)
	git(t, dir, "", "init", "-q")
	if i := slices.IndexFunc(files, func(f string) bool { return strings.HasPrefix(f, ".git/info/exclude") }); i >= 0 {
		// init keeps an exclude file that is there.
		t.Log("with .git/info/exclude")
	}
	all := find(t, workspace.Options{Dir: dir, NoIgnore: true})
	got := find(t, workspace.Options{Dir: dir})
	if len(got) == 1 && strings.HasPrefix(got[0], "! ") {
		got = nil
	}
	ignored := strings.Split(strings.TrimSuffix(git(t, dir, strings.Join(all, "\x00"), "check-ignore", "-z", "--stdin", "--no-index"), "\x00"), "\x00")
	var want []string
	for _, f := range all {
		if !slices.Contains(ignored, f) {
			want = append(want, f)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("git, then we:\n%s", diff)
	}
}

func git(t *testing.T, dir, stdin string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "git", append([]string{"-c", "core.excludesFile=", "-C", dir}, args...)...)
	cmd.Stdin = strings.NewReader(stdin)
	out, err := cmd.Output()
	if exit, ok := err.(*exec.ExitError); err != nil && (!ok || exit.ExitCode() != 1) {
		t.Fatalf("git %v: %v", args, err)
	}
	return string(out)
}

func TestGitignoreAboveAndBeside(t *testing.T) {
	t.Parallel()
	dir := tree(t,
		".git/info/exclude: secret.bpmn\n", ".gitignore: /sub/x/\n*.old.bpmn\n",
		"sub/.gitignore: b.bpmn\n", "sub/a.bpmn", "sub/b.bpmn", "sub/secret.bpmn", "sub/c.old.bpmn", "sub/x/d.bpmn",
		// A repository within: its files are its own business.
		"sub/mod/.git: gitdir: ../../.git/modules/mod\n", ".git/modules/mod/info/exclude: e.bpmn\n",
		"sub/mod/e.bpmn", "sub/mod/f.old.bpmn",
	)
	want := []string{"sub/a.bpmn", "sub/mod/f.old.bpmn"}
	if diff := cmp.Diff(want, find(t, workspace.Options{Dir: dir}, "sub")); diff != "" {
		t.Error(diff)
	}
	// From within a folder, the files above hold all the same.
	sub := filepath.Join(dir, "sub")
	want = []string{"a.bpmn", "mod/f.old.bpmn"}
	if diff := cmp.Diff(want, find(t, workspace.Options{Dir: sub})); diff != "" {
		t.Error(diff)
	}
}
