# Sourced by the scripts beside it.
# Everything of the engine is below this folder; a second checkout finds the same engine and the same images.
ROOT=${ENGINE_ROOT:-/var/lib/packaging-engine}

stop() { printf '%s\n' "$@" >&2; exit 1; }
answers() { timeout 10 docker info >/dev/null 2>&1; }
has_images() { docker image inspect "$@" >/dev/null 2>&1; }

# Fails unless this is root on Debian, where an engine and base images can be made out of Debian packages alone.
require_debian_root() {
  [ -e /etc/debian_version ] && command -v apt-get >/dev/null || stop "$1" 'This script can only do it on Debian.' "${@:2}"
  [ "$(id -u)" = 0 ] || stop "$1" 'This script can only do it as root.' "${@:2}"
}

debian_mirror() { apt-get indextargets --format '$(REPO_URI)' | grep '/debian/$' | sort -u | head -n1; }
