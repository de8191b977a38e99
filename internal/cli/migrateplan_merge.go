package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bpmnlint/bpmnlint/diag"
	"github.com/bpmnlint/bpmnlint/migration/page"
)

// mergedFindings returns the findings about deployed versions: one that several
// versions have is there once, and says how many wait there in each. Its
// fingerprint does not depend on that.
func mergedFindings(release page.Release) diag.List {
	type key struct{ rule, file, message, position string }
	where := map[key]int{}
	var out diag.List
	var waiting [][]string
	for i := range release.Processes {
		x := &release.Processes[i]
		for _, d := range x.Findings {
			k := key{d.Rule, d.File, d.Message, fmt.Sprint(d.Range)}
			n, ok := where[k]
			if !ok {
				n = len(out)
				where[k] = n
				// The old version is in the engine, where no viewer finds it.
				d.Related = slices.DeleteFunc(slices.Clone(d.Related), func(r diag.Related) bool { return x.Deployed != nil && r.File == x.OldPath })
				out, waiting = append(out, d), append(waiting, nil)
			}
			if count, ok := x.Waiting(&d); ok {
				waiting[n] = append(waiting[n], waitsIn(count, x.Deployed))
			}
		}
	}
	for i := range out {
		if len(waiting[i]) > 0 {
			out[i].Message += " (now there: " + strings.Join(waiting[i], ", ") + ")"
		}
	}
	return out
}

// waitsIn says how many wait in a deployed version.
func waitsIn(n int, d *page.Deployed) string {
	text := fmt.Sprintf("%d in version %d", n, d.Definition.Version)
	if n == 0 {
		text = fmt.Sprintf("nobody in version %d", d.Definition.Version)
	}
	if d.TenantID != "" {
		text += " of tenant " + d.TenantID
	}
	return text
}
