package formula_test

import (
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/juel"
	"github.com/bpmnlint/bpmnlint/juel/formula"
)

func BenchmarkDecide(b *testing.B) {
	for name, texts := range map[string][]string{
		"flag":   {"approved", "!approved"},
		"status": {"status == 'NEW'", "status == 'OPEN' && amount > 1000", "status == 'OPEN' && amount <= 1000"},
		"wide":   strings.Split("a == true|b == true|c == true|d == true|e == true|f == true|g == true|h == true|x > 5|y > 5|s == 'A'", "|"),
	} {
		var conditions []formula.Condition
		for _, text := range texts {
			e, fault := juel.Parse("${" + text + "}")
			if fault != nil {
				b.Fatal(fault.Message())
			}
			conditions = append(conditions, formula.Of(e))
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s := formula.New(conditions...)
				if coverage, _ := s.Coverage(); coverage == formula.Undecided {
					b.Fatal("undecided")
				}
				for i := range conditions {
					s.NeverTaken(i)
				}
			}
		})
	}
}
