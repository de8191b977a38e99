package facts

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
)

// Mentions are the names by which files refer to each other: keys of processes
// and of calls, names of messages and signals, topics, forms. With them, what
// refers to a few files is found among thousands without parsing all of them.
type Mentions struct {
	names   map[string]bool // in lower case
	longest int
	// lengths are those of the names in bytes; of longer ones nothing is said.
	lengths [128]bool
	// events says that there are names of messages or signals among them, which
	// a name with an expression may stand for.
	events bool
	// topicUnits are the deployment units in which any topic matters: one may
	// look like a misspelt other.
	topicUnits map[string]bool
	// texts may stand anywhere within a value.
	texts [][]byte
}

// NewMentions returns the names that files mention.
func NewMentions(files ...*Summary) *Mentions {
	m := &Mentions{names: map[string]bool{}, topicUnits: map[string]bool{}}
	for _, s := range files {
		m.add(s)
	}
	return m
}

func (m *Mentions) add(s *Summary) {
	for _, p := range s.processes {
		m.addName(p.id)
	}
	for _, c := range s.calls {
		m.addName(c.key)
	}
	for _, t := range s.topics {
		m.addName(t.name)
		m.topicUnits[together(s)] = true
	}
	for i := range s.events {
		m.events = true
		m.addName(s.events[i].name)
	}
}

// AddForm adds the file of a form, by its name without folder or by the id that
// it has inside.
func (m *Mentions) AddForm(name string) {
	if name != "" {
		m.texts = append(m.texts, []byte(name))
	}
}

func (m *Mentions) addName(name string) {
	if name != "" {
		folded := strings.ToLower(name)
		m.names[folded] = true
		for _, n := range []int{len(name), len(folded)} {
			if n < len(m.lengths) {
				m.lengths[n] = true
			}
		}
		m.longest = max(m.longest, len(name), len(folded))
	}
}

// Empty reports whether there is no name.
func (m *Mentions) Empty() bool { return len(m.names)+len(m.texts) == 0 }

// In reports whether a model, given by its content as it lies on disk, may
// mention one of the names. It errs on the side of yes. unit returns the
// model's deployment unit; it is asked only where that matters.
func (m *Mentions) In(data []byte, unit func() string) bool {
	// Only what is plain ASCII or UTF-8 can be searched as it is.
	if bytes.IndexByte(data[:min(len(data), 4)], 0) >= 0 || bytes.HasPrefix(data, []byte{0xFE, 0xFF}) || bytes.HasPrefix(data, []byte{0xFF, 0xFE}) {
		return true
	}
	if slices.ContainsFunc(m.texts, func(t []byte) bool { return bytes.Contains(data, t) }) {
		return true
	}
	folded := make([]byte, 0, m.longest)
	topics := len(m.topicUnits) > 0
	for at := 0; ; {
		i := bytes.IndexByte(data[at:], '=')
		if i < 0 {
			return false
		}
		name := data[:at+i]
		at += i + 1
		value, rest, ok := attributeValue(data[at:])
		if !ok {
			continue
		}
		at = len(data) - len(rest)
		if m.events && bytes.HasSuffix(name, []byte("name")) && bytes.ContainsAny(value, "$#") {
			return true
		}
		if topics && bytes.HasSuffix(name, []byte("opic")) {
			if m.topicUnits[unit()] {
				return true
			}
			topics = false
		}
		if m.matches(value, folded) {
			return true
		}
	}
}

// attributeValue returns the quoted value that a text begins with, white space
// before it left out, and what comes behind.
func attributeValue(text []byte) (value, rest []byte, ok bool) {
	text = bytes.TrimLeft(text, " \t\r\n")
	if len(text) == 0 || text[0] != '"' && text[0] != '\'' {
		return nil, nil, false
	}
	end := bytes.IndexByte(text[1:], text[0])
	if end < 0 {
		return nil, nil, false
	}
	return text[1 : 1+end], text[end+2:], true
}

// matches reports whether a value is one of the names, in any case. One that
// is written with references or outside of ASCII may be.
func (m *Mentions) matches(value, folded []byte) bool {
	if n := len(value); n < len(m.lengths) && !m.lengths[n] && bytes.IndexByte(value, '&') < 0 {
		return false
	}
	for _, c := range value {
		switch {
		case c == '&' || c >= 0x80:
			return m.unusual(value)
		case len(folded) == m.longest:
			return false
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		folded = append(folded, c)
	}
	return m.names[string(folded)]
}

// unusual compares a value that has to be decoded first: one without
// references exactly, any other by what begins it.
func (m *Mentions) unusual(value []byte) bool {
	plain, _, references := bytes.Cut(value, []byte("&"))
	start := strings.ToLower(string(plain))
	if !references {
		return m.names[start]
	}
	for name := range m.names {
		if strings.HasPrefix(name, start) {
			return true
		}
	}
	return false
}

// Same reports whether two states of a file look the same to the rules about
// all files together, but for places; nil stands for a file that is not there.
func Same(a, b *Summary) bool {
	if a == nil || b == nil {
		return a == b
	}
	x, err := a.MarshalJSON()
	y, err2 := b.MarshalJSON()
	return err == nil && err2 == nil && bytes.Equal(placePattern.ReplaceAll(x, nil), placePattern.ReplaceAll(y, nil))
}

// placePattern matches the places of elements in the stored form of a summary;
// within a string its quotes would be escaped.
var placePattern = regexp.MustCompile(`"At":\d+,`)
