package delivery_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// stub stands in for the program: it writes down its arguments, each ended by
// a zero byte, writes the reports that it is asked for, and exits with CODE.
const stub = `#!/usr/bin/env bash
if [[ $1 == version ]]; then echo 'bpmnlint 0.0.0'; exit; fi
printf '%s\0' "$@" >>"$STUB_LOG"
printf '\n' >>"$STUB_LOG"
for a in "$@"; do
	case "$a" in
	--format=json=*) printf '{"findings":[\n{"severity":"error","message":"\\"severity\\":\\"note\\""},\n{"severity":"warning"},\n{"severity":"warning"}\n]}\n' >"${a#--format=json=}" ;;
	--format=*=*) echo "$a" >"${a#--format=*=}" ;;
	--output=*) [[ -n $NO_PAGE ]] || echo "$a" >"${a#--output=}" ;;
	--pictures=*) mkdir -p "${a#--pictures=}" ;;
	--) break ;;
	esac
done
[[ $1 != render || -z $RENDER_FAILS ]]  || exit 3
[[ $1 == render ]] || exit "${CODE:-0}"
`

// runner is a machine that runs steps of the action.
type runner struct {
	t         *testing.T
	dir, temp string
	bin       string
	env       []string
}

func newRunner(t *testing.T) *runner {
	t.Helper()
	bash(t)
	r := &runner{t: t, dir: t.TempDir(), temp: t.TempDir(), bin: t.TempDir()}
	if err := os.WriteFile(filepath.Join(r.bin, "bpmnlint"), []byte(stub), 0o755); err != nil {
		t.Fatal(err)
	}
	path, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	r.env = append(os.Environ(),
		"PATH="+r.bin+string(os.PathListSeparator)+os.Getenv("PATH"), "ACTION_PATH="+path, "RUNNER_TEMP="+r.temp,
		"GITHUB_OUTPUT="+filepath.Join(r.temp, "output"), "GITHUB_STEP_SUMMARY="+filepath.Join(r.temp, "summary"), "GITHUB_PATH="+filepath.Join(r.temp, "path"),
		"STUB_LOG="+filepath.Join(r.temp, "log"), "GIT_CONFIG_GLOBAL=/dev/null",
		// the defaults of action.yml
		"INPUT_PATHS=", "INPUT_WORKING_DIRECTORY=.", "INPUT_CONFIG=", "INPUT_PLATFORM=", "INPUT_PRESET=", "INPUT_FAIL_ON=", "INPUT_CHANGED_ONLY=auto",
		"INPUT_REVIEW=auto", "INPUT_MIGRATE_PLAN=auto", "INPUT_MIGRATE_PLAN_FAIL_ON=error", "RUN_URL=https://ci.example/run/7", "REPORTS=", "NEW_FINDINGS=",
		"INPUT_BASELINE=", "INPUT_FORMATS=", "INPUT_SARIF_FILE=", "INPUT_CATEGORY=", "INPUT_ANNOTATIONS=true", "INPUT_JOB_SUMMARY=true", "INPUT_PICTURES=true", "INPUT_HTML=false", "INPUT_ARGS=", "BASE_SHA=",
	)
	return r
}

// step runs a script of the action with further environment and returns what
// it printed and its exit code.
func (r *runner) step(script string, env ...string) (out string, code int) {
	r.t.Helper()
	c := exec.Command(bash(r.t), filepath.Join(root, "action", script))
	c.Path, c.Dir, c.Env = bash(r.t), r.dir, append(slices.Clone(r.env), env...)
	c.Args[1] = envOf(c.Env, "ACTION_PATH") + "/action/" + script
	data, err := c.CombinedOutput()
	var status *exec.ExitError
	if errors.As(err, &status) {
		return string(data), status.ExitCode()
	}
	if err != nil {
		r.t.Fatal(err)
	}
	return string(data), 0
}

func envOf(env []string, name string) string {
	for _, v := range slices.Backward(env) {
		if value, ok := strings.CutPrefix(v, name+"="); ok {
			return value
		}
	}
	return ""
}

// calls returns the arguments of each call of the program; the folder for
// reports, which is new each time, is $R.
func (r *runner) calls() [][]string {
	r.t.Helper()
	data, err := os.ReadFile(filepath.Join(r.temp, "log"))
	if err != nil {
		r.t.Fatal(err)
	}
	var calls [][]string
	for call := range strings.SplitSeq(strings.TrimSuffix(string(data), "\x00\n"), "\x00\n") {
		args := strings.Split(call, "\x00")
		for i, a := range args {
			if before, after, ok := strings.Cut(a, r.temp+"/bpmnlint."); ok && len(after) >= 6 {
				args[i] = before + "$R" + after[6:]
			}
		}
		calls = append(calls, args)
	}
	return calls
}

// outputs reads the outputs of the steps as the runner of GitHub does.
func (r *runner) outputs() map[string]string {
	r.t.Helper()
	data, err := os.ReadFile(filepath.Join(r.temp, "output"))
	if err != nil {
		r.t.Fatal(err)
	}
	out := map[string]string{}
	lines := strings.Split(strings.TrimSuffix(string(data), "\n"), "\n")
	for len(lines) > 0 {
		name, mark, ok := strings.Cut(lines[0], "<<")
		if !ok {
			r.t.Fatalf("not an output: %q", lines[0])
		}
		end := slices.Index(lines, mark)
		if end < 0 {
			r.t.Fatalf("output %s does not end", name)
		}
		out[name] = strings.Join(lines[1:end], "\n")
		lines = lines[end+1:]
	}
	return out
}

// git runs git in the runner's folder.
func (r *runner) git(args ...string) string {
	r.t.Helper()
	c := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.org"}, args...)...)
	c.Dir, c.Env = r.dir, r.env
	out, err := c.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

func (r *runner) write(name, content string) {
	r.t.Helper()
	path := filepath.Join(r.dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

func TestLint(t *testing.T) {
	t.Parallel()
	r := newRunner(t)
	out, code := r.step("lint.sh", "CODE=1")
	if code != 0 {
		t.Fatalf("exit code %d\n%s", code, out)
	}
	want := [][]string{{"lint", "--format=github", "--format=sarif=$R/bpmnlint.sarif", "--format=json=$R/bpmnlint.json", "--format=markdown=$R/summary.md", "--"}}
	if diff := cmp.Diff(want, r.calls()); diff != "" {
		t.Error(diff)
	}
	got := r.outputs()
	for name, want := range map[string]string{"exit-code": "1", "errors": "1", "warnings": "2", "notes": "0", "new-findings": "", "changed-files": "", "artifacts": "", "html-file": ""} {
		if got[name] != want && !(want == "" && got[name] == "") {
			t.Errorf("%s is %q, not %q", name, got[name], want)
		}
	}
	for _, name := range []string{"sarif-file", "json-file"} {
		if _, err := os.Stat(got[name]); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What an input says is one argument, whatever it says.
func TestLintWithHostileInputs(t *testing.T) {
	t.Parallel()
	r := newRunner(t)
	evil := "$(touch pwned) `touch pwned`; touch pwned & \"' || touch pwned #"
	r.write("--config/-/x.txt", "")
	out, code := r.step("lint.sh", "INPUT_PATHS=-rf\n"+evil+"\r\n\n  \n$HOME/*\n~\n--preset=all", "INPUT_ARGS=--all\n-j\n2 "+evil, "INPUT_FORMATS=junit="+evil[:14]+"\ncheckstyle=-x",
		"INPUT_CONFIG=-"+evil, "INPUT_PLATFORM="+evil, "INPUT_PRESET="+evil+"\nerrors=5", "INPUT_FAIL_ON=--help", "INPUT_BASELINE=-\n::error::x", "INPUT_CHANGED_ONLY=false",
		"INPUT_SARIF_FILE=-/"+"s.sarif", "INPUT_CATEGORY="+evil, "INPUT_WORKING_DIRECTORY=--config", "INPUT_ANNOTATIONS=$(touch pwned)", "INPUT_JOB_SUMMARY=`touch pwned`", "BASE_SHA=--upload-pack=touch pwned", "CODE=0")
	if code != 0 {
		t.Fatalf("exit code %d\n%s", code, out)
	}
	want := [][]string{{
		"lint", "--config=-" + evil, "--platform=" + evil, "--preset=" + evil + "\nerrors=5", "--fail-on=--help", "--baseline=-\n::error::x",
		"--format=text", "--format=sarif=-/s.sarif", "--category=" + evil, "--format=json=$R/bpmnlint.json", "--format=junit=$(touch pwned)", "--format=checkstyle=-x",
		"--all", "-j", "2 " + evil, "--", "-rf", evil, "$HOME/*", "~", "--preset=all",
	}}
	if diff := cmp.Diff(want, r.calls()); diff != "" {
		t.Error(diff)
	}
	if got := r.outputs(); got["errors"] != "1" || got["sarif-file"] != filepath.Join(r.dir, "--config", "-", "s.sarif") {
		t.Errorf("outputs are %v", got)
	}
	for _, dir := range []string{r.dir, filepath.Join(r.dir, "--config"), r.temp} {
		if _, err := os.Stat(filepath.Join(dir, "pwned")); err == nil {
			t.Errorf("an input was run in %s", dir)
		}
	}
	if out, code = r.step("lint.sh", "INPUT_CHANGED_ONLY=yes\n::warning::x%"); code != 2 || !strings.Contains(out, "::error::changed-only is auto, true or false, not yes%0A::warning::x%25\n") {
		t.Errorf("exit code %d: %s", code, out)
	}
}

// On a pull request only what is new counts, and what changed is drawn. File
// names are anybody's.
func TestLintOnPullRequest(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("SKIPPED: file names of this test are not possible here")
	}
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("SKIPPED: there is no git")
	}
	r := newRunner(t)
	r.git("init", "--quiet")
	r.write("old.bpmn", "1")
	r.write("kept.bpmn", "1")
	r.write("gone.bpmn", "1")
	r.git("add", "-A")
	r.git("commit", "--quiet", "-m", "base")
	base := r.git("rev-parse", "HEAD")
	names := []string{"$(touch pwned).bpmn", "--help.bpmn", "a\nerrors=7.bpmn", "old.bpmn", "x y'\".bpmn20.xml"}
	for _, n := range names {
		r.write(n, "2")
	}
	r.write("README.md", "")
	r.git("rm", "--quiet", "gone.bpmn")
	r.git("add", "-A")
	r.git("commit", "--quiet", "-m", "change")
	out, code := r.step("lint.sh", "BASE_SHA="+base, "INPUT_HTML=true")
	if code != 0 {
		t.Fatalf("exit code %d\n%s", code, out)
	}
	render := []string{"render", "--findings", "-o", "$R/pictures", "--"}
	for _, n := range names {
		render = append(render, "./"+n)
	}
	want := [][]string{
		{"lint", "--base=" + base, "--format=github", "--format=sarif=$R/bpmnlint.sarif", "--format=json=$R/bpmnlint.json", "--format=markdown=$R/summary.md", "--format=html=$R/bpmnlint.html", "--"},
		render,
	}
	if diff := cmp.Diff(want, r.calls()); diff != "" {
		t.Error(diff)
	}
	got := r.outputs()
	if got["new-findings"] != "3" || got["errors"] != "1" || got["changed-files"] != strings.Join(names, "\n") {
		t.Errorf("outputs are %q", got)
	}
	if artifacts := strings.Split(got["artifacts"], "\n"); len(artifacts) != 2 || !strings.HasSuffix(artifacts[0], "bpmnlint.html") || !strings.HasSuffix(artifacts[1], "pictures") {
		t.Errorf("artifacts are %q", artifacts)
	}

	// A shallow clone without a remote has no base: all counts, and that is said.
	if err := os.Remove(filepath.Join(r.temp, "log")); err != nil {
		t.Fatal(err)
	}
	out, code = r.step("lint.sh", "BASE_SHA="+strings.Repeat("0123", 10), "RENDER_FAILS=1")
	if code != 0 || !strings.Contains(out, "::notice::The base of the pull request is not here") {
		t.Errorf("exit code %d\n%s", code, out)
	}
	if calls := r.calls(); len(calls) != 1 || strings.HasPrefix(calls[0][1], "--base") {
		t.Errorf("calls are %q", calls)
	}
	if out, code = r.step("lint.sh", "BASE_SHA="+base, "RENDER_FAILS=1"); code != 0 || !strings.Contains(out, "::notice::The models that changed could not be drawn.") {
		t.Errorf("exit code %d\n%s", code, out)
	}
}

func TestJudge(t *testing.T) {
	t.Parallel()
	r := newRunner(t)
	for code, want := range map[string]struct {
		code int
		out  string
	}{
		"0": {0, ""}, "1": {1, "::error::bpmnlint has findings"}, "2": {2, "::error::bpmnlint lint was used"}, "3": {3, "::error::bpmnlint lint failed"},
		"130": {3, "::error::bpmnlint lint ended with 130"}, "": {3, "::error::bpmnlint lint ended with nothing"},
		"0; touch pwned": {3, "::error::bpmnlint lint ended with 0; touch pwned"},
	} {
		for _, migration := range []string{"", "0"} {
			out, got := r.step("judge.sh", "EXIT_CODE="+code, "MIGRATION_EXIT_CODE="+migration)
			if got != want.code || !strings.HasPrefix(out, want.out) {
				t.Errorf("%q: exit code %d, %s", code, got, out)
			}
		}
	}
	if out, code := r.step("judge.sh", "EXIT_CODE=0", "MIGRATION_EXIT_CODE=1"); code != 1 || !strings.HasPrefix(out, "::error::Running instances cannot be migrated") {
		t.Errorf("exit code %d, %s", code, out)
	}
	if out, code := r.step("judge.sh", "EXIT_CODE=3", "MIGRATION_EXIT_CODE=2"); code != 3 || strings.Count(out, "::error::") != 2 {
		t.Errorf("exit code %d, %s", code, out)
	}
}

// release makes the files of a release and returns their folder.
func release(t *testing.T, version string) string {
	t.Helper()
	dir := t.TempDir()
	folder := filepath.Join(dir, "v"+version)
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	program := "#!/bin/sh\necho bpmnlint " + version + "\n"
	for _, err := range []error{
		w.WriteHeader(&tar.Header{Name: "bpmnlint", Mode: 0o755, Size: int64(len(program))}),
		func() error { _, err := w.Write([]byte(program)); return err }(), w.Close(), z.Close(),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	name := "bpmnlint_" + version + "_linux_amd64.tar.gz"
	sum := sha256.Sum256(b.Bytes())
	for file, data := range map[string][]byte{name: b.Bytes(), "checksums.txt": fmt.Appendf(nil, "%s  other.tar.gz\n%s  %s\n", strings.Repeat("0", 64), hex.EncodeToString(sum[:]), name)} {
		if err := os.WriteFile(filepath.Join(folder, file), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestInstall(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("curl"); err != nil {
		t.Skip("SKIPPED: curl is not there")
	}
	r := newRunner(t)
	mirror := release(t, "0.2.0")
	env := []string{"BPMNLINT_RELEASES=file://" + mirror, "RUNNER_OS=Linux", "RUNNER_ARCH=X64", "RUNNER_TOOL_CACHE=" + filepath.Join(r.temp, "tool cache")}
	step := func(more ...string) (string, int) { return r.step("install.sh", append(slices.Clone(env), more...)...) }

	out, code := step("INPUT_VERSION=v0.2.0")
	if code != 0 || r.outputs()["version"] != "bpmnlint 0.2.0" {
		t.Fatalf("exit code %d\n%s", code, out)
	}
	path, err := os.ReadFile(filepath.Join(r.temp, "path"))
	if want := filepath.Join(r.temp, "tool cache", "bpmnlint/0.2.0/amd64") + "\n"; err != nil || string(path) != want {
		t.Errorf("the path is %q, %v", path, err)
	}
	// The cache needs no mirror.
	if out, code := step("INPUT_VERSION=0.2.0", "BPMNLINT_RELEASES=file:///nowhere"); code != 0 {
		t.Errorf("from the cache: exit code %d\n%s", code, out)
	}
	if out, code := step("INPUT_VERSION=installed"); code != 0 || r.outputs()["version"] != "bpmnlint 0.0.0" {
		t.Errorf("installed: exit code %d\n%s", code, out)
	}
	for name, tt := range map[string]struct {
		env  []string
		want string
	}{
		"no version":          {[]string{"INPUT_VERSION=$(touch pwned)"}, "::error::Not a version of bpmnlint: $(touch pwned)\n"},
		"two lines":           {[]string{"INPUT_VERSION=0.2.0\n::add-mask::x"}, "::error::Not a version of bpmnlint: 0.2.0%0A::add-mask::x\n"},
		"a path":              {[]string{"INPUT_VERSION=../../x"}, "::error::Not a version of bpmnlint: ../../x\n"},
		"no such release":     {[]string{"INPUT_VERSION=0.9.0"}, "::error::Cannot download "},
		"unknown system":      {[]string{"INPUT_VERSION=0.2.0", "RUNNER_OS=Plan9"}, "::error::There is no bpmnlint for Plan9"},
		"unknown processor":   {[]string{"INPUT_VERSION=0.2.0", "RUNNER_ARCH=ARM"}, "::error::There is no bpmnlint for ARM:"},
		"not over plain http": {[]string{"INPUT_VERSION=0.9.0", "BPMNLINT_RELEASES=http://127.0.0.1:1"}, "::error::Cannot download "},
	} {
		if out, code := step(tt.env...); code != 1 || !strings.Contains(out, tt.want) {
			t.Errorf("%s: exit code %d\n%s", name, code, out)
		}
	}
	// A changed archive is not unpacked.
	other := release(t, "0.3.0")
	archive := filepath.Join(other, "v0.3.0", "bpmnlint_0.3.0_linux_amd64.tar.gz")
	if err := os.WriteFile(archive, []byte("evil"), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, code := step("INPUT_VERSION=0.3.0", "BPMNLINT_RELEASES=file://"+other); code != 1 || !strings.Contains(out, "::error::The checksum of bpmnlint_0.3.0_linux_amd64.tar.gz is ") {
		t.Errorf("changed: exit code %d\n%s", code, out)
	}
	if _, err := os.Stat(filepath.Join(r.temp, "tool cache/bpmnlint/0.3.0")); err == nil {
		t.Error("a changed archive was unpacked")
	}
}
