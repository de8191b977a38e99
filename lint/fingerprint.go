package lint

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"

	"github.com/bpmnlint/bpmnlint/diag"
)

// fingerprint replaces the element paths in the fingerprints of a list by
// their final form: a hash of rule, path, and the ordinal among findings of
// the rule at the path. The file is not part of it: a renamed file keeps its
// findings.
func fingerprint(l diag.List) {
	type key struct{ file, rule, path string }
	seen := map[key]int{}
	for i := range l {
		d := &l[i]
		k := key{d.File, d.Rule, d.Fingerprint}
		n := seen[k]
		seen[k]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%d", d.Rule, d.Fingerprint, n))
		d.Fingerprint = hex.EncodeToString(sum[:16])
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
