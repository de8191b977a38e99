package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math"
	"strconv"

	"github.com/bpmnlint/bpmnlint/source"
)

// jsonReader turns a JSON file into a [value].
type jsonReader struct {
	text   string
	d      *json.Decoder
	report func(source.Span, message)
}

// readJSON returns the root of a JSON file, and ok false where it cannot be
// parsed. Of a key that is there twice, the last one counts.
func readJSON(text string, report func(source.Span, message)) (root value, ok bool) {
	r := &jsonReader{text: text, d: json.NewDecoder(bytes.NewReader([]byte(text))), report: report}
	r.d.UseNumber()
	root, err := r.value(0)
	if err == nil {
		if _, err = r.d.Token(); err == io.EOF {
			return root, true
		}
		if err == nil {
			err = errors.New("more than one value")
		}
	}
	if errors.Is(err, errDeep) {
		report(r.here(), tooNested())
		return value{}, false
	}
	at := r.here()
	if e, isSyntax := errors.AsType[*json.SyntaxError](err); isSyntax && e.Offset > 0 {
		at = source.Span{Start: int(e.Offset) - 1, End: int(e.Offset)}
	}
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		at = source.Span{Start: len(text), End: len(text)}
		err = errors.New("unexpected end of the file")
	}
	if at.Start < len(text) && (text[at.Start] == '/' || text[at.Start] == '#') {
		report(at, jsonComment())
		return value{}, false
	}
	report(at, syntaxError("JSON", firstLine(err.Error())))
	return value{}, false
}

var errDeep = errors.New("nested too deeply")

// here is the place behind the last token.
func (r *jsonReader) here() source.Span {
	at := min(int(r.d.InputOffset()), len(r.text))
	return source.Span{Start: at, End: min(at+1, len(r.text))}
}

// token returns the next token and its place.
func (r *jsonReader) token() (json.Token, source.Span, error) {
	start := int(r.d.InputOffset())
	t, err := r.d.Token()
	if err != nil {
		return nil, source.Span{}, err
	}
	end := int(r.d.InputOffset())
	for start < end && bytes.IndexByte([]byte(" \t\r\n,:"), r.text[start]) >= 0 {
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
