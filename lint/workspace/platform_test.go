package workspace_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bpmnlint/bpmnlint/lint/workspace"
	"github.com/google/go-cmp/cmp"
)

func pom(parts ...string) string {
	return "pom.xml: <?xml version='1.0' encoding='ISO-8859-1'?><project xmlns='http://maven.apache.org/POM/4.0.0'><version>1.0</version>" + strings.Join(parts, "") + "</project>"
}

func dependency(group, artifact, version string) string {
	if version != "" {
		version = "<version>" + version + "</version>"
	}
	return fmt.Sprintf("<dependencies><dependency><groupId>%s</groupId><artifactId>%s</artifactId>%s<exclusions><exclusion><groupId>org.operaton</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency></dependencies>", group, artifact, version)
}

func TestPlatformFromBuildFile(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		files []string
		want  string // name and source; empty for default
	}{
		{"no build file", nil, "camunda-7.24 default"},
		{"dependency", []string{pom(dependency("org.camunda.bpm", "camunda-engine", "7.20.0-ee"))}, "camunda-7.20 pom.xml"},
		{"managed bom with a property", []string{pom(
			"<properties><v>${w}</v><w>7.18.0</w></properties><dependencyManagement>", dependency("org.camunda.bpm", "camunda-bom", "${v}"), "</dependencyManagement>")},
			"camunda-7.18 pom.xml"},
		{"parent", []string{pom("<parent><groupId>org.operaton.bpm</groupId><artifactId>operaton-parent</artifactId><version>1.0.0-beta-4</version></parent>")}, "operaton-1.0 pom.xml"},
		{"own version", []string{"pom.xml: <project><parent><groupId>org.camunda.bpm</groupId><artifactId>camunda-root</artifactId><version>7.23.0-SNAPSHOT</version></parent>" +
			dependency("org.camunda.bpm", "camunda-engine", "${project.version}") + "</project>"}, "camunda-7.23 pom.xml"},
		{"CIB seven", []string{pom(dependency("org.cibseven.bpm.springboot", "cibseven-bpm-spring-boot-starter", "2.1.1"))}, "cibseven-2.1 pom.xml"},
		{"module without version, parent with", []string{pom("<dependencyManagement>", dependency("org.camunda.bpm", "camunda-bom", "7.19.0"), "</dependencyManagement>"),
			"svc/" + pom(dependency("org.camunda.bpm.springboot", "camunda-bpm-spring-boot-starter", ""))}, "camunda-7.19 pom.xml"},
		{"property of the parent", []string{pom("<properties><camunda.version>7.17.0</camunda.version></properties>"),
			"svc/" + pom(dependency("org.camunda.bpm", "camunda-engine", "${camunda.version}"))}, "camunda-7.17 svc/pom.xml"},
		{"no version anywhere", []string{pom(dependency("org.operaton.bpm", "operaton-engine", "${unknown}"))}, "operaton-1.0 pom.xml"},
		{"nearest wins", []string{pom(dependency("org.camunda.bpm", "camunda-engine", "7.19.0")), "svc/" + pom(dependency("org.operaton.bpm", "operaton-engine", "1.1.0"))}, "operaton-1.1 svc/pom.xml"},
		{"nearest without an engine", []string{pom(dependency("org.camunda.bpm", "camunda-engine", "7.19.0")), "svc/" + pom(dependency("junit", "junit", "4.13"))}, "camunda-7.19 pom.xml"},
		{"extensions have versions of their own", []string{pom(dependency("org.camunda.bpm.extension.mockito", "camunda-bpm-mockito", "7.1.0"),
			dependency("org.camunda.bpm.assert", "camunda-bpm-assert", "15.0.0"), dependency("org.camunda.bpm", "camunda-engine", "7.16.0"))}, "camunda-7.16 pom.xml"},
		{"bom before others", []string{pom(dependency("org.camunda.spin", "camunda-spin-core", "1.10.0"), dependency("org.camunda.bpm", "camunda-engine-spring", "7.10.0"), dependency("org.camunda.bpm", "camunda-bom", "7.15.0"))}, "camunda-7.15 pom.xml"},
		{"profile does not override", []string{pom("<properties><v>7.20.0</v></properties><profiles><profile><properties><v>7.13.0</v></properties></profile></profiles>", dependency("org.camunda.bpm", "camunda-engine", "${v}"))}, "camunda-7.20 pom.xml"},
		{"broken file", []string{"pom.xml: <project><dependencies><dependency><groupId>org.camunda.bpm</groupId"}, "camunda-7.24 default"},
		{"property that refers to itself", []string{pom("<properties><v>${v}</v></properties>", dependency("org.camunda.bpm", "camunda-engine", "${v}"))}, "camunda-7.24 pom.xml"},
		{"Camunda 8 libraries are none", []string{pom(dependency("io.camunda", "zeebe-client-java", "8.5.0"))}, "camunda-7.24 default"},

		{"Gradle", []string{"build.gradle: dependencies {\n // implementation 'org.operaton.bpm:operaton-engine:1.0.0'\n implementation 'org.camunda.bpm:camunda-engine:7.21.0'\n}"}, "camunda-7.21 build.gradle"},
		{"Gradle variable", []string{"build.gradle: ext { camundaVersion = '7.14.0' }\n dependencies { implementation \"org.camunda.bpm:camunda-engine:$camundaVersion\" }"}, "camunda-7.14 build.gradle"},
		{"Gradle braces", []string{"gradle.properties: camunda.version=7.13.0", "build.gradle: api(\"org.camunda.bpm:camunda-engine:${property('camunda.version')}\")"}, "camunda-7.13 build.gradle"},
		{"Gradle named", []string{"build.gradle: def v = '7.12.0'\nimplementation group: 'org.camunda.bpm', name: 'camunda-engine', version: v"}, "camunda-7.12 build.gradle"},
		{"Kotlin", []string{"build.gradle.kts: val operatonVersion = \"1.1.0\"\nimplementation(platform(\"org.operaton.bpm:operaton-bom:$operatonVersion\"))"}, "operaton-1.1 build.gradle.kts"},
		{"Kotlin extra", []string{"build.gradle.kts: extra[\"cv\"] = \"7.11.0\"", "svc/build.gradle.kts: implementation(\"org.camunda.bpm:camunda-engine:${rootProject.extra[\"cv\"]}\")"}, "camunda-7.11 svc/build.gradle.kts"},
		{"version catalog", []string{"gradle/libs.versions.toml: [versions]\ncamunda = \"7.22.0\"\n[libraries]\nengine = { module = \"org.camunda.bpm:camunda-engine\", version.ref = \"camunda\" }",
			"build.gradle.kts: ", "svc/build.gradle.kts: implementation(libs.engine)"}, "camunda-7.22 gradle/libs.versions.toml"},
		{"version catalog, short", []string{"gradle/libs.versions.toml: [libraries]\nengine = \"org.camunda.bpm:camunda-engine:7.9.0\""}, "camunda-7.9 gradle/libs.versions.toml"},
		{"version catalog, long", []string{"gradle/libs.versions.toml: [libraries]\nengine = { group = \"org.camunda.bpm\", name = \"camunda-engine\", version = \"7.8.0\" }"}, "camunda-7.8 gradle/libs.versions.toml"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := tree(t, append(tt.files, ".git/HEAD", "svc/src/main/resources/a.bpmn")...)
			w := workspace.New(workspace.Places{Dir: dir})
			p := w.Platform(filepath.Join(dir, "svc/src/main/resources/a.bpmn"), workspace.Evidence{})
			if got := p.Name + " " + p.Source; got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestPlatformPrecedence(t *testing.T) {
	t.Parallel()
	const (
		camunda  = "http://camunda.org/schema/1.0/bpmn"
		activiti = "http://activiti.org/bpmn"
		operaton = "http://operaton.org/schema/1.0/bpmn"
		zeebe    = "http://camunda.org/schema/zeebe/1.0"
	)
	dir := tree(t, ".git/HEAD", "built/"+pom(dependency("org.operaton.bpm", "operaton-engine", "1.1.0")), "built/a.bpmn", "plain/a.bpmn")
	tests := []struct {
		name string
		file string
		e    workspace.Evidence
		want workspace.Platform
	}{
		{"flag first", "built/a.bpmn", workspace.Evidence{Flag: "camunda-7.20", Config: "camunda-7.19", ConfigSource: ".bpmnlint.yaml", Namespaces: []string{zeebe}},
			workspace.Platform{Name: "camunda-7.20", Source: "flag"}},
		{"configuration before build file", "built/a.bpmn", workspace.Evidence{Config: "camunda-7.19", ConfigSource: ".bpmnlint.yaml", Namespaces: []string{camunda}},
			workspace.Platform{Name: "camunda-7.19", Source: ".bpmnlint.yaml"}},
		{"build file before namespace", "built/a.bpmn", workspace.Evidence{Namespaces: []string{camunda}, ExecutionPlatform: "Camunda Platform", ExecutionPlatformVersion: "7.15.0"},
			workspace.Platform{Name: "operaton-1.1", Source: "built/pom.xml", Hint: "7.15.0"}},
		{"Camunda 8 whatever is around", "built/a.bpmn", workspace.Evidence{Config: "camunda-7.19", ConfigSource: "x", ExecutionPlatform: "Camunda Cloud", ExecutionPlatformVersion: "8.5.0"},
			workspace.Platform{Name: "camunda-8.5", Source: "execution platform", Hint: "8.5.0"}},
		{"zeebe namespace", "plain/a.bpmn", workspace.Evidence{Namespaces: []string{zeebe}}, workspace.Platform{Name: "camunda-8", Source: "namespace"}},
		{"zeebe beside camunda", "plain/a.bpmn", workspace.Evidence{Namespaces: []string{zeebe, camunda}, ExecutionPlatform: "Camunda Platform"},
			workspace.Platform{Name: "camunda-7.24", Source: "namespace"}},
		{"namespace before execution platform", "plain/a.bpmn", workspace.Evidence{Namespaces: []string{operaton}, ExecutionPlatform: "Camunda Platform", ExecutionPlatformVersion: "7.20.0"},
			workspace.Platform{Name: "operaton-1.0", Source: "namespace", Hint: "7.20.0"}},
		{"activiti", "plain/a.bpmn", workspace.Evidence{Namespaces: []string{activiti}}, workspace.Platform{Name: "camunda-7.24", Source: "namespace"}},
		{"execution platform", "plain/a.bpmn", workspace.Evidence{ExecutionPlatform: "CIB seven", ExecutionPlatformVersion: "2.0"},
			workspace.Platform{Name: "cibseven-2.0", Source: "execution platform", Hint: "2.0"}},
		{"nothing", "plain/a.bpmn", workspace.Evidence{}, workspace.Platform{Name: "camunda-7.24", Source: "default"}},
		{"standard input without a name", "", workspace.Evidence{Namespaces: []string{camunda}}, workspace.Platform{Name: "camunda-7.24", Source: "namespace"}},
	}
	w := workspace.New(workspace.Places{Dir: dir})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			file := tt.file
			if file != "" {
				file = filepath.Join(dir, file)
			}
			if diff := cmp.Diff(tt.want, w.Platform(file, tt.e)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestParsePlatform(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"camunda-7.24": "camunda-7.24", "camunda-7.24.0": "camunda-7.24", "Camunda-7.9": "camunda-7.9", "camunda-7": "camunda-7.24", "camunda": "camunda-7.24",
		"camunda-8": "camunda-8", "camunda-8.6": "camunda-8.6", "operaton-1.1": "operaton-1.1", "operaton": "operaton-1.0", "operaton-2": "operaton-2.0",
		"cibseven-2": "cibseven-2.0", "cibseven-1": "cibseven-1.0",
		"camunda-9":   `unknown platform "camunda-9": Camunda's versions are 7 and 8, for example camunda-7.24`,
		"camunda-":    `unknown platform "camunda-": camunda-7.24, operaton-1.0, cibseven-2.0, camunda-8 or another version of these`,
		"camunda-7.x": `unknown platform "camunda-7.x": camunda-7.24, operaton-1.0, cibseven-2.0, camunda-8 or another version of these`,
		"7.24":        `unknown platform "7.24": camunda-7.24, operaton-1.0, cibseven-2.0, camunda-8 or another version of these`,
	} {
		got, err := workspace.ParsePlatform(name)
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
	p := workspace.Platform{Name: "camunda-7.9"}
	if major, minor := p.Version(); p.Product() != workspace.Camunda || major != 7 || minor != 9 || p.Camunda8() {
		t.Errorf("parts of %s: %s %d %d %v", p.Name, p.Product(), major, minor, p.Camunda8())
	}
	if p := (workspace.Platform{Name: "camunda-8"}); !p.Camunda8() {
		t.Error("camunda-8 is Camunda 8")
	}
}

func TestUnit(t *testing.T) {
	t.Parallel()
	dir := tree(t, ".git/HEAD", "a/pom.xml: ", "b/build.gradle.kts: ", "c/resources/META-INF/processes.xml: ", "d/x/", "e/one/pom.xml: ", "e/pom.xml: ")
	globs := []workspace.Glob{
		{Dir: dir, Pattern: "apps/*"}, {Dir: filepath.Join(dir, "loose"), Pattern: "**/*.bpmn"}, {Dir: dir, Pattern: "/flat/"},
	}
	tests := []struct{ file, want string }{
		{"a/src/main/resources/x.bpmn", "a/src/main"},
		{"a/src/test/resources/x.bpmn", "a/src/test"},
		{"a/src/x.bpmn", "a"},
		{"a/models/x.bpmn", "a"},
		{"b/src/main/x.bpmn", "b/src/main"},
		{"c/resources/sub/x.bpmn", "c/resources"},
		{"c/x.bpmn", "."},
		{"d/x/x.bpmn", "."},
		{"e/one/src/main/x.bpmn", "e/one/src/main"},
		{"e/two/x.bpmn", "e"},
		{"apps/shop/bpmn/x.bpmn", "apps/shop"},
		{"loose/p/q/x.bpmn", "loose/**/*.bpmn"},
		{"flat/x.bpmn", "flat"},
	}
	w := workspace.New(workspace.Places{Dir: dir})
	for _, tt := range tests {
		if got := w.Unit(filepath.Join(dir, tt.file), globs); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.file, got, tt.want)
		}
	}
}

func TestRoot(t *testing.T) {
	t.Parallel()
	dir := tree(t, "repo/.git/HEAD", "repo/a/b/", "repo/mod/.git: gitdir: x", "repo/mod/c/", "work/d/", "other/e/f/")
	w := workspace.New(workspace.Places{Dir: filepath.Join(dir, "work"), Named: []string{filepath.Join(dir, "other/e/f"), filepath.Join(dir, "other/e")}})
	for path, want := range map[string]string{
		"repo/a/b": "repo", "repo": "repo", "repo/mod/c": "repo/mod",
		"work/d": "work", "work": "work", "other/e/f": "other/e", "other": "other",
	} {
		if got := w.Root(filepath.Join(dir, path)); got != filepath.Join(dir, want) {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
	if got := workspace.New(workspace.Places{Dir: dir, Root: "/r"}).Root(filepath.Join(dir, "repo/a")); got != "/r" {
		t.Errorf("a root that is given: got %s", got)
	}
}

func TestGlob(t *testing.T) {
	t.Parallel()
	dir := filepath.FromSlash("/r/svc")
	tests := []struct {
		pattern, file string
		want          bool
	}{
		{"drafts/**", "/r/svc/drafts/a.bpmn", true},
		{"drafts", "/r/svc/x/drafts/a.bpmn", true},
		{"/drafts", "/r/svc/x/drafts/a.bpmn", false},
		{"./drafts/", "/r/svc/drafts/a.bpmn", true},
		{"*.old.bpmn", "/r/svc/x/a.old.bpmn", true},
		{"*.old.bpmn", "/r/other/a.old.bpmn", false},
		{"x/*.bpmn", "/r/svc/y/x/a.bpmn", false},
		{"svc", "/r/svc/a.bpmn", false},
	}
	for _, tt := range tests {
		if got := (workspace.Glob{Dir: dir, Pattern: tt.pattern}).Match(filepath.FromSlash(tt.file)); got != tt.want {
			t.Errorf("%s on %s: got %v", tt.pattern, tt.file, got)
		}
	}
}

func BenchmarkPlatformAndUnit(b *testing.B) {
	dir := tree(b, ".git/HEAD", pom("<dependencyManagement>", dependency("org.camunda.bpm", "camunda-bom", "7.19.0"), "</dependencyManagement>"))
	var files []string
	for i := range 4000 {
		files = append(files, filepath.Join(dir, fmt.Sprintf("svc%02d/src/main/resources/p%d/m%d.bpmn", i%40, i%8, i)))
	}
	b.ReportAllocs()
	for b.Loop() {
		w := workspace.New(workspace.Places{Dir: dir})
		for _, f := range files {
			if p := w.Platform(f, workspace.Evidence{}); p.Name != "camunda-7.19" {
				b.Fatal(p)
			}
			_ = w.Unit(f, nil)
		}
	}
}
