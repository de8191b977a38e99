package config

import (
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/source"
)

// jsonReader turns a JSON file into a [value].
type jsonReader struct {
	text string
	d    *json.Decoder
}

// readJSON returns the root of a JSON file, and ok false where it cannot be
// parsed. Of a key that is there twice, the last one counts.
func readJSON(text string, report func(source.Span, message)) (root value, ok bool) {
	// Decoder.Token counts offsets in several ways; Unmarshal in one.
	var checked json.RawMessage
	if err := json.Unmarshal([]byte(text), &checked); err != nil {
		at := source.Span{Start: len(text), End: len(text)}
		reason := "unexpected end of the file"
		if e, isSyntax := errors.AsType[*json.SyntaxError](err); isSyntax && !strings.HasPrefix(e.Error(), "unexpected end") {
			at = source.Span{Start: max(0, int(e.Offset)-1), End: int(e.Offset)}
			reason = firstLine(e.Error())
		}
		if at.Start < len(text) && (text[at.Start] == '/' || text[at.Start] == '#') {
			report(at, jsonComment())
		} else {
			report(at, syntaxError("JSON", reason))
		}
		return value{}, false
	}
	r := &jsonReader{text: text, d: json.NewDecoder(strings.NewReader(text))}
	r.d.UseNumber()
	root, err := r.value(0)
	if err != nil {
		at := min(int(r.d.InputOffset()), len(text))
		report(source.Span{Start: at, End: min(at+1, len(text))}, tooNested())
		return value{}, false
	}
	return root, true
}

var errDeep = errors.New("nested too deeply")

// token returns the next token and its place.
func (r *jsonReader) token() (json.Token, source.Span, error) {
	start := int(r.d.InputOffset())
	t, err := r.d.Token()
	if err != nil {
		return nil, source.Span{}, err
	}
	end := int(r.d.InputOffset())
	for start < end && strings.IndexByte(" \t\r\n,:", r.text[start]) >= 0 {
		start++
	}
	return t, source.Span{Start: start, End: end}, nil
}

func (r *jsonReader) value(depth int) (value, error) {
	if depth > maxNesting {
		return value{}, errDeep
	}
	t, span, err := r.token()
	if err != nil {
		return value{}, err
	}
	v := value{span: span}
	switch t := t.(type) {
	case bool:
		v.kind, v.boolean = isBoolean, t
	case string:
		v.kind, v.text = isText, t
	case json.Number:
		v.kind, v.text = isNumber, t.String()
		if v.number, err = t.Float64(); err != nil && !errors.Is(err, strconv.ErrRange) {
			return v, err
		}
		if math.Trunc(v.number) == v.number && math.Abs(v.number) < 1<<53 {
			v.kind, v.integer = isInteger, int(v.number)
		}
	case json.Delim:
		v.kind = isMapping
		if t == '[' {
			v.kind = isList
		}
		if err := r.members(&v, depth); err != nil {
			return v, err
		}
	}
	return v, nil
}

// members reads the content of a list or mapping and its closing bracket.
func (r *jsonReader) members(v *value, depth int) error {
	at := map[string]int{}
	for r.d.More() {
		if v.kind == isList {
			e, err := r.value(depth + 1)
			if err != nil {
				return err
			}
			v.list = append(v.list, e)
			continue
		}
		t, span, err := r.token()
		if err != nil {
			return err
		}
		name, _ := t.(string)
		e, err := r.value(depth + 1)
		if err != nil {
			return err
		}
		if i, ok := at[name]; ok {
			v.pairs[i] = pair{name, span, e}
			continue
		}
		at[name] = len(v.pairs)
		v.pairs = append(v.pairs, pair{name, span, e})
	}
	_, _, err := r.token()
	return err
}
