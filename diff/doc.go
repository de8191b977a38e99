// Package diff compares two versions of a model.
//
// It begins with the question which element of the one version is which of the
// other: [Match]. Elements are matched by id; what is left, by what people know
// an element by. The first that fits decides:
//
//   - id: the same id, and a type that an editor can turn into the other;
//   - place: type, name and bounds in the diagram are the same;
//   - flow: type and name are the same, and so are all elements before and
//     behind it;
//   - name: type and name are the same.
//
// But for ids, both must lie in the same scope, and a match must be the only one
// possible: where two gateways without a name could be the same, neither is
// matched.
//
// Matched are the elements that people see or name: processes, pools, lanes,
// flow nodes, flows, data, artifacts, and messages, signals, errors and
// escalations. What belongs to one of them (a condition, a listener) is found
// through it.
//
// A [Matching] is as large as the models and refers to both; it says nothing
// about what changed within a pair.
package diff
