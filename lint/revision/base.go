package revision

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Base is the commit that files are compared with.
type Base struct {
	Repository *Repository
	// Commit is the commit's hash.
	Commit string
	// Revision is what the user or the environment called it.
	Revision string
	// Notice says what the user should know about the choice; mostly empty.
	Notice string
}

// Base returns the base for a revision: where the current branch left it.
// Without one it is the base branch of a pull request, as pullRequest names it
// (GITHUB_BASE_REF, "main"), else the default branch. A name that only the
// remote has stands for that: main for origin/main.
func (r *Repository) Base(ctx context.Context, revision, pullRequest string) (*Base, error) {
	if _, err := r.commit(ctx, "HEAD"); err != nil {
		if errors.Is(err, ErrNoRevision) {
			return nil, fmt.Errorf("%w: there is nothing to compare with", ErrNoCommit)
		}
		return nil, err
	}
	candidates := []string{revision, "origin/" + revision}
	switch {
	case revision != "":
	case pullRequest != "":
		candidates = []string{"origin/" + pullRequest, pullRequest}
		revision = pullRequest
	default:
		candidates = r.defaultBranches(ctx)
		revision = ""
	}
	for _, name := range candidates {
		commit, err := r.commit(ctx, name)
		if errors.Is(err, ErrNoRevision) {
			continue
		}
		if err != nil {
			return nil, err
		}
		return r.mergeBase(ctx, name, commit)
	}
	return nil, r.missing(ctx, revision)
}

// defaultBranches returns the names under which the default branch may be
// known, the surest first.
func (r *Repository) defaultBranches(ctx context.Context) []string {
	var names []string
	if out, err := r.git(ctx, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"); err == nil {
		names = append(names, strings.TrimSpace(string(out)))
	}
	return append(names, "origin/main", "origin/master", "main", "master")
}

// commit returns the hash of the commit that a revision is.
func (r *Repository) commit(ctx context.Context, revision string) (string, error) {
	// --end-of-options keeps a name that begins with a hyphen from being taken
	// for an option; git's own check of names refuses the rest.
	out, err := r.git(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if err == nil {
		return strings.TrimSpace(string(out)), nil
	}
	if ctx.Err() != nil || errors.Is(err, ErrNoGit) {
		return "", err
	}
	return "", fmt.Errorf("%w: %q", ErrNoRevision, revision)
}

// mergeBase returns where the current branch left a commit.
func (r *Repository) mergeBase(ctx context.Context, revision, commit string) (*Base, error) {
	b := &Base{Repository: r, Commit: commit, Revision: revision}
	out, err := r.git(ctx, "merge-base", "HEAD", commit)
	switch {
	case err == nil:
		b.Commit = strings.TrimSpace(string(out))
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case r.isShallow(ctx):
		b.Notice = fmt.Sprintf("the clone is shallow, so that it is not known where the branch left %s: compared with %s as it is now (git fetch --unshallow settles it)", revision, revision)
	default:
		b.Notice = fmt.Sprintf("the branch and %s have no commit in common: compared with %s as it is now", revision, revision)
	}
	return b, nil
}

func (r *Repository) isShallow(ctx context.Context) bool {
	out, err := r.git(ctx, "rev-parse", "--is-shallow-repository")
	return err == nil && strings.TrimSpace(string(out)) == "true"
}

// missing returns the error for a revision that is not there; empty stands for
// the default branch.
func (r *Repository) missing(ctx context.Context, revision string) error {
	shallow := r.isShallow(ctx)
	switch {
	case revision == "" && shallow:
		return fmt.Errorf("%w and has no default branch to compare with: name a revision, or fetch with git fetch --unshallow (in GitHub Actions: fetch-depth: 0 for actions/checkout)", ErrShallow)
	case revision == "":
		return fmt.Errorf("%w to compare with: there is neither origin/HEAD nor a branch main or master; name one: --base REV", ErrNoRevision)
	case shallow:
		return fmt.Errorf("%w and does not have %q: git fetch --depth=1 origin %s (in GitHub Actions: fetch-depth: 0 for actions/checkout)", ErrShallow, revision, fetched(revision))
	}
	return fmt.Errorf("%w: %q", ErrNoRevision, revision)
}

// fetched returns the argument of git fetch for a revision, quoted where a shell
// would read more than a name.
func fetched(revision string) string {
	name := strings.TrimPrefix(revision, "origin/")
	plain := strings.IndexFunc(name, func(c rune) bool {
		return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && !strings.ContainsRune("-_./", c)
	}) < 0
	if plain && !strings.HasPrefix(name, "-") {
		return name
	}
	return "REV"
}
