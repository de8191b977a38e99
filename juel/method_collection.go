package juel

import (
	"fmt"
	"slices"
)

// Iterator is a java.util.Iterator over a copy of a collection.
type Iterator struct {
	items []any
	class string
}

func iteratorMethod(it *Iterator, name string, a *arguments) (any, bool) {
	switch {
	case name == "hasNext" && a.are(0):
		return len(it.items) > 0, true
	case name == "next" && a.are(0):
		if len(it.items) == 0 {
			a.throw("java.util.NoSuchElementException", "")
			return nil, true
		}
		first := it.items[0]
		it.items = it.items[1:]
		return first, true
	case name == "count" && a.are(0) && it.class == streamClass:
		return int64(len(it.items)), true
	}
	return nil, false
}

const streamClass = "java.util.stream.ReferencePipeline$Head"

func indexOf(items []any, v any) int {
	return slices.IndexFunc(items, func(item any) bool {
		return item == nil && v == nil || item != nil && v != nil && (same(item, v) || javaEquals(item, v))
	})
}

// collectionMethod has what lists and sets share.
func collectionMethod(items []any, name string, a *arguments) (any, bool) {
	switch {
	case name == "size" && a.are(0):
		return int32(len(items)), true
	case name == "isEmpty" && a.are(0):
		return len(items) == 0, true
	case name == "contains" && a.are(1):
		return indexOf(items, a.values[0]) >= 0, true
	case name == "containsAll" && a.are(1):
		for _, v := range itemsOf(a.values[0]) {
			if indexOf(items, v) < 0 {
				return false, true
			}
		}
		return true, true
	case name == "iterator" && a.are(0):
		return &Iterator{items: slices.Clone(items), class: "java.util.ArrayList$Itr"}, true
	case name == "stream" && a.are(0):
		return &Iterator{items: slices.Clone(items), class: streamClass}, true
	}
	return nil, false
}

func itemsOf(v any) []any {
	switch v := v.(type) {
	case *List:
		return v.Items
	case *Set:
		return v.Items
	}
	return nil
}

func listMethod(l *List, name string, a *arguments) (any, bool) {
	outside := func(i, n int) bool {
		if i < 0 || i >= n {
			a.throw("java.lang.IndexOutOfBoundsException", fmt.Sprintf("Index %d out of bounds for length %d", i, len(l.Items)))
			return true
		}
		return false
	}
	switch {
	case name == "get" && a.are(1):
		i := a.int(0)
		if a.fault != nil || outside(i, len(l.Items)) {
			return nil, true
		}
		return l.Items[i], true
	case name == "indexOf" && a.are(1):
		return int32(indexOf(l.Items, a.values[0])), true
	case name == "lastIndexOf" && a.are(1):
		back := slices.Clone(l.Items)
		slices.Reverse(back)
		if i := indexOf(back, a.values[0]); i >= 0 {
			return int32(len(back) - 1 - i), true
		}
		return int32(-1), true
	case name == "add" && a.are(1):
		if len(l.Items) >= maxText {
			a.fail(failed("the list would be longer than this program makes"))
			return nil, true
		}
		l.Items = append(l.Items, a.values[0])
		return true, true
	case name == "addAll" && a.are(1):
		more := itemsOf(a.values[0])
		l.Items = append(l.Items, more...)
		return len(more) > 0, true
	case name == "set" && a.are(2):
		i := a.int(0)
		if a.fault != nil || outside(i, len(l.Items)) {
			return nil, true
		}
		old := l.Items[i]
		l.Items[i] = a.values[1]
		return old, true
	case name == "remove" && a.are(1):
		i := indexOf(l.Items, a.values[0])
		if i >= 0 {
			l.Items = slices.Delete(l.Items, i, i+1)
		}
		return i >= 0, true
	case name == "clear" && a.are(0):
		l.Items = nil
		return nil, true
	case name == "subList" && a.are(2):
		from, to := a.int(0), a.int(1)
		if a.fault != nil {
			return nil, true
		}
		if from < 0 || to > len(l.Items) || from > to {
			a.throw("java.lang.IndexOutOfBoundsException", fmt.Sprintf("fromIndex: %d, toIndex: %d, size: %d", from, to, len(l.Items)))
			return nil, true
		}
		return &List{Items: slices.Clone(l.Items[from:to])}, true
	}
	return collectionMethod(l.Items, name, a)
}

func setMethod(s *Set, name string, a *arguments) (any, bool) {
	switch {
	case (name == "first" || name == "last") && a.are(0):
		if len(s.Items) == 0 {
			a.throw("java.util.NoSuchElementException", "")
			return nil, true
		}
		if name == "first" {
			return s.Items[0], true
		}
		return s.Items[len(s.Items)-1], true
	}
	return collectionMethod(s.Items, name, a)
}

func mapMethod(m *Map, name string, a *arguments) (any, bool) {
	switch {
	case name == "get" && a.are(1):
		v, _ := m.Get(a.values[0])
		return v, true
	case name == "getOrDefault" && a.are(2):
		if v, ok := m.Get(a.values[0]); ok {
			return v, true
		}
		return a.values[1], true
	case name == "containsKey" && a.are(1):
		_, ok := m.Get(a.values[0])
		return ok, true
	case name == "containsValue" && a.are(1):
		for _, k := range m.keys {
			if v, _ := m.Get(k); indexOf([]any{v}, a.values[0]) == 0 {
				return true, true
			}
		}
		return false, true
	case name == "put" && a.are(2):
		return m.Put(a.values[0], a.values[1]), true
	case name == "remove" && a.are(1):
		return m.Remove(a.values[0]), true
	case name == "clear" && a.are(0):
		*m = *NewMap()
		return nil, true
	case name == "size" && a.are(0):
		return int32(m.Len()), true
	case name == "isEmpty" && a.are(0):
		return m.Len() == 0, true
	case name == "keySet" && a.are(0):
		return &Set{Items: m.Keys()}, true
	case name == "values" && a.are(0):
		list := &List{}
		for _, k := range m.Keys() {
			v, _ := m.Get(k)
			list.Items = append(list.Items, v)
		}
		return list, true
	}
	return nil, false
}
