package juel_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/juel"
)

// engineFunctions are those of an engine without plug-ins.
func engineFunctions() juel.Functions {
	return juel.Functions{"now": 0, "dateTime": 0, "currentUser": 0, "currentUserGroups": 0}
}

type recorded struct {
	Expression string
	As         string
	Error      *struct{ Phase, Message string }
}

// TestRecordedAnswers compares with what the engine said of thousands of
// expressions: which it refuses to create, and in which words.
func TestRecordedAnswers(t *testing.T) {
	t.Parallel()
	total, agree := 0, 0
	for _, row := range readRecorded(t) {
		total++
		want := ""
		text := row.Expression
		if row.Error != nil && (row.Error.Phase == "parse" || row.Error.Phase == "deploy") {
			want = row.Error.Message
		}
		if row.As == "condition" {
			text = strings.TrimSpace(text)
			want = strings.TrimSuffix(strings.TrimPrefix(want, "ENGINE-01009 Error while parsing process. "), ".")
		}
		got := ""
		e, fault := juel.Parse(text)
		if fault != nil {
			got = fault.EngineMessage()
		} else {
			_, got = e.Unbound(engineFunctions())
		}
		if got == want {
			agree++
			continue
		}
		t.Errorf("%q:\n got %q\nwant %q", row.Expression, got, want)
	}
	t.Logf("agree %d of %d", agree, total)
}

func readRecorded(t testing.TB) []recorded {
	t.Helper()
	dir := os.Getenv("BPMNLINT_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(dir, "golden", "juel.jsonl"))
	if err != nil {
		t.Skipf("SKIPPED: the recorded answers are missing, set BPMNLINT_SHARED to the folder that holds golden/: %v", err)
	}
	defer f.Close()
	var rows []recorded
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		var row recorded
		if err := json.Unmarshal(s.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	if s.Err() != nil || len(rows) == 0 {
		t.Fatalf("%d rows, %v", len(rows), s.Err())
	}
	return rows
}
