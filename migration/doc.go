// Package migration answers what happens to the running instances of a process
// when a new version of it is deployed.
package migration
