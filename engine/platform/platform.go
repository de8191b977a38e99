package platform

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Product is a line of engines.
type Product string

// The products.
const (
	Camunda  Product = "camunda"
	Operaton Product = "operaton"
	CIBSeven Product = "cibseven"
)

// Platform is an engine. The zero value stands for no engine.
type Platform struct {
	Product Product
	// Major and Minor are the version; Minor is -1 where it is not known.
	Major, Minor int
}

// Latest returns the version that stands for a product of unknown version.
func Latest(p Product) Platform {
	switch p {
	case Operaton:
		return Platform{Operaton, 1, 0}
	case CIBSeven:
		return Platform{CIBSeven, 2, 0}
	}
	return Platform{Camunda, 7, 24}
}

// Parse reads a name: camunda-7.24, camunda-7.24.0 and camunda-7 are the same
// platform, camunda-8 is one of its own. The error tells what a name looks
// like.
func Parse(name string) (Platform, error) {
	text, version, versioned := strings.Cut(strings.ToLower(name), "-")
	product := Product(text)
	parts := strings.Split(version, ".")
	digits := !slices.ContainsFunc(parts, func(s string) bool { return number(s) < 0 })
	known := product == Camunda || product == Operaton || product == CIBSeven
	if !known || versioned && (!digits || len(parts) > 3) {
		return Platform{}, fmt.Errorf("unknown platform %q: camunda-7.24, operaton-1.0, cibseven-2.0, camunda-8 or another version of these", name)
	}
	latest := Latest(product)
	major := number(parts[0])
	switch {
	case !versioned:
		return latest, nil
	case product == Camunda && major != 7 && major != 8:
		return Platform{}, fmt.Errorf("unknown platform %q: Camunda's versions are 7 and 8, for example camunda-7.24", name)
	case len(parts) > 1:
		return Platform{product, major, number(parts[1])}, nil
	case product == Camunda && major == 8:
		return Platform{product, major, -1}, nil
	case major == latest.Major:
		return latest, nil
	}
	return Platform{product, major, 0}, nil
}

// number returns the value of a version's part, -1 where it is none.
func number(s string) int {
	n, err := strconv.ParseUint(s, 10, 16)
	if err != nil {
		return -1
	}
	return int(n)
}

// String returns the normalized name, such as camunda-7.24.
func (p Platform) String() string {
	if p.Minor < 0 {
		return fmt.Sprintf("%s-%d", p.Product, p.Major)
	}
	return fmt.Sprintf("%s-%d.%d", p.Product, p.Major, p.Minor)
}

// IsCamunda8 reports whether the platform is Camunda 8, which is no engine of
// this family.
func (p Platform) IsCamunda8() bool { return p.Product == Camunda && p.Major == 8 }

// before reports whether the platform is of the product and older than the
// version.
func (p Platform) before(product Product, major, minor int) bool {
	return p.Product == product && cmp.Or(cmp.Compare(p.Major, major), cmp.Compare(p.Minor, minor)) < 0
}

// The extension namespaces.
const (
	camundaNamespace  = "http://camunda.org/schema/1.0/bpmn"
	activitiNamespace = "http://activiti.org/bpmn"
	operatonNamespace = "http://operaton.org/schema/1.0/bpmn"
)

// ExtensionNamespaces returns the namespace that the engine reads its
// extensions in, and the one that it falls back to where the first has no such
// attribute or element.
func (p Platform) ExtensionNamespaces() (first, fallback string) {
	if p.Product == Operaton {
		return operatonNamespace, camundaNamespace
	}
	return camundaNamespace, activitiNamespace
}
