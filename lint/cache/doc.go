// Package cache keeps what was computed once: bytes under the hash of all that
// they were computed from.
//
// A [Store] is a folder with a file for each entry. Entries are never changed,
// only made and removed, each as a whole, so that any number of programs may
// use a folder at the same time, and one that is killed leaves nothing half
// written behind that would be read: an entry carries the hash of its content.
// What is damaged, or cannot be read, is not there.
//
// A [Key] must name everything that the content depends on, the program
// included. The package knows nothing of what it keeps. Entries that nobody has
// used for a month are removed by [Store.Trim].
package cache
