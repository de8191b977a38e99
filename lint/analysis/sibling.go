package analysis

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/juel"
	"github.com/bpmnlint/bpmnlint/source"
)

// SiblingRead is an input parameter that reads another one of its element.
type SiblingRead struct {
	Node *bpmn.FlowNode
	// Reader is the parameter that reads, Read the one whose name it reads.
	Reader, Read *bpmn.Parameter
}

// SiblingReads returns the input parameters that read the name of another
// input parameter of their element, where no variable of that name is seen
// anywhere else: inputs are evaluated in the scope around the element, in which
// the others are not there. What the value of the other parameter itself reads
// is a variable of that scope, and so is a name that the rest of the file
// mentions.
func SiblingReads(d *bpmn.Definitions) []SiblingRead {
	var found []SiblingRead
	for n := range d.FlowNodes() {
		if !executable(n.Scope) || n.InputOutput == nil || len(n.InputOutput.Inputs) < 2 {
			continue
		}
		inputs := n.InputOutput.Inputs
		reads := make([][]string, len(inputs))
		for i, p := range inputs {
			reads[i] = readBy(p)
		}
		for i, reader := range inputs {
			for j, read := range inputs {
				if i == j || read.Name == reader.Name || !slices.Contains(reads[i], read.Name) || slices.Contains(reads[j], read.Name) {
					continue
				}
				x := n.InputOutput.XML
				if !mentioned(d, read.Name, source.Span{Start: x.Tag.Start, End: x.End.End}) {
					found = append(found, SiblingRead{n, reader, read})
				}
				break
			}
		}
	}
	return found
}

// readBy returns the variables that the value of a parameter reads.
func readBy(p *bpmn.Parameter) []string {
	var names []string
	for _, text := range parameterTexts(p) {
		if e, fault := juel.Parse(text); fault == nil {
			names = append(names, e.Variables()...)
		}
	}
	return names
}

// mentioned reports whether a name stands somewhere in the file, as a word of
// its own, outside of a span.
func mentioned(d *bpmn.Definitions, name string, except source.Span) bool {
	text := string(d.File.Text())
	for from := 0; ; {
		i := strings.Index(text[from:], name)
		if i < 0 {
			return false
		}
		start := from + i
		end := start + len(name)
		from = end
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !isNamePart(before) && !isNamePart(after) && (start < except.Start || end > except.End) {
			return true
		}
	}
}

func isNamePart(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
