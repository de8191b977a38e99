// Package workspace answers what lies around a model on disk: which files are
// to be linted, to which repository and deployment unit a file belongs, and
// for which engine it is written.
//
// Vocabulary:
//
//   - an argument is what the user names: a file, a folder, a pattern with **
//     or - for standard input;
//   - a model is a BPMN file, a decision a DMN file;
//   - the root is the folder of the repository, see [Root];
//   - a deployment unit is a set of files that are deployed together: the
//     nearest folder with a build file or META-INF/processes.xml, its
//     source sets (src/main, src/test) apart;
//   - a platform is a product and its version: camunda-7.24, operaton-1.0.
//
// What is named is taken: a file with any extension, a file that git ignores,
// a folder called target. What is only found in a folder is a model by its
// extension (.bpmn, .bpmn20.xml, .dmn, .dmn11.xml, in any case of letters),
// and is passed over if it lies in a folder called target, build, bin or
// node_modules, in a hidden one, or if .gitignore or .git/info/exclude of its
// repository names it.
//
// Folders behind symbolic links are not entered unless named, so that there
// is no loop and no model twice. Results are sorted and do not depend on the
// order of arguments.
//
// Left out: git's index (a file that is tracked although .gitignore names it
// is passed over), and the user's own list of ignored files (core.excludesFile),
// which would make results differ between machines. A file's content is read
// by others, except for build files.
package workspace
