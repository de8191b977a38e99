// Package layered places the nodes of a directed graph in layers from left to
// right and routes its edges at right angles between them.
//
// It follows the method of Sugiyama, Tagawa and Toda: edges that close a cycle
// are turned around, nodes are assigned to layers by longest paths, long edges
// are split by dummies, crossings are reduced by barycenters, and rows are
// found by aligning neighbors into straight blocks. An edge that was turned
// around leaves its source to the right and enters its target from the left
// all the same; it makes its way back between the rows.
//
// Vocabulary: a vertex is a node or a dummy. A reference line is the height at
// which edges dock at a node, with [Edge].Out as deviation. A channel is the
// space before a layer, in which edges change their height, each on a track. A
// band is a horizontal stripe that certain nodes must stay in, as the lanes of
// BPMN.
//
// Invariants: the outcome depends on the graph only, on the order of its nodes
// and edges too; bodies of nodes do not overlap; no edge passes through a
// node; no node is outside of its band. The running time is about proportional
// to nodes and edges: edges that would need more dummies than [maxDummies]
// run around the whole graph instead.
//
// The package knows nothing of BPMN. It leaves out vertical layouts, and
// components: a graph that is not connected is laid out as one.
package layered
