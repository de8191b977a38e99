package source

import (
	"sort"
	"sync"
	"unicode/utf8"
)

// Span is a half-open interval [Start, End) of offsets into a file's text.
type Span struct{ Start, End int }

// Pos is a place in a file.
type Pos struct {
	Offset int // bytes from the start of the file's data
	Line   int // from 1
	Column int // UTF-16 code units from 1
}

// Range is a half-open interval of places: End is behind the last character.
type Range struct{ Start, End Pos }

// Mark says that the text from offset Text on lies in the data from offset
// Data on.
type Mark struct{ Text, Data int }

// File is a file's name and content. Its methods may be called concurrently.
type File struct {
	// Path is the name for people: relative to the working directory where
	// possible, with slashes.
	Path string
	// Data is the content as it lies on disk. It must not be changed.
	Data []byte

	text  []byte
	marks []Mark

	once  sync.Once
	lines []int // text offsets of the first character of each line
	units []mileage
}

// mileage is the number of UTF-16 code units before an offset of the text.
// There is one at least every chunk bytes, so that a column costs the same at
// the end of a long line as at its start.
type mileage struct{ text, units int }

const chunk = 1 << 10

// New returns a file whose text is its data, as for UTF-8 without byte order
// mark. It does not copy data.
func New(path string, data []byte) *File {
	return &File{Path: path, Data: data, text: data}
}

// Decoded returns a file with the same path and data and the given text.
// Marks are sorted by Text. The text between two marks is as long as the
// data between them, byte by byte; where it is longer or shorter (a character
// that takes another number of bytes in UTF-8 than in the file's encoding), a
// mark must follow each such character.
func (f *File) Decoded(text []byte, marks []Mark) *File {
	return &File{Path: f.Path, Data: f.Data, text: text, marks: marks}
}

// Text returns the content as UTF-8. It must not be changed.
func (f *File) Text() []byte { return f.text }

// Offset returns the offset into the data of an offset into the text.
func (f *File) Offset(text int) int {
	i := sort.Search(len(f.marks), func(i int) bool { return f.marks[i].Text > text })
	if i == 0 {
		return text
	}
	m := f.marks[i-1]
	off := m.Data + text - m.Text
	// Within a character that takes fewer bytes in the file than in UTF-8.
	if i < len(f.marks) && off > f.marks[i].Data {
		off = f.marks[i].Data
	}
	return min(off, len(f.Data))
}

// Pos returns the place of an offset into the text. Offsets outside the text
// are moved to its nearest end.
func (f *File) Pos(text int) Pos {
	f.once.Do(f.index)
	text = min(max(text, 0), len(f.text))
	line := sort.SearchInts(f.lines, text+1) - 1
	return Pos{Offset: f.Offset(text), Line: line + 1, Column: f.unitsBefore(text) - f.unitsBefore(f.lines[line]) + 1}
}

// unitsBefore returns the number of UTF-16 code units before an offset.
func (f *File) unitsBefore(text int) int {
	i := sort.Search(len(f.units), func(i int) bool { return f.units[i].text > text }) - 1
	m := f.units[i]
	return m.units + utf16Len(f.text[m.text:text])
}

// Range returns the places of a span.
func (f *File) Range(s Span) Range {
	return Range{f.Pos(s.Start), f.Pos(s.End)}
}

// Line returns the text of a line, counted from 1, without its line end.
// It returns nil for a line that is not there.
func (f *File) Line(n int) []byte {
	f.once.Do(f.index)
	if n < 1 || n > len(f.lines) {
		return nil
	}
	end := len(f.text)
	if n < len(f.lines) {
		end = f.lines[n]
	}
	line := f.text[f.lines[n-1]:end]
	for len(line) > 0 && (line[len(line)-1] == '\n' || line[len(line)-1] == '\r') {
		line = line[:len(line)-1]
	}
	return line
}

func (f *File) index() {
	f.lines = append(f.lines, 0)
	for i, c := range f.text {
		if c == '\n' || c == '\r' && (i+1 == len(f.text) || f.text[i+1] != '\n') {
			f.lines = append(f.lines, i+1)
		}
	}
	f.units = append(f.units, mileage{})
	for last := f.units[0]; len(f.text)-last.text > chunk; {
		end := last.text + chunk
		for end < len(f.text) && !utf8.RuneStart(f.text[end]) {
			end++
		}
		last = mileage{end, last.units + utf16Len(f.text[last.text:end])}
		f.units = append(f.units, last)
	}
}

// utf16Len returns the number of UTF-16 code units of s. A byte that is not
// UTF-8 counts as one.
func utf16Len(s []byte) int {
	n := 0
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			n, i = n+1, i+1
			continue
		}
		r, size := utf8.DecodeRune(s[i:])
		n, i = n+1, i+size
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
