// Package spelling measures how far two names are apart, to find the one that
// was meant by a misspelt one. What is near enough is for the caller to say: a
// command's name is not an attribute's.
//
// It counts bytes: names in models and configurations are mostly ASCII, and a
// letter of more than one byte counts as several.
package spelling
