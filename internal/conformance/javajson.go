package conformance

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/bpmnlint/bpmnlint/engine"
	"github.com/bpmnlint/bpmnlint/juel"
)

// decoder reads JSON with the order of the members of objects, which become
// lists of variables.
type decoder struct{ d *json.Decoder }

func newDecoder(r io.Reader) decoder {
	d := json.NewDecoder(r)
	d.UseNumber()
	return decoder{d}
}

func (d decoder) value() (any, error) {
	token, err := d.d.Token()
	if err != nil {
		return nil, err
	}
	delim, ok := token.(json.Delim)
	if !ok {
		return token, nil
	}
	if delim == '[' {
		list := []any{}
		for d.d.More() {
			v, err := d.value()
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err := d.d.Token()
		return list, err
	}
	object := []engine.Variable{}
	for d.d.More() {
		name, err := d.d.Token()
		if err != nil {
			return nil, err
		}
		v, err := d.value()
		if err != nil {
			return nil, err
		}
		object = append(object, engine.Variable{Name: fmt.Sprint(name), Value: v})
	}
	_, err = d.d.Token()
	return object, err
}

// javaValue returns the value of Java that the recordings made of a value of
// JSON: whole numbers are an Integer, or a Long where that is too small, others
// a Double; {"$date"}, {"$long"} and {"$double"} say their type.
func javaValue(v any) (any, error) {
	switch v := v.(type) {
	case json.Number:
		return javaNumber(v.String())
	case []any:
		l := &juel.List{}
		for _, x := range v {
			item, err := javaValue(x)
			if err != nil {
				return nil, err
			}
			l.Items = append(l.Items, item)
		}
		return l, nil
	case []engine.Variable:
		if len(v) == 1 {
			text := fmt.Sprint(v[0].Value)
			switch v[0].Name {
			case "$date":
				return time.Parse(cycleLayout, text)
			case "$long":
				return strconv.ParseInt(text, 10, 64)
			case "$double":
				return strconv.ParseFloat(text, 64)
			}
		}
		m := juel.NewMap()
		for _, x := range v {
			item, err := javaValue(x.Value)
			if err != nil {
				return nil, err
			}
			m.Put(x.Name, item)
		}
		return m, nil
	}
	return v, nil
}

func javaNumber(text string) (any, error) {
	if !strings.ContainsAny(text, ".eE") {
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			if n >= -math.MaxInt32 && n <= math.MaxInt32 {
				return int32(n), nil
			}
			return n, nil
		}
	}
	return strconv.ParseFloat(text, 64)
}
