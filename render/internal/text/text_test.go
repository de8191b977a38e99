package text_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/render/internal/text"
)

func TestClean(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"  Check order ":           "Check order",
		"a\tb\r\nc\rd":             "a b\nc\nd",
		"pay\u202Eeno\u202C":       "payeno",
		"null\x00 bell\x07 \x1b[m": "null bell [m",
		"\uFFFE":                   "",
		"Größe 注文 שלום":            "Größe 注文 שלום",
	} {
		if got := text.Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		in    string
		lines int
		want  []string
		fits  bool
	}{
		"one line":       {"Check order", 3, []string{"Check order"}, true},
		"words":          {"Check the customer's order again", 3, []string{"Check the", "customer's", "order again"}, true},
		"line feeds":     {"a\n\nb c", 3, []string{"a", "b c"}, true},
		"camel case":     {"sendPaymentReminderToCustomer", 3, []string{"sendPayment", "ReminderTo", "Customer"}, true},
		"no break":       {strings.Repeat("m", 20), 3, []string{"mmmmmmmm", "mmmmmmmm", "mmmm"}, true},
		"too long":       {"Check the customer's order again", 2, []string{"Check the", "customer's…"}, false},
		"no space":       {"注文を確認してから発送する", 3, []string{"注文を確認して", "から発送する"}, true},
		"nothing":        {"", 3, nil, true},
		"too many lines": {"a\nb\nc\nd", 2, []string{"a", "b…"}, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, fits := text.Wrap(tt.in, 90, 12, tt.lines)
			if diff := cmp.Diff(tt.want, got); diff != "" || fits != tt.fits {
				t.Errorf("fits %v, lines (-want +got):\n%s", fits, diff)
			}
		})
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("Check the order", 90.0, 12.0, 3)
	f.Add("m\u0301m", 1.0, 12.0, 1)
	f.Fuzz(func(t *testing.T, s string, width, size float64, lines int) {
		if lines > 1000 {
			return
		}
		got, fits := text.Wrap(text.Clean(s), width, size, lines)
		if len(got) > max(lines, 1) {
			t.Fatalf("%d lines, not %d", len(got), lines)
		}
		want := strings.Join(strings.Fields(text.Clean(s)), "")
		if joined := strings.ReplaceAll(strings.Join(got, ""), " ", ""); fits && utf8.ValidString(s) && joined != want {
			t.Fatalf("%q became %q", want, joined)
		}
	})
}
