package workspace

import (
	"slices"
	"strconv"
	"strings"

	"github.com/bpmnlint/bpmnlint/engine/platform"
)

// The products that a [Platform] can name.
const (
	Camunda   = string(platform.Camunda)
	Operaton  = string(platform.Operaton)
	CIBSeven  = string(platform.CIBSeven)
	camunda8  = "camunda-8"
	cloudName = "Camunda Cloud" // modeler:executionPlatform of Camunda 8
)

// The extension namespaces by which a model tells its product.
const (
	camundaNamespace  = "http://camunda.org/schema/1.0/bpmn"
	activitiNamespace = "http://activiti.org/bpmn"
	operatonNamespace = "http://operaton.org/schema/1.0/bpmn"
	zeebeNamespace    = "http://camunda.org/schema/zeebe/1.0"
)

// Platform is the engine that a model is meant for.
type Platform struct {
	// Name is camunda-7.24, operaton-1.0, cibseven-2.0, camunda-8, camunda-8.5, ….
	Name string
	// Source tells where the name comes from: "flag", a configuration file's
	// name, a build file's path, "namespace", "execution platform" or
	// "default".
	Source string
	// Hint is the version that the model states for its modeler ("7.15.0"),
	// which says little about the engine; may be empty.
	Hint string
}

// Product returns camunda, operaton or cibseven.
func (p Platform) Product() string {
	product, _, _ := strings.Cut(p.Name, "-")
	return product
}

// Version returns the version; a part that is not known is -1.
func (p Platform) Version() (major, minor int) {
	_, version, _ := strings.Cut(p.Name, "-")
	a, b, _ := strings.Cut(version, ".")
	return number(a), number(b)
}

// Camunda8 reports whether the platform is Camunda 8, for which only rules
// that know no engine make sense.
func (p Platform) Camunda8() bool {
	major, _ := p.Version()
	return p.Product() == Camunda && major == 8
}

func number(s string) int {
	n, err := strconv.ParseUint(s, 10, 16)
	if err != nil {
		return -1
	}
	return int(n)
}

// latest returns the platform that stands for a product of unknown version.
func latest(product string) string {
	return platform.Latest(platform.Product(product)).String()
}

// ParsePlatform returns the normalized name of a platform: camunda-7.24 for
// camunda-7.24, camunda-7.24.0 and camunda-7. The error tells what a name
// looks like.
func ParsePlatform(name string) (string, error) {
	p, err := platform.Parse(name)
	if err != nil {
		return "", err
	}
	return p.String(), nil
}

// Evidence is what is known about one model's platform.
type Evidence struct {
	// Flag and Config are normalized names given by the command line and by
	// the configuration; empty where they are silent.
	Flag, Config string
	// ConfigSource is the configuration file's name.
	ConfigSource string
	// Namespaces are the URIs of the extension namespaces that elements or
	// attributes of the model use.
	Namespaces []string
	// ExecutionPlatform and ExecutionPlatformVersion are the attributes of the
	// modeler namespace on the root element.
	ExecutionPlatform, ExecutionPlatformVersion string
}

// Platform returns the platform of a model, given by its absolute path (empty
// for standard input without a name). The first that says it decides: the
// flag; a model of Camunda 8, which no build file or configuration makes one
// of Camunda 7; the configuration; the nearest build file that names an
// engine; the extension namespace; the execution platform. Where nothing does,
// it is camunda-7.24.
func (w *Workspace) Platform(path string, e Evidence) Platform {
	p := Platform{Hint: e.ExecutionPlatformVersion}
	if e.Flag != "" {
		p.Name, p.Source = e.Flag, "flag"
		return p
	}
	if source := e.cloud(); source != "" {
		p.Name, p.Source = camunda8, source
		if name, err := ParsePlatform("camunda-" + e.ExecutionPlatformVersion); err == nil && strings.HasPrefix(name, camunda8) {
			p.Name = name
		}
		return p
	}
	if e.Config != "" {
		p.Name, p.Source = e.Config, e.ConfigSource
		return p
	}
	if path != "" {
		if b := w.builtFor(path); b.product != "" {
			p.Name, p.Source = b.platform(), Display(w.places.Dir, b.file, b.file)
			return p
		}
	}
	switch {
	case slices.Contains(e.Namespaces, operatonNamespace):
		p.Name, p.Source = latest(Operaton), "namespace"
	case slices.Contains(e.Namespaces, camundaNamespace), slices.Contains(e.Namespaces, activitiNamespace):
		p.Name, p.Source = latest(Camunda), "namespace"
	default:
		p.Name, p.Source = latest(Camunda), "default"
		if product := productOf(e.ExecutionPlatform); product != "" {
			p.Name, p.Source = latest(product), "execution platform"
		}
	}
	return p
}

// cloud returns what makes the model one of Camunda 8, empty for none.
func (e Evidence) cloud() string {
	if e.ExecutionPlatform == cloudName {
		return "execution platform"
	}
	if slices.Contains(e.Namespaces, zeebeNamespace) &&
		!slices.Contains(e.Namespaces, camundaNamespace) &&
		!slices.Contains(e.Namespaces, operatonNamespace) {
		return "namespace"
	}
	return ""
}

// productOf returns the product that a modeler names: "Camunda Platform",
// "Operaton", "CIB seven".
func productOf(executionPlatform string) string {
	name := strings.ToLower(strings.Join(strings.Fields(executionPlatform), ""))
	for _, product := range []string{Operaton, CIBSeven, Camunda} {
		if strings.HasPrefix(name, product) {
			return product
		}
	}
	return ""
}
