package simulator

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
)

// ParseVar reads name=value. The value is a literal of JSON, or else the text
// itself: amount=5, paid=true, items=["a","b"], note=hello.
func ParseVar(text string) (name string, value any, err error) {
	name, raw, ok := strings.Cut(text, "=")
	if !ok || name == "" {
		return "", nil, fmt.Errorf("%q is no name=value", text)
	}
	return name, parseValue(raw), nil
}

// ParseVars reads a JSON object of variables.
func ParseVars(data []byte) (Vars, error) {
	d := json.NewDecoder(strings.NewReader(string(data)))
	d.UseNumber()
	var v map[string]any
	if err := d.Decode(&v); err != nil {
		return nil, fmt.Errorf("want a JSON object of variables: %w", err)
	}
	if d.More() {
		return nil, fmt.Errorf("want one JSON object of variables, and nothing behind it")
	}
	out := Vars{}
	for name, x := range v {
		out[name] = numbered(x)
	}
	return out, nil
}

// parseValue reads a literal of JSON; what is none is a text.
func parseValue(raw string) any {
	d := json.NewDecoder(strings.NewReader(raw))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil || d.More() {
		return raw
	}
	return numbered(v)
}

// numbered makes the numbers of a value whole ones or floating ones, as the
// engine has them.
func numbered(v any) any {
	switch v := v.(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil {
			if n >= math.MinInt32 && n <= math.MaxInt32 {
				return int32(n)
			}
			return n
		}
		f, err := v.Float64()
		if err != nil {
			return v.String()
		}
		return f
	case []any:
		for i := range v {
			v[i] = numbered(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = numbered(v[k])
		}
	}
	return v
}

func readVars(words []string) (Vars, error) {
	v := Vars{}
	for _, w := range words {
		name, value, err := ParseVar(w)
		if err != nil {
			return nil, fmt.Errorf("%w; variables stand at the end as name=value", err)
		}
		v[name] = value
	}
	return v, nil
}

// unquoted returns a word without the quotes around it.
func unquoted(w string) string {
	var s string
	if strings.HasPrefix(w, `"`) && json.Unmarshal([]byte(w), &s) == nil {
		return s
	}
	return w
}
