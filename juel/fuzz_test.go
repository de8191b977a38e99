package juel_test

import (
	"testing"

	"github.com/bpmnlint/bpmnlint/juel"
)

func FuzzParse(f *testing.F) {
	for _, text := range append(samples(), `\${a}\\#{b}`, "#{a}${b}", "${a ? b : c()}", "${'\\'\\\\'}", "${😀}", "${\xff", "${a ? (b) : ns:c(1e999, .5)}") {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, fault := juel.Parse(text)
		if fault != nil {
			if e != nil || fault.Message() == "" || fault.Span.Start > fault.Span.End || fault.Span.End > len(text) {
				t.Fatalf("%q: %v, %+v", text, e, fault)
			}
			return
		}
		end := 0
		for _, part := range e.Parts {
			if part.Span.Start != end || part.Span.End <= end {
				t.Fatalf("%q: part at %v behind %d", text, part.Span, end)
			}
			end = part.Span.End
			if part.Node != nil {
				checkSpans(t, part.Node, part.Span.Start+2, part.Span.End-1)
			}
		}
		if end != len(text) {
			t.Fatalf("%q: parts end at %d", text, end)
		}
		again, fault := juel.Parse(e.String())
		if fault != nil {
			t.Fatalf("%q prints as %q: %s", text, e.String(), fault.Message())
		}
		if again.Tree() != e.Tree() || again.String() != e.String() || again.Deferred != e.Deferred {
			t.Fatalf("%q: %s prints as %q: %s", text, e.Tree(), e.String(), again.Tree())
		}
	})
}

// checkSpans checks that spans lie in order within their parent's.
func checkSpans(t *testing.T, n juel.Node, from, to int) {
	t.Helper()
	span := n.Span()
	if span.Start < from || span.Start >= span.End || span.End > to {
		t.Fatalf("%s at %v, not within %d to %d", n, span, from, to)
	}
	from = span.Start
	for c := range juel.Children(n) {
		checkSpans(t, c, from, span.End)
		from = c.Span().End
	}
}

func samples() []string {
	return []string{
		"${approved}",
		"${amount > 1000 && status == 'NEW'}",
		"${not empty order.items and order.items[0].price * 1.19 le limit}",
		"${execution.getVariable('clarified') == true ? dateTime().plusDays(3).toDate() : null}",
		"Invoice ${invoice.id} of ${customer.name}",
		"no expression at all",
	}
}

func BenchmarkParse(b *testing.B) {
	for _, text := range samples() {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, fault := juel.Parse(text); fault != nil {
					b.Fatal(fault.Message())
				}
			}
		})
	}
}

func BenchmarkParseRefused(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, fault := juel.Parse("${amount > 1000 & status}"); fault == nil {
			b.Fatal("accepted")
		}
	}
}
