package lint

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/bpmnlint/bpmnlint/diag"
)

// fingerprint replaces the element paths in the fingerprints of a list by
// their final form: a hash of rule, path, and the ordinal among the findings
// of the rule at the path. The file is not part of it: a renamed file keeps its
// findings. Nor is anything that depends on the order of elements: the ordinals
// of one path are dealt out by message, so that the same findings have the same
// fingerprints wherever they stand.
func fingerprint(l diag.List) {
	type key struct{ file, rule, path string }
	groups := map[key][]*diag.Diagnostic{}
	for i := range l {
		d := &l[i]
		k := key{d.File, d.Rule, d.Fingerprint}
		groups[k] = append(groups[k], d)
	}
	for k, group := range groups {
		slices.SortStableFunc(group, func(a, b *diag.Diagnostic) int { return cmp.Compare(a.Message, b.Message) })
		for n, d := range group {
			sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d", k.rule, k.path, n))
			d.Fingerprint = hex.EncodeToString(sum[:16])
		}
	}
}

// reason returns the cause of a file error without operation and path.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}
