package conformance

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/lint"
	"github.com/bpmnlint/bpmnlint/lint/config"
	"github.com/bpmnlint/bpmnlint/lint/workspace"
)

// lintDeploy compares what a user of lint sees with what Camunda 7.24 says: an
// error of category deploy on each model that the engine refuses, and on no
// other.
func lintDeploy(ctx context.Context, args []string) (*Result, error) {
	if len(args) != 2 {
		return nil, fmt.Errorf("usage: lint-deploy DIR FILE.tsv")
	}
	answers, err := readDeployments(args[1], false)
	if err != nil {
		return nil, err
	}
	models, err := openFolders(args[0])
	if err != nil {
		return nil, err
	}
	defer models.close()
	all, err := lint.Rules()
	if err != nil {
		return nil, err
	}
	dir, err := filepath.Abs(args[0])
	if err != nil {
		return nil, err
	}
	ws := workspace.New(workspace.Places{Dir: dir, Root: dir})
	loader, err := config.NewLoader(config.Options{Rules: lint.ConfigRules(all), Workspace: ws, None: true})
	if err != nil {
		return nil, err
	}
	files := make([]workspace.File, len(answers))
	for i, a := range answers {
		files[i] = workspace.File{Path: a.model, Abs: filepath.Join(dir, a.model), Kind: workspace.Model, Named: true}
	}
	result, err := lint.Run(ctx, files, lint.Options{
		Rules: all, Config: loader, Workspace: ws, Platform: "camunda-7.24",
		Read: func(f workspace.File, _ int64) ([]byte, error) { return models.read(f.Path) },
	})
	if err != nil {
		return nil, err
	}
	found := map[string]string{}
	for _, d := range result.Diagnostics {
		if d.Category == lint.DeployCategory && d.Severity == diag.Error && found[d.File] == "" {
			found[d.File] = d.Message
		}
	}
	r := newResult()
	for _, a := range answers {
		r.Of++
		message, refused := found[a.model]
		switch {
		case refused == a.refused:
			r.Agree++
		case refused:
			r.disagree("refused only by lint", "%s: %s", a.model, message)
		default:
			i := slices.IndexFunc(a.rows, func(row deployRow) bool { return row.severity != "warning" && row.severity != "info" })
			r.disagree("refused only by the engine", "%s: %s", a.model, a.rows[max(i, 0)].message)
		}
	}
	return r, nil
}
