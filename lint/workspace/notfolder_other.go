//go:build windows || plan9

package workspace

// notFolder is always false: these systems report such a path as absent.
func notFolder(error) bool { return false }
