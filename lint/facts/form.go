package facts

import (
	"encoding/json"
	"path"
	"strings"

	"github.com/bpmnlint/bpmnlint/bpmn"
	"github.com/bpmnlint/bpmnlint/xmltree"
)

// projectForm is a form that a user task or start event refers to and that
// is a file of its own.
type projectForm struct {
	place
	attr string // the attribute's name
	// file is the last part of the name of the file, or ref the form's id.
	file, ref string
	missing   bool
}

// Forms are the files of forms in a repository.
type Forms struct {
	files map[string]bool // by name without folder
	kinds map[string]bool // extensions
	ids   map[string]bool // of Camunda forms
}

// NewForms returns an empty collection.
func NewForms() *Forms {
	return &Forms{files: map[string]bool{}, kinds: map[string]bool{}, ids: map[string]bool{}}
}

// IsForm reports whether the file of a name may be a form.
func IsForm(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".form", ".html", ".htm", ".xhtml":
		return true
	}
	return false
}

// HasID reports whether the file of a name is a Camunda form, which has its id
// inside.
func HasID(name string) bool { return strings.ToLower(path.Ext(name)) == ".form" }

// Add adds a file, by its path with slashes; content is needed where [HasID].
func (f *Forms) Add(name string, content []byte) {
	base := path.Base(name)
	f.files[base] = true
	f.kinds[strings.ToLower(path.Ext(base))] = true
	if HasID(name) {
		if id := FormID(content); id != "" {
			f.ids[id] = true
		}
	}
}

// FormID returns the id of a Camunda form, empty for none.
func FormID(content []byte) string {
	var form struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(content, &form) != nil {
		return ""
	}
	return form.ID
}

// lacks reports whether a form is not there. Where the repository has no form
// of the kind at all, they are kept elsewhere.
func (f *Forms) lacks(x *projectForm) bool {
	switch {
	case f == nil:
		return false
	case x.ref != "":
		return len(f.ids) > 0 && !f.ids[x.ref]
	}
	return f.kinds[strings.ToLower(path.Ext(x.file))] && !f.files[x.file]
}

// NeedsForms reports whether any of the files refers to a form that is a file.
func NeedsForms(files []*Summary) bool {
	for _, s := range files {
		if len(s.forms) > 0 {
			return true
		}
	}
	return false
}

// form returns the form of a node that must be a file of the repository, nil
// if there is none.
func (s *Summary) form(n *bpmn.FlowNode) *projectForm {
	f := &projectForm{}
	if ref := constant(n.Form.Ref); ref != "" {
		f.ref, f.attr = strings.Clone(ref), "formRef"
	} else if file := formFile(constant(n.Form.Key)); file != "" {
		f.file, f.attr = strings.Clone(path.Base(file)), "formKey"
	} else {
		return nil
	}
	f.place = s.place(&n.Element)
	return f
}

func constant(a *xmltree.Attr) string {
	if a == nil || isDynamic(a.Value) {
		return ""
	}
	return strings.TrimSpace(a.Value)
}

// formFile returns the file of a form key, empty where the key is none of
// those that Tasklist resolves to a file.
func formFile(key string) string {
	embedded, isEmbedded := strings.CutPrefix(key, "embedded:")
	key, isForm := strings.CutPrefix(embedded, "camunda-forms:")
	file, isDeployed := strings.CutPrefix(key, "deployment:")
	if !isDeployed {
		var isApp bool
		if file, isApp = strings.CutPrefix(key, "app:"); !isApp || !isEmbedded && !isForm {
			return ""
		}
	}
	file, _, _ = strings.Cut(file, "?")
	if !IsForm(file) {
		return ""
	}
	return file
}
