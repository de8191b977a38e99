package review

import (
	"fmt"
	"slices"
	"strings"
)

// priority says what is left out first: the highest. Behind contract are the
// other classes of changes, in their order.
type priority int

const (
	refusals priority = iota
	migrations
	findings
	contract
)

// section is what is on the page whole or not at all.
type section struct {
	name     string // as in "left out: …"
	priority priority
	// title stands once above all sections of a chapter that have it.
	title string
	text  string
}

// chapter is what is to unfold for one model.
type chapter struct {
	head     string
	sections []section
}

const foot = "</details>\n\n"

// add adds a section unless it is empty.
func (p *chapter) add(s section) {
	if s.text != "" {
		p.sections = append(p.sections, s)
	}
}

// length is that of the chapter with all of its sections.
func (p *chapter) length() int {
	if len(p.sections) == 0 {
		return 0
	}
	n := len(p.head) + len(foot)
	for _, s := range p.sections {
		n += len(heading(s.title)) + len(s.text)
	}
	return n
}

// omitted is the longest that a chapter says of what it leaves out.
const omitted = 300

// fit returns the chapters with as many of their sections as have room, and a
// message if some have not.
func fit(chapters []chapter, room int, limited bool) (text, message string) {
	whole := 0
	for _, p := range chapters {
		whole += p.length()
	}
	if !limited || whole <= room {
		room = whole + len(chapters)*omitted
	} else {
		room -= omitted // for what is said of the whole page
	}
	kept, left := choose(chapters, room)
	var b strings.Builder
	without := 0
	for i, p := range chapters {
		switch {
		case len(p.sections) == 0:
		case !slices.Contains(kept[i], true):
			without++
		default:
			p.write(&b, kept[i])
		}
	}
	if left == 0 {
		return b.String(), ""
	}
	said := fmt.Sprintf("%s left out, because the page is limited in length", count(left, "section")+wasWere(left))
	note := said
	if without > 0 {
		note += ", among them all about " + count(without, "model")
	}
	return "_" + note + ": `bpmnlint review --max-length 0` writes everything._\n\n" + b.String(), said + ": --max-length 0 writes everything"
}

// choose tells which sections have room, the most important ones of all chapters
// first, and counts the others.
func choose(chapters []chapter, room int) (kept [][]bool, left int) {
	kept = make([][]bool, len(chapters))
	var order []priority
	for i, p := range chapters {
		kept[i] = make([]bool, len(p.sections))
		for _, s := range p.sections {
			if !slices.Contains(order, s.priority) {
				order = append(order, s.priority)
			}
		}
	}
	slices.Sort(order)
	for _, level := range order {
		for i, p := range chapters {
			for j, s := range p.sections {
				if s.priority != level {
					continue
				}
				cost := len(s.text) + len(heading(s.title))
				if !slices.Contains(kept[i], true) {
					cost += len(p.head) + len(foot) + omitted
				}
				if cost > room {
					left++
					continue
				}
				room -= cost
				kept[i][j] = true
			}
		}
	}
	return kept, left
}

func wasWere(n int) string {
	if n == 1 {
		return " was"
	}
	return " were"
}

// write writes the sections that are kept, and the names of the others.
func (p *chapter) write(b *strings.Builder, kept []bool) {
	b.WriteString(p.head)
	var names []string
	title := ""
	for i, s := range p.sections {
		if kept[i] {
			if s.title != title {
				b.WriteString(heading(s.title))
				title = s.title
			}
			b.WriteString(s.text)
		} else if !slices.Contains(names, s.name) {
			names = append(names, s.name)
		}
	}
	if len(names) > 0 {
		fmt.Fprintf(b, "_Left out for length: %s._\n\n", strings.Join(names, ", "))
	}
	b.WriteString(foot)
}

func heading(title string) string {
	if title == "" {
		return ""
	}
	return "#### " + title + "\n\n"
}
