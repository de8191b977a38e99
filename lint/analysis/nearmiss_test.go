package analysis_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/lint/analysis"
)

func TestNearMisses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		a, b string
		slip bool
	}{
		{"customer-notify", "customer_notify", true},
		{"customerNotify", "customer.notify", true},
		{"doSomething", "DoSomething", true},
		{"sendreminder", "sendReminder", true},
		{"send-reminder", "send-reminer", true},
		{"send-reminder", "send-remnider", true},
		{"send-reminder", "send-remimder", true},
		{"zahlung-prüfen", "zahlung-prüffen", true},
		// Families.
		{"order-1", "order-2", false},
		{"check-v1", "check-v2", false},
		{"check2order", "check3order", false},
		{"send-order", "send-orders", false},
		{"create-order", "created-order", false},
		{"item-send", "items-send", false},
		{"send-b2b", "send-b2c", false},
		{"region-a", "region-b", false},
		// Words.
		{"upload", "unload", false},
		{"lock-order", "block-order", false},
		{"check-in", "check-on", false},
		{"lock", "look", false},
		{"send-invoice", "send-reminder", false},
		// Two places.
		{"send-reminder", "sned-remnider", false},
		{"a", "A", false},
		{"\xff\xfe\xff\xfe\xff", "\xff\xfe\xff\xfe\xfe", false},
	}
	for _, tt := range tests {
		var want [][2]int
		if tt.slip {
			want = [][2]int{{0, 1}}
		}
		for _, names := range [][]string{{tt.a, tt.b}, {tt.b, tt.a}} {
			if d := cmp.Diff(want, analysis.NearMisses(names)); d != "" {
				t.Errorf("%q (-want +got):\n%s", names, d)
			}
		}
	}
}

func BenchmarkNearMisses(b *testing.B) {
	b.ReportAllocs()
	names := make([]string, 4000)
	for i := range names {
		names[i] = fmt.Sprintf("service%d-notify-customer-%c", i%800, 'a'+i/800)
	}
	for b.Loop() {
		analysis.NearMisses(names)
	}
}
