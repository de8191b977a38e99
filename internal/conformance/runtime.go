package conformance

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// runtimeScripts compares what scripts print: commands, errors and
// observations, line by line.
func runtimeScripts(_ context.Context, args []string) (*Result, error) {
	var dirs, scripts []string
	for _, a := range args {
		if strings.HasSuffix(a, ".t") {
			scripts = append(scripts, a)
		} else {
			dirs = append(dirs, a)
		}
	}
	if len(dirs) == 0 || len(scripts) == 0 {
		return nil, errors.New("usage: runtime MODELDIR… SCRIPT.t…")
	}
	models := &library{byName: map[string]string{}}
	defer models.close()
	for _, d := range dirs {
		if err := models.add(d); err != nil {
			return nil, err
		}
	}
	r := newResult()
	for _, s := range scripts {
		if err := r.compareScript(models, s); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// library finds models by path or by name in several folders.
type library struct {
	folders []*folders
	byName  map[string]string
}

func (l *library) add(dir string) error {
	f, err := openFolders(dir)
	if err != nil {
		return err
	}
	l.folders = append(l.folders, f)
	for _, d := range f.dirs {
		err := filepath.WalkDir(d, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			if _, ok := l.byName[e.Name()]; !ok {
				l.byName[e.Name()] = path
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (l *library) close() {
	for _, f := range l.folders {
		f.close()
	}
}

func (l *library) read(name string) ([]byte, error) {
	for _, f := range l.folders {
		if data, err := f.read(name); err == nil {
			return data, nil
		}
	}
	path, ok := l.byName[filepath.Base(name)]
	if !ok {
		return nil, fmt.Errorf("read the model %s: %w", name, fs.ErrNotExist)
	}
	return os.ReadFile(path)
}

// compareScript runs a script and compares it with what the engine printed.
func (r *Result) compareScript(models *library, name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	out, err := os.ReadFile(strings.TrimSuffix(name, ".t") + ".out")
	if err != nil {
		return err
	}
	s := &script{replica: newReplica(), models: models}
	var got [][]string
	for l := bufio.NewScanner(bytes.NewReader(text)); l.Scan(); {
		if strings.TrimSpace(l.Text()) != "" {
			got = append(got, s.line(strings.TrimSpace(l.Text())))
		}
	}
	want := blocks(string(out))
	topic := ""
	var commands []string
	differs := false
	for i, w := range want {
		r.Of += len(w)
		if strings.HasPrefix(w[0], "#") {
			topic, commands, differs = strings.TrimSpace(w[0]), nil, false
		} else {
			commands = append(commands, strings.TrimPrefix(w[0], "> "))
		}
		var g []string
		if i < len(got) {
			g = got[i]
		}
		n := agreeing(w, g)
		r.Agree += n
		if n < len(w) {
			cause := causeOf(w, g)
			if differs {
				cause = "behind another one"
			}
			differs = true
			r.disagree(cause, "%s %s | %s%s", filepath.Base(name), topic, strings.Join(commands, " | "), lineDifferences(w, g))
		}
	}
	return nil
}

// blocks cuts an output into commands, each with the lines behind it.
func blocks(out string) [][]string {
	var all [][]string
	for _, l := range strings.Split(strings.TrimRight(out, "\r\n"), "\n") {
		l = strings.TrimSuffix(l, "\r")
		if len(all) == 0 || strings.HasPrefix(l, "#") || strings.HasPrefix(l, "> ") {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], l)
	}
	return all
}

// byID are the observations whose order is that of generated identifiers as
// texts, 100 before 99: what is masked cannot order.
var byID = []string{"> execs", "> incidents", "> jobs", "> subs", "> tasks", "> hvars", "> vars"}

// agreeing returns how many lines of the engine's are ours too, in their
// order. A line of ours that the engine has not counts against its command.
func agreeing(want, got []string) int {
	mask := func(lines []string) []string {
		out := make([]string, len(lines))
		for i, l := range lines {
			out[i] = maskedLine(l)
		}
		return out
	}
	want, got = mask(want), mask(got)
	if slices.Contains(byID, want[0]) && len(got) > 0 {
		slices.Sort(want[1:])
		slices.Sort(got[1:])
	}
	longest := make([][]int, len(want)+1)
	for i := range longest {
		longest[i] = make([]int, len(got)+1)
	}
	for i := range want {
		for j := range got {
			longest[i+1][j+1] = max(longest[i][j+1], longest[i+1][j])
			if want[i] == got[j] {
				longest[i+1][j+1] = longest[i][j] + 1
			}
		}
	}
	n := longest[len(want)][len(got)]
	if len(got) > len(want) && n > 0 {
		n--
	}
	return n
}

// lineDifferences lists the lines that only one of two has.
func lineDifferences(want, got []string) string {
	var b strings.Builder
	only := func(mark string, lines, others []string) {
		left := map[string]int{}
		for _, l := range others {
			left[maskedLine(l)]++
		}
		for _, l := range lines {
			if left[maskedLine(l)]--; left[maskedLine(l)] < 0 {
				b.WriteString("\n      " + mark + l)
			}
		}
	}
	only("ours  ", got, want)
	only("engine", want, got)
	return b.String()
}

// lineMasks hide what changes from run to run in the output of a script.
var lineMasks = []struct {
	pattern *regexp.Regexp
	mask    string
}{
	{regexp.MustCompile(`EXEC [0-9.]+ `), "EXEC # "},
	{regexp.MustCompile(`\b(parent|actInst|id|executionId|processInstanceId|configuration)=[0-9.]+`), "$1=#"},
	{regexp.MustCompile(`(HVAR .*) [0-9.]+$`), "$1 #"},
	{regexp.MustCompile(`:([0-9]+):[0-9]+`), ":$1:#"},
	{regexp.MustCompile(`(?i)(\bid|task|instance|execution) '[0-9.]+'`), "$1 '#'"},
	{regexp.MustCompile(`\b(execution|External Task) [0-9.]+ `), "$1 # "},
	{regexp.MustCompile(`Instance\[[0-9.]+\]`), "Instance[#]"},
	{regexp.MustCompile(`'([^' ]+:[0-9]+|[0-9]+\.[0-9]+)'`), "'#'"},
	{regexp.MustCompile(`@[0-9a-f]{5,8}\b`), "@#"},
	{regexp.MustCompile(`\\n\s*at .*`), ""},
}

func maskedLine(l string) string {
	for _, m := range lineMasks {
		l = m.pattern.ReplaceAllString(l, m.mask)
	}
	return strings.TrimRight(l, " ")
}

// causeOf names a disagreement for grouping: the kind of the command and, of
// errors, what they say.
func causeOf(want, got []string) string {
	command, _, _ := strings.Cut(strings.TrimPrefix(want[0], "> "), " ")
	exception := func(lines []string) string {
		i := slices.IndexFunc(lines, func(l string) bool { return strings.HasPrefix(l, "    EXC ") })
		if i < 0 {
			return ""
		}
		return general(strings.TrimPrefix(lines[i], "    EXC "))
	}
	w, g := exception(want), exception(got)
	switch {
	case w == g:
		return command
	case w == "":
		return "fails: " + g
	case g == "":
		return "does not fail: " + w
	}
	return "fails otherwise: " + g + ", the engine: " + w
}
