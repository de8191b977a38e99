package analysis_test

import (
	"testing"

	"github.com/bpmnlint/bpmnlint/lint/analysis"
)

// Every line was put to the engine.
func TestHistoryDays(t *testing.T) {
	t.Parallel()
	accepted := map[string]int{
		"0": 0, "5": 5, "P5D": 5, "+5": 5, "007": 7, "P007D": 7, "-0": 0, "P0D": 0,
		"2147483647": 1<<31 - 1, "P2147483647D": 1<<31 - 1, "\u0665": 5, "\uff15": 5,
	}
	for value, want := range accepted {
		if got, ok := analysis.HistoryDays(value); !ok || got != want {
			t.Errorf("HistoryDays(%q) = %d, %v, want %d", value, got, ok, want)
		}
	}
	for _, value := range []string{
		"", "  ", " 5", "5 ", "\n5", "P5D ", "p5d", "P-5D", "P+5D", "-5", "PD", "P5", "5D", "P1M", "P1Y", "PT24H", "PP5D", "P5DD",
		"2147483648", "P2147483648D", "P4294967297D", "P\u0665D", "1.0", "${5}", "#{5}", "P99999999999999999999D",
	} {
		if days, ok := analysis.HistoryDays(value); ok {
			t.Errorf("HistoryDays(%q) = %d, want none", value, days)
		}
	}
}
