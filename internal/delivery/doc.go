// Package delivery tests what is delivered beside the program and is not Go:
// the GitHub Action (action.yml and the scripts in action), the hooks for
// pre-commit, and the versions that these name. The scripts are run in a real
// shell with inputs that mean harm, the hooks by the real pre-commit where it
// is installed. It has no code of its own.
package delivery
