// Package survey learns from a repository what a configuration for it should
// say: how many models there are, for which engines, what their engines do
// about a history time to live, which plug-ins they have, and by which
// conventions ids are made.
//
// It reads what teams keep beside their models: build files; application.yaml,
// application.yml and application.properties of Spring Boot and Quarkus with
// their profiles; bpm-platform.xml, processes.xml, standalone.xml and
// camunda.cfg.xml; and Java or Kotlin classes that configure the engine.
// Whatever is learned comes with the file and line that says it. What cannot be
// read, or depends on the environment of a deployment, is not learned: a wrong
// answer is worse than none.
//
// Vocabulary: a module is the folder of a build file, or of a configuration
// that belongs to none; a source is a file and line for people.
package survey
