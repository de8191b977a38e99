package bpmn

import (
	"strings"
	"unicode"

	"github.com/bpmnlint/bpmnlint/xmltree"
)

// maxLabel is the number of characters that a label shows of a name.
const maxLabel = 60

// Label names the element for people, to begin a message with: its type in
// words and its name in double quotes, or its id where it has no name:
//
//	user task "Check order"
//	timer boundary event "2 days"
//	exclusive gateway Gateway_1
//
// Characters that do not print are replaced, and long names are cut.
func (e *Element) Label() string {
	words := e.words()
	if name := clean(e.Name); name != "" {
		return words + ` "` + name + `"`
	}
	if id := clean(e.ID); id != "" {
		return words + " " + id
	}
	return words
}

// words returns the element's type as people say it.
func (e *Element) words() string {
	switch {
	case e.Type.IsEvent() && e.Type != AbstractEvent:
		if kind := eventKind(e.XML); kind != "" {
			return kind + " " + typeWords(e.Type)
		}
	case e.Type.IsSubProcess():
		if isTrue(e.Attr("triggeredByEvent")) {
			return "event " + typeWords(e.Type)
		}
	case e.Type == ErrorEventDefinition && e.XML != nil && e.XML.Space != ModelNamespace:
		return "error mapping"
	}
	return typeWords(e.Type)
}

// eventKind says what an event waits for or throws, empty for a none event.
func eventKind(x *xmltree.Element) string {
	if x == nil {
		return ""
	}
	kind := ""
	for _, c := range x.Children {
		if c.Space != ModelNamespace || !Type(c.Local).IsEventDefinition() {
			continue
		}
		if kind != "" {
			if isTrue(x.Attr("", "parallelMultiple")) {
				return "parallel multiple"
			}
			return "multiple"
		}
		kind = definitionKind(Type(c.Local))
	}
	return kind
}

func definitionKind(t Type) string {
	if t == CompensateEventDefinition {
		return "compensation"
	}
	return strings.TrimSuffix(string(t), "EventDefinition")
}

// typeWords returns the words of a type's name, which is in camel case.
func typeWords(t Type) string {
	switch t {
	case SubProcess:
		return "sub-process"
	case AdHocSubProcess:
		return "ad-hoc sub-process"
	case EventBasedGateway:
		return "event-based gateway"
	case MultiInstanceLoopCharacteristics:
		return "multi-instance loop"
	case StandardLoopCharacteristics:
		return "standard loop"
	case CompensateEventDefinition:
		return "compensation event definition"
	case DefinitionsType:
		return "model"
	case DiagramType:
		return "diagram"
	case PlaneType:
		return "diagram plane"
	case ShapeType:
		return "diagram shape"
	case EdgeType:
		return "diagram edge"
	case "in", "out":
		return string(t) + " mapping"
	case "inputOutput":
		return "input/output mapping"
	case "":
		return "element"
	}
	var b strings.Builder
	upper := true // so that a leading capital, or a run of them, stays one word
	for _, r := range string(t) {
		if unicode.IsUpper(r) {
			if !upper {
				b.WriteByte(' ')
			}
			r, upper = unicode.ToLower(r), true
		} else {
			upper = false
		}
		b.WriteRune(r)
	}
	return clean(b.String())
}

// clean makes a name from a file fit for a line of text: white space and what
// does not print becomes one space, and what is too long is cut.
func clean(s string) string {
	s = strings.TrimSpace(s)
	// Most names need nothing; there are no more characters than bytes.
	if len(s) <= maxLabel && !strings.ContainsFunc(s, needsCleaning) {
		return s
	}
	var b strings.Builder
	n, space := 0, false
	for _, r := range s {
		if r == ' ' || needsCleaning(r) {
			space = n > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			n, space = n+1, false
		}
		if n++; n > maxLabel {
			return cut(b.String())
		}
		b.WriteRune(r)
	}
	return b.String()
}

// cut shortens a text that is about maxLabel long to end in an ellipsis.
func cut(s string) string {
	runes := []rune(s)
	runes = runes[:min(len(runes), maxLabel-1)]
	return strings.TrimRight(string(runes), " ") + "…"
}

// needsCleaning reports whether r is a control character, a line or paragraph
// separator, a character that changes the direction of writing, or white space
// other than a space.
func needsCleaning(r rune) bool {
	return r != ' ' && unicode.IsSpace(r) || unicode.IsControl(r) ||
		r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == unicode.ReplacementChar
}
