package analysis_test

import (
	"testing"

	"github.com/bpmnlint/bpmnlint/engine/platform"
	"github.com/bpmnlint/bpmnlint/lint/analysis"
)

func TestCorrectTimer(t *testing.T) {
	t.Parallel()
	spring, quartz := platform.Latest(platform.Camunda), platform.Platform{Product: platform.Camunda, Major: 7, Minor: 20}
	for _, c := range []struct {
		kind, text string
		p          platform.Platform
		want       string
	}{
		{"duration", "pt5m", spring, "PT5M"},
		{"duration", "PT 5M", spring, "PT5M"},
		{"duration", "5 minutes", spring, ""},
		{"duration", "PT5M", spring, ""},
		{"date", "2030-01-01 T12:00:00", spring, "2030-01-01T12:00:00"},
		{"date", "tomorrow", spring, ""},
		{"cycle", "r3/pt5m", spring, "R3/PT5M"},
		{"cycle", "0 0 9 ? * MON *", spring, "0 0 9 ? * MON"},
		{"cycle", "0 0 9 ? * 2 *", spring, "0 0 9 ? * MON"},
		{"cycle", "0 0 9 ? * MON 2031", spring, ""},
		{"cycle", "0 0 9 * * MON", quartz, ""},
	} {
		if got := analysis.CorrectTimer(c.kind, c.text, c.p); got != c.want {
			t.Errorf("CorrectTimer(%s, %q, %v) = %q, want %q", c.kind, c.text, c.p, got, c.want)
		}
	}
}

func TestCorrectHistoryTimeToLive(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		"p30d": "P30D", " 30 ": "30", "P30D ": "P30D", "P2W": "P14D", "p 2 w": "P14D",
		"P30D": "", "30": "", "P6M": "", "P1Y": "", "${ttl}": "", "": "", "30 days": "", "P2W1D": "",
	} {
		if got := analysis.CorrectHistoryTimeToLive(value); got != want {
			t.Errorf("CorrectHistoryTimeToLive(%q) = %q, want %q", value, got, want)
		}
	}
}
