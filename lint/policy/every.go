package policy

import (
	"github.com/open-policy-agent/opa/v1/ast"
)

// checkEvery finds the misspelt fields in bodies of every, which OPA's checker
// passes over: it has modules checked in which a comprehension stands in the
// place of each. The modules compile as they are.
func checkEvery(modules map[string]*ast.Module, compiler *ast.Compiler) error {
	found := false
	replaced := make(map[string]*ast.Module, len(modules))
	for name, m := range modules {
		m = m.Copy()
		ast.WalkExprs(m, func(e *ast.Expr) bool {
			if every, ok := e.Terms.(*ast.Every); ok {
				found = true
				e.Terms = asComprehension(every)
			}
			return false
		})
		replaced[name] = m
	}
	if !found {
		return nil
	}
	compiler.Compile(replaced)
	var faults ast.Errors
	for _, e := range compiler.Errors {
		if e.Code == ast.TypeErr {
			faults = append(faults, e)
		}
	}
	if len(faults) > 0 {
		return faults
	}
	return nil
}

// asComprehension returns [1 | some key, value in domain; body].
func asComprehension(e *ast.Every) *ast.Term {
	member := ast.CallTerm(ast.RefTerm(ast.VarTerm("internal"), ast.StringTerm("member_2")), e.Value, e.Domain)
	if e.Key != nil {
		member = ast.CallTerm(ast.RefTerm(ast.VarTerm("internal"), ast.StringTerm("member_3")), e.Key, e.Value, e.Domain)
	}
	some := ast.NewExpr(&ast.SomeDecl{Symbols: []*ast.Term{member}, Location: e.Location})
	some.SetLocation(e.Location)
	body := ast.NewBody(some)
	for _, expr := range e.Body {
		body.Append(expr)
	}
	return ast.ArrayComprehensionTerm(ast.NumberTerm("1"), body)
}
