// Package rewrite puts a new content in the place of a file's, wholly or not at
// all.
//
// The content is written to a new file in the same folder, forced to the disk,
// and renamed over the old one, so that a crash, a full disk or a reader at the
// same time sees the one or the other. Permissions stay, and the owner where the
// system lets it.
//
// A file that is not what the caller has read is left alone, and so is one that
// may not be written: a rename would not ask. A symbolic link is not followed,
// because what it leads to may lie anywhere. Other names of the same file (hard
// links) keep the old content.
package rewrite
