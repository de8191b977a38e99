package page

import (
	"bufio"
	"strings"
)

// Markdown returns what happens to the instances of a process, without a
// heading, for a page that tells more of it. Of the places from which instances
// simply go on only the first are listed; the others are counted.
func (p *Process) Markdown() string {
	var text strings.Builder
	m := &markdownWriter{Writer: bufio.NewWriter(&text), most: maxPlaces}
	m.body(p)
	_ = m.Flush() // a builder takes everything
	return text.String()
}

// Title returns type, name and key of a process; the path of its file where the
// process is not known.
func (p *Process) Title() string { return p.title() }

// WayBack says in one line whether instances can come back, empty where the
// process is not in both versions.
func (p *Process) WayBack() string {
	if p.Back == nil {
		return ""
	}
	return backVerdict(p.Back)
}
