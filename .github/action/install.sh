#!/usr/bin/env bash
# Installs cdolint for the GitHub action: a release, with its checksum
# verified, or a build of the action's own source.
#
# CDOLINT_VERSION   1.2.3, v1.2.3, latest, or source; empty: the version that
#                   the action is used at, if that is a release, else source
# CDOLINT_REF       what the action is used at: v1.2.3, main, a commit
# CDOLINT_RELEASES  where releases are (default: this project's)
# RUNNER_OS, RUNNER_ARCH, RUNNER_TEMP, GITHUB_PATH, GITHUB_ACTION_PATH: by the runner
set -euo pipefail

releases=${CDOLINT_RELEASES:-https://github.com/cdolint/cdolint/releases}
version=${CDOLINT_VERSION:-}
if [[ -z $version ]]; then
	if [[ ${CDOLINT_REF:-} =~ ^v[0-9]+\.[0-9]+\.[0-9]+ ]]; then version=$CDOLINT_REF; else version=source; fi
fi
dir=$RUNNER_TEMP/cdolint-bin
mkdir -p "$dir"

fail() { echo "::error title=cdolint::$*"; exit 3; }

build() {
	command -v go >/dev/null || fail "no Go to build cdolint with: use a release of the action (cdolint/cdolint@v1.2.3), or actions/setup-go before it"
	exe=cdolint
	[[ $RUNNER_OS == Windows ]] && exe=cdolint.exe
	(cd "$GITHUB_ACTION_PATH" && CGO_ENABLED=0 go build -trimpath -o "$dir/$exe" ./cmd/cdolint) || fail "cdolint could not be built"
}

fetch() { # URL FILE
	curl --fail --silent --show-error --location --retry 3 --proto '=https,file' --output "$2" "$1"
}

verify() { # FILE: against the checksums beside it
	local sum=sha256sum
	command -v sha256sum >/dev/null || sum="shasum -a 256"
	(cd "$(dirname "$1")" && grep -F "  $(basename "$1")" checksums.txt | $sum --check - >/dev/null) ||
		fail "the checksum of $(basename "$1") is not that of the release: nothing was installed"
}

download() {
	local os arch ext=tar.gz base tmp name
	case $RUNNER_OS in
	Linux) os=linux ;; macOS) os=darwin ;; Windows) os=windows ext=zip ;;
	*) fail "there is no release for $RUNNER_OS" ;;
	esac
	case $RUNNER_ARCH in
	X64) arch=amd64 ;; ARM64) arch=arm64 ;;
	*) fail "there is no release for $RUNNER_ARCH" ;;
	esac
	if [[ $version == latest ]]; then base=$releases/latest/download; else base=$releases/download/v${version#v}; fi
	tmp=$(mktemp -d "$RUNNER_TEMP/cdolint.XXXXXX")
	fetch "$base/checksums.txt" "$tmp/checksums.txt" || fail "there is no release $version"
	name=$(awk '{ print $2 }' "$tmp/checksums.txt" | grep -E "^cdolint_[0-9A-Za-z.-]+_${os}_${arch}\.$ext\$" | head -n 1) ||
		fail "the release $version has nothing for $os/$arch"
	fetch "$base/$name" "$tmp/$name" || fail "$name could not be fetched"
	verify "$tmp/$name"
	case $ext in
	zip) unzip -q -o "$tmp/$name" -d "$tmp/unpacked" ;;
	*) mkdir "$tmp/unpacked" && tar -xzf "$tmp/$name" -C "$tmp/unpacked" ;;
	esac
	cp "$tmp/unpacked"/cdolint* "$dir/"
	rm -rf "$tmp"
}

if [[ $version == source ]]; then build; else download; fi
echo "$dir" >>"$GITHUB_PATH"
PATH="$dir:$PATH" cdolint version
