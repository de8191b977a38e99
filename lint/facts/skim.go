package facts

import (
	"bytes"
	"slices"
	"strings"
)

// Skimmed is what can be told of the calls in a model without parsing it. Keys
// are as they are written, references included.
type Skimmed struct {
	// Calls are the keys of the called processes, Processes those of its own.
	Calls, Processes []string
	// IsDynamic says that a key is an expression.
	IsDynamic bool
	// IsExecutable says that a process seems to be executable.
	IsExecutable bool
}

// Skim looks for calls in a model, given by its content as it lies on disk.
func Skim(data []byte) Skimmed {
	var out Skimmed
	for _, key := range valuesOf(data, "calledElement") {
		out.Calls = append(out.Calls, key)
		out.IsDynamic = out.IsDynamic || isDynamic(key)
	}
	out.IsExecutable = slices.Contains(valuesOf(data, "isExecutable"), "true")
	const element = "process"
	for at := 0; ; {
		i := bytes.Index(data[at:], []byte(element))
		if i < 0 {
			return out
		}
		start := at + i
		at = start + len(element)
		if start == 0 || data[start-1] != '<' && data[start-1] != ':' || at >= len(data) || !isSpace(data[at]) {
			continue
		}
		if id, ok := idIn(data[at:]); ok {
			out.Processes = append(out.Processes, id)
		}
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// valuesOf returns the values of the attributes of a name, whatever its prefix.
func valuesOf(data []byte, attribute string) []string {
	var out []string
	for {
		i := bytes.Index(data, []byte(attribute))
		if i < 0 {
			return out
		}
		data = bytes.TrimLeft(data[i+len(attribute):], " \t\r\n")
		if value, rest, ok := attributeValue(bytes.TrimPrefix(data, []byte("="))); ok {
			out, data = append(out, string(value)), rest
		}
	}
}

// idIn returns the id among the attributes that a text begins with.
func idIn(text []byte) (string, bool) {
	for {
		text = bytes.TrimLeft(text, " \t\r\n")
		i := bytes.IndexAny(text, "=>")
		if i <= 0 || text[i] == '>' {
			return "", false
		}
		name := bytes.TrimRight(text[:i], " \t\r\n")
		value, rest, ok := attributeValue(text[i+1:])
		if !ok {
			return "", false
		}
		if string(name) == "id" {
			return string(value), true
		}
		text = rest
	}
}

// Calls are what files call and define, to find out which others are connected
// with them.
type Calls struct {
	called, defined map[string]bool
	// throws says that something is thrown that a caller may catch, however far
	// away it is.
	throws bool
}

// NewCalls returns the calls of files.
func NewCalls(files ...*Summary) *Calls {
	c := &Calls{called: map[string]bool{}, defined: map[string]bool{}}
	for _, s := range files {
		for _, p := range s.processes {
			c.defined[p.id] = true
		}
		for _, x := range s.calls {
			c.called[x.key] = true
		}
		c.throws = c.throws || len(s.thrown) > 0
	}
	return c
}

// Throws reports whether something is thrown that a caller may catch.
func (c *Calls) Throws() bool { return c.throws }

// Defines reports whether a file calls one of the processes.
func (c *Calls) Defines(s Skimmed) bool {
	return slices.ContainsFunc(s.Calls, func(key string) bool { return isOf(c.defined, key) })
}

// Calls reports whether a file has one of the processes that are called.
func (c *Calls) Calls(s Skimmed) bool {
	return slices.ContainsFunc(s.Processes, func(key string) bool { return isOf(c.called, key) })
}

// isOf reports whether a key as it is written may be one of a set.
func isOf(keys map[string]bool, key string) bool {
	plain, _, references := strings.Cut(key, "&")
	if !references {
		return keys[key]
	}
	for k := range keys {
		if strings.HasPrefix(k, plain) {
			return true
		}
	}
	return false
}
