// Package upgrade says what happens to a model when the engine is replaced by a
// newer version or by a fork.
//
// A [Change] is one of three: the new engine refuses what the old one deploys;
// it deploys it and fails when an instance comes there; or it does something
// else without a word. What the old engine refuses too is no change.
package upgrade
