package report_test

import (
	"io"
	"testing"

	"github.com/bpmnlint/bpmnlint/report"
)

// BenchmarkWrite writes the findings of a large repository in each format.
func BenchmarkWrite(b *testing.B) {
	run := flood(4000, 5)
	for _, f := range report.Formats() {
		b.Run(f.Name, func(b *testing.B) { benchmarkWrite(b, f.Name, run, report.Options{}) })
	}
	b.Run("text-all", func(b *testing.B) { benchmarkWrite(b, "text", run, report.Options{All: true}) })
	b.Run("text-all-wrapped", func(b *testing.B) { benchmarkWrite(b, "text", run, report.Options{All: true, Width: 80}) })
}

// BenchmarkWriteSmall writes what a file in an editor or a commit hook gives.
func BenchmarkWriteSmall(b *testing.B) {
	run := flood(1, 3)
	for _, f := range report.Formats() {
		b.Run(f.Name, func(b *testing.B) { benchmarkWrite(b, f.Name, run, report.Options{}) })
	}
}

func benchmarkWrite(b *testing.B, format string, run report.Run, opts report.Options) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := report.Write(io.Discard, format, run, opts); err != nil {
			b.Fatal(err)
		}
	}
}
