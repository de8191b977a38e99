package report

import (
	"io"
	"strings"

	"github.com/olekukonko/tablewriter"
	"github.com/olekukonko/tablewriter/tw"
)

// Table writes a table without lines, its columns apart by two spaces. Control
// characters in cells are escaped.
func Table(w io.Writer, header []string, rows [][]string) error {
	return table{header: header, rows: rows}.write(w)
}

// table is a table without lines. The first columns may be numbers, which are
// aligned to the right.
type table struct {
	indent  string
	header  []string
	rows    [][]string
	numbers int // columns
	after   int // which is the first of them
}

func (t table) write(w io.Writer) error {
	align := make(tw.Alignment, len(t.header))
	for i := range align {
		align[i] = tw.AlignLeft
		if i >= t.after && i < t.after+t.numbers {
			align[i] = tw.AlignRight
		}
	}
	var out strings.Builder
	tbl := tablewriter.NewTable(&out,
		tablewriter.WithEastAsian(tw.Off), // else it depends on the locale
		tablewriter.WithRendition(tw.Rendition{
			Borders:  tw.BorderNone,
			Settings: tw.Settings{Separators: tw.SeparatorsNone, Lines: tw.LinesNone},
		}),
		// On the left it would cut right-aligned cells short.
		tablewriter.WithPadding(tw.Padding{Right: gap, Overwrite: true}),
		tablewriter.WithHeaderAutoFormat(tw.Off),
		tablewriter.WithRowAutoFormat(tw.Off),
		tablewriter.WithHeaderAutoWrap(tw.WrapNone),
		tablewriter.WithRowAutoWrap(tw.WrapNone),
		tablewriter.WithAlignment(align),
	)
	tbl.Header(t.header)
	for _, row := range t.rows {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = Printable(c)
		}
		if err := tbl.Append(cells); err != nil {
			return err
		}
	}
	if err := tbl.Render(); err != nil {
		return err
	}
	for line := range strings.Lines(out.String()) {
		if _, err := io.WriteString(w, t.indent+strings.TrimRight(line, " \n")+"\n"); err != nil {
			return err
		}
	}
	return nil
}
