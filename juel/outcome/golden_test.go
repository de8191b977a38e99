package outcome_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/juel"
	"github.com/bpmnlint/bpmnlint/juel/outcome"
)

// kindsOf are the kinds of recorded values by the simple names of their
// classes; all others are Other.
var kindsOf = map[string]outcome.Kinds{
	"":           outcome.Null,
	"null":       outcome.Null,
	"Boolean":    outcome.Boolean,
	"String":     outcome.Text,
	"Byte":       outcome.Integer,
	"Short":      outcome.Integer,
	"Integer":    outcome.Integer,
	"Long":       outcome.Integer,
	"Float":      outcome.Fraction,
	"Double":     outcome.Fraction,
	"BigInteger": outcome.Big,
	"BigDecimal": outcome.Big,
	"Date":       outcome.Date,
	"DateTime":   outcome.DateTime,
}

// TestRecordedAnswers holds what is said of thousands of expressions against
// what the engine made of them: nothing that it evaluates fails, and each value
// is of a kind that was said to be possible.
func TestRecordedAnswers(t *testing.T) {
	t.Parallel()
	dir := os.Getenv("BPMNLINT_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(dir, "golden", "juel.jsonl"))
	if err != nil {
		t.Skipf("SKIPPED: the recorded answers are missing, set BPMNLINT_SHARED to the folder that holds golden/: %v", err)
	}
	defer f.Close()
	rows, failing, told := 0, 0, 0
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		var row struct {
			Expression, As, Type string
			Error                *struct{ Phase, Message string }
		}
		if err := json.Unmarshal(s.Bytes(), &row); err != nil {
			t.Fatal(err)
		}
		text := row.Expression
		if row.As == "condition" {
			text = strings.TrimSpace(text)
		}
		e, fault := juel.Parse(text)
		if fault != nil {
			continue
		}
		rows++
		o := outcome.Of(e)
		if row.Error != nil {
			failing++
			if o.Fails() || row.As == "condition" && !o.Kinds.May(outcome.Boolean) {
				told++
			}
			continue
		}
		kind, ok := kindsOf[row.Type]
		if !ok {
			kind = outcome.Other
		}
		switch {
		case o.Fails():
			t.Errorf("%s is %s, but was said to fail: %s", row.Expression, row.Type, o.Faults[0].Cause)
		case !o.Kinds.May(kind):
			t.Errorf("%s is %s, but was said to be %s", row.Expression, row.Type, names(o.Kinds))
		}
	}
	if s.Err() != nil || rows == 0 {
		t.Fatalf("%d rows, %v", rows, s.Err())
	}
	t.Logf("%d expressions; of %d that fail for the recorded variables, %d fail for all", rows, failing, told)
}
