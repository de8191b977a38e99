// Package revision tells what files were at an earlier revision of their git
// repository, and which of them changed since.
//
// Vocabulary:
//
//   - a revision is what git calls one: a branch, a tag, a commit, HEAD~3;
//   - the base is the commit that files are compared with: where the current
//     branch left the revision (git merge-base), so that what others did there
//     meanwhile does not count;
//   - a file changed if what lies in the working tree is not what the base has,
//     be it committed, staged, neither, or not known to git at all;
//   - a renamed file is one whose old name is gone and whose content git finds
//     similar.
//
// It runs the git command: that is what users have, and it knows worktrees,
// sparse checkouts and submodules. No shell is involved, and no name that comes
// from outside can be taken for an option. Hooks and external diffs do not run.
// Nothing is fetched and nothing is written; where a shallow clone lacks
// a commit, the error says what to fetch.
//
// Left out are submodules (their files belong to another repository) and
// content that is kept elsewhere, as by Git LFS.
package revision
