package source_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/bpmnlint/bpmnlint/source"
)

func TestPos(t *testing.T) {
	t.Parallel()
	// LF, CR LF and a lone CR end lines; 😀 is two UTF-16 units and four bytes.
	f := source.New("a.bpmn", []byte("ab\ncd\r\nü😀x\ry"))
	for _, c := range []struct {
		offset int
		want   source.Pos
	}{
		{0, source.Pos{Offset: 0, Line: 1, Column: 1}},
		{2, source.Pos{Offset: 2, Line: 1, Column: 3}},
		{3, source.Pos{Offset: 3, Line: 2, Column: 1}},
		{6, source.Pos{Offset: 6, Line: 2, Column: 4}},
		{7, source.Pos{Offset: 7, Line: 3, Column: 1}},
		{9, source.Pos{Offset: 9, Line: 3, Column: 2}},
		{13, source.Pos{Offset: 13, Line: 3, Column: 4}},
		{15, source.Pos{Offset: 15, Line: 4, Column: 1}},
		{99, source.Pos{Offset: 16, Line: 4, Column: 2}},
		{-1, source.Pos{Offset: 0, Line: 1, Column: 1}},
	} {
		if d := cmp.Diff(c.want, f.Pos(c.offset)); d != "" {
			t.Errorf("Pos(%d): (-want +got)\n%s", c.offset, d)
		}
	}
	for n, want := range map[int]string{0: "", 1: "ab", 2: "cd", 3: "ü😀x", 4: "y", 5: ""} {
		if got := string(f.Line(n)); got != want {
			t.Errorf("Line(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestDecodedOffsets(t *testing.T) {
	t.Parallel()
	// "aüb€c" in windows-1252 is 5 bytes, in UTF-8 it is 8.
	f := source.New("a.bpmn", []byte("a\xfcb\x80c")).
		Decoded([]byte("aüb€c"), []source.Mark{{Text: 3, Data: 2}, {Text: 7, Data: 4}})
	for text, data := range map[int]int{0: 0, 1: 1, 2: 2, 3: 2, 4: 3, 5: 4, 7: 4, 8: 5} {
		if got := f.Offset(text); got != data {
			t.Errorf("Offset(%d) = %d, want %d", text, got, data)
		}
	}
	want := source.Range{
		Start: source.Pos{Offset: 3, Line: 1, Column: 4},
		End:   source.Pos{Offset: 4, Line: 1, Column: 5},
	}
	if d := cmp.Diff(want, f.Range(source.Span{Start: 4, End: 7})); d != "" {
		t.Errorf("Range of the euro sign: (-want +got)\n%s", d)
	}
}

func TestApply(t *testing.T) {
	t.Parallel()
	got, err := source.Apply([]byte("0123456789"), []source.Edit{{7, 9, "x"}, {0, 0, ">"}, {2, 4, ""}})
	if err != nil || string(got) != ">01456x9" {
		t.Errorf("Apply = %q, %v", got, err)
	}
	for _, edits := range [][]source.Edit{
		{{0, 3, ""}, {2, 4, ""}},
		{{9, 11, ""}},
		{{3, 2, ""}},
		{{-1, 2, ""}},
	} {
		if _, err := source.Apply([]byte("0123456789"), edits); err == nil {
			t.Errorf("Apply(%v): no error", edits)
		}
	}
}

// TestColumnInLongLine compares with counting from the start of the line.
func TestColumnInLongLine(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("aü😀€", 1000)
	f := source.New("a.bpmn", []byte(text))
	units := 1
	for offset, r := range text {
		if got := f.Pos(offset).Column; got != units {
			t.Fatalf("the column of offset %d is %d, want %d", offset, got, units)
		}
		units += utf16.RuneLen(r)
	}
}

func BenchmarkPosInLongLine(b *testing.B) {
	f := source.New("a.bpmn", []byte(strings.Repeat("<task />", 1<<17)))
	b.ReportAllocs()
	for b.Loop() {
		f.Pos(1 << 19)
	}
}
