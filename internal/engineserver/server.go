package engineserver

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// startLimit bounds the start of a server, which builds it the first time.
const startLimit = 3 * time.Minute

// Start starts a server and returns the address of its REST API. Shared is where
// the shared folder is unless BPMNLINT_SHARED says so; settings are variables of
// the environment that the server takes, as "RETRIES=1".
func Start(t testing.TB, shared string, settings ...string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("SKIPPED: -short starts no engine")
	}
	if dir := os.Getenv("BPMNLINT_SHARED"); dir != "" {
		shared = dir
	}
	serve := filepath.Join(shared, "oracle-rest", "serve")
	if _, err := os.Stat(serve); err != nil {
		t.Skip("SKIPPED: the shared folder with a real engine is not there; BPMNLINT_SHARED names it")
	}
	for _, tool := range []string{"bash", "java", "mvn"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("SKIPPED: a real engine needs %s, which is not installed", tool)
		}
	}
	command := exec.Command(serve, "0")
	command.Env = append(os.Environ(), settings...)
	var messages bytes.Buffer
	command.Stderr = &messages
	out, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	ready := make(chan string, 1)
	go func() {
		defer close(ready)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if address, ok := strings.CutPrefix(lines.Text(), "ready "); ok {
				ready <- address
				return
			}
		}
	}()
	select {
	case address, ok := <-ready:
		if !ok {
			err = command.Wait()
			t.Skipf("SKIPPED: the real engine does not start here (%v): %s", err, messages.Bytes())
		}
		t.Cleanup(func() {
			if err := command.Process.Signal(syscall.SIGTERM); err != nil {
				t.Errorf("end the engine: %v", err)
			}
			if err := command.Wait(); err != nil {
				t.Errorf("end the engine: %v: %s", err, messages.Bytes())
			}
		})
		return address
	case <-time.After(startLimit):
		_ = command.Process.Signal(syscall.SIGTERM)
		t.Skipf("SKIPPED: the real engine has not started within %v", startLimit)
	}
	return ""
}
