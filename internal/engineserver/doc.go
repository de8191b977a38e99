// Package engineserver starts a real engine with its REST API for tests.
//
// # Vocabulary
//
// The server is the program oracle-rest/serve of the shared folder, which
// BPMNLINT_SHARED names. It keeps everything in memory and listens on this
// machine only.
//
// # Invariants
//
// A test that needs the server is skipped, and says so, where the shared folder,
// Java or Maven is missing, where the server does not start (the first start
// fetches what it is made of), and with -short. The server ends with the test
// that has started it.
//
// # What is left out
//
// What tests do with the engine; recorded conversations, with which the same
// tests run without one, are in package conversation.
package engineserver
