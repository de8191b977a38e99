# The image has the program, and nothing that could be run besides it:
#
#   docker run --rm -v "$PWD:/src:ro" bpmnlint/bpmnlint:VERSION lint
FROM golang:1.26 AS build
ARG VERSION=
WORKDIR /build
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X github.com/bpmnlint/bpmnlint/internal/cli.release=${VERSION}" -o /bpmnlint ./cmd/bpmnlint

FROM scratch
COPY --from=build /bpmnlint /usr/local/bin/bpmnlint
COPY LICENSE /LICENSE
# A user without a name or rights; pre-commit sets that of the caller.
USER 65532:65532
WORKDIR /src
ENTRYPOINT ["/usr/local/bin/bpmnlint"]
