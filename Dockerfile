# syntax=docker/dockerfile:1
# The published image: the binary alone. goreleaser lays the binaries into
# folders by platform; by hand:
#   CGO_ENABLED=0 go build -o linux/amd64/cdolint ./cmd/cdolint
#   docker build --build-arg TARGETPLATFORM=linux/amd64 -t cdolint .
#   docker run --rm -v "$PWD:/src:ro" cdolint check
# It holds no git: --staged, --since and --rev need one.
FROM scratch
ARG TARGETPLATFORM
COPY LICENSE /LICENSE
COPY ${TARGETPLATFORM}/cdolint /cdolint
USER 65532:65532
WORKDIR /src
ENTRYPOINT ["/cdolint"]
