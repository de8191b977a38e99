package unified_test

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/diff/unified"
)

func TestDiff(t *testing.T) {
	t.Parallel()
	const text = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n"
	for name, c := range map[string]struct{ before, after, want string }{
		"equal":       {text, text, ""},
		"one line":    {text, strings.Replace(text, "5", "five", 1), "--- a\n+++ b\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n"},
		"two places":  {text, "one\n2\n3\n4\n5\n6\n7\n8\n9\nten\n", "--- a\n+++ b\n@@ -1,4 +1,4 @@\n-1\n+one\n 2\n 3\n 4\n@@ -7,4 +7,4 @@\n 7\n 8\n 9\n-10\n+ten\n"},
		"near places": {"1\n2\n3\n4\n", "one\n2\n3\nfour\n", "--- a\n+++ b\n@@ -1,4 +1,4 @@\n-1\n+one\n 2\n 3\n-4\n+four\n"},
		"CR LF":       {"1\r\n2\r\n", "1\r\n3\r\n", "--- a\n+++ b\n@@ -1,2 +1,2 @@\n 1\r\n-2\r\n+3\r\n"},
		"no line end": {"1\n2", "1\n3", "--- a\n+++ b\n@@ -1,2 +1,2 @@\n 1\n-2\n\\ No newline at end of file\n+3\n\\ No newline at end of file\n"},
		"from empty":  {"", "1\n", "--- a\n+++ b\n@@ -0,0 +1 @@\n+1\n"},
		"to empty":    {"1\n2\n", "", "--- a\n+++ b\n@@ -1,2 +0,0 @@\n-1\n-2\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if d := cmp.Diff(c.want, unified.Diff("a", "b", c.before, c.after)); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

// TestPatch applies diffs of random texts with the program patch.
func TestPatch(t *testing.T) {
	t.Parallel()
	patch, err := exec.LookPath("patch")
	if err != nil {
		t.Skip("there is no patch here")
	}
	random := rand.New(rand.NewPCG(1, 2))
	text := func(lines []string) string {
		s := strings.Join(lines, "\n")
		if random.IntN(2) == 0 && s != "" {
			s += "\n"
		}
		return s
	}
	for range 200 {
		var a, b []string
		for range random.IntN(40) {
			l := string(rune('a' + random.IntN(20)))
			if random.IntN(6) > 0 {
				a = append(a, l)
			}
			if random.IntN(6) > 0 {
				b = append(b, l)
			}
		}
		before, after := text(a), text(b)
		diff := unified.Diff("x", "x", before, after)
		file := filepath.Join(t.TempDir(), "x")
		if err := os.WriteFile(file, []byte(before), 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(patch, "-s", file)
		cmd.Stdin = strings.NewReader(diff)
		if out, err := cmd.CombinedOutput(); err != nil && diff != "" {
			t.Fatalf("patch: %v\n%s\n%s", err, out, diff)
		}
		got, err := os.ReadFile(file)
		if err != nil && after != "" {
			t.Fatal(err)
		}
		if string(got) != after {
			t.Fatalf("%q to %q gave %q by\n%s", before, after, got, diff)
		}
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ before, after, want string }{
		{"", "", ""},
		{"a b", "a b", "a b"},
		{"", "a", "{+a+}"},
		{"a", "", "[-a-]"},
		{"${amount > 100 && paid}", "${amount > 500 && paid}", "${amount >[- 100-]{+ 500+} && paid}"},
		{"f(x,y)", "f(x)", "f(x[-,y-])"},
		{"Grüße an alle", "Grüße an niemand", "Grüße an[- alle-]{+ niemand+}"},
	} {
		if got := unified.Words(c.before, c.after); got != c.want {
			t.Errorf("%q, %q: got %q, want %q", c.before, c.after, got, c.want)
		}
	}
}

// What goes and what comes, each without the other, are the texts.
func FuzzWords(f *testing.F) {
	f.Add("a b c", "a c")
	f.Add("x.y(z)", "x.w(z, 1)")
	f.Fuzz(func(t *testing.T, a, b string) {
		if strings.ContainsAny(a+b, "\n-+[]{}") || !utf8.ValidString(a+b) {
			return
		}
		words := unified.Words(a, b)
		without := func(open, end string) string {
			for {
				head, rest, ok := strings.Cut(words, open)
				if !ok {
					return words
				}
				_, tail, _ := strings.Cut(rest, end)
				words = head + tail
			}
		}
		mark := words
		old := strings.NewReplacer("[-", "", "-]", "").Replace(without("{+", "+}"))
		words = mark
		new := strings.NewReplacer("{+", "", "+}", "").Replace(without("[-", "-]"))
		if old != a || new != b {
			t.Errorf("%q → %q: %q", a, b, mark)
		}
	})
}

func TestHunks(t *testing.T) {
	t.Parallel()
	if got := unified.Hunks("a\nb", "a\nc"); got != "@@ -1,2 +1,2 @@\n a\n-b\n+c\n" {
		t.Errorf("got %q", got)
	}
	if got := unified.Hunks("a", "a"); got != "" {
		t.Errorf("same: %q", got)
	}
}
