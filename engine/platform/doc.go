// Package platform names the engines that run executable BPMN: Camunda 7, its
// forks Operaton and CIB seven, and their versions, and says where they differ.
//
// A [Platform] is a product and a version, written camunda-7.24, operaton-1.0
// or cibseven-2.0. What one of them reads, refuses or understands differently
// is asked of a method, such as [Platform.Cron]; nobody else compares versions.
// docs/platforms.md tells users the same, each difference with the question to
// a real engine that shows it.
package platform
