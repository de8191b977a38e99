package xmltree

// The two namespaces that are bound without a declaration.
const (
	// NamespaceXML is what the prefix xml stands for.
	NamespaceXML = "http://www.w3.org/XML/1998/namespace"
	// NamespaceXMLNS is the namespace of namespace declarations, with prefix
	// and without.
	NamespaceXMLNS = "http://www.w3.org/2000/xmlns/"
)

// scope holds the prefixes that are bound at the current element. A map with
// a log for undoing keeps look-ups constant however many prefixes a file
// declares.
type scope struct {
	bound map[string]string
	log   []shadowed
}

// shadowed is a binding as it was before an element changed it.
type shadowed struct {
	prefix, uri string
	bound       bool
}

func newScope() scope {
	return scope{bound: map[string]string{"xml": NamespaceXML, "xmlns": NamespaceXMLNS}}
}

func (s *scope) bind(prefix, uri string) {
	old, ok := s.bound[prefix]
	s.log = append(s.log, shadowed{prefix, old, ok})
	s.bound[prefix] = uri
}

// restore takes back all bindings since the log had n entries.
func (s *scope) restore(n int) {
	for i := len(s.log) - 1; i >= n; i-- {
		if b := s.log[i]; b.bound {
			s.bound[b.prefix] = b.uri
		} else {
			delete(s.bound, b.prefix)
		}
	}
	s.log = s.log[:n]
}

// lookup returns the URI of a prefix; the empty prefix is always bound, if
// only to no namespace.
func (s *scope) lookup(prefix string) (string, bool) {
	uri, ok := s.bound[prefix]
	return uri, ok && uri != "" || prefix == ""
}

// LookupNamespace returns the URI that a prefix stands for at the element, as
// is needed for a QName in an attribute value. The empty prefix stands for the
// default namespace, which is "" where none is declared. The result ok is
// false for a prefix that is bound to nothing.
func (e *Element) LookupNamespace(prefix string) (uri string, ok bool) {
	switch prefix {
	case "xml":
		return NamespaceXML, true
	case "xmlns":
		return NamespaceXMLNS, true
	}
	for ; e != nil; e = e.Parent {
		if !e.declares {
			continue
		}
		for i := range e.Attrs {
			if a := &e.Attrs[i]; a.Space == NamespaceXMLNS && a.declares(prefix) {
				return a.Value, a.Value != "" || prefix == ""
			}
		}
	}
	return "", prefix == ""
}

// declares tells whether a namespace declaration binds a prefix. The local
// name of xmlns="…" is xmlns, which nobody may bind.
func (a *Attr) declares(prefix string) bool {
	if prefix == "" {
		return a.Local == "xmlns"
	}
	return a.Local == prefix
}
