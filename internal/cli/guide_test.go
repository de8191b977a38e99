package cli_test

import (
	"bytes"
	"context"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/internal/cli"
)

// TestTestingGuideShowsRealOutput runs the commands that docs/testing.md shows
// and compares.
func TestTestingGuideShowsRealOutput(t *testing.T) {
	t.Parallel()
	guide, err := os.ReadFile("../../docs/testing.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := regexp.MustCompile("(?s)```\n\\$ bpmnlint ([^\n]*)\n(.*?)```").FindAllStringSubmatch(string(guide), -1)
	if len(shown) < 2 {
		t.Errorf("the guide shows %d commands", len(shown))
	}
	for _, s := range shown {
		var out, errs bytes.Buffer
		code := cli.Main(context.Background(), append([]string{"-C", "../.."}, strings.Fields(s[1])...),
			cli.Streams{In: strings.NewReader(""), Out: &out, Err: &errs})
		if code != cli.OK {
			t.Errorf("%s: exit code %d: %s", s[1], code, errs.String())
		}
		if out.String() != s[2] {
			t.Errorf("docs/testing.md shows for %s\n%s\nbut the program prints\n%s", s[1], s[2], out.String())
		}
	}
}
