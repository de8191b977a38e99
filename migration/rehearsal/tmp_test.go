package rehearsal_test
import ("testing";"os";"github.com/bpmnlint/bpmnlint/migration";"github.com/bpmnlint/bpmnlint/migration/rehearsal")
func TestTmp(t *testing.T) {
	p := deployed(t, os.Getenv("FILE"))
	pair := migration.Pair{Source: p[0], Target: p[0]}
	ins, _ := migration.Generate(pair, false)
	r := migration.Review(pair, planOf(ins))
	res, err := rehearsal.Rehearse(r, rehearsal.Options{})
	t.Log(res, err)
}
