# shellcheck shell=sh
# Finds a JDK 25 and exports JAVA_HOME; sourced by the commands beside it.
# Order: JAVA_HOME, the usual places, PATH. A JDK has javac; a bare runtime does not count.

jdk_major() {
  # "25" for a JDK 25 home, empty when it is none
  [ -x "$1/bin/javac" ] || return 0
  "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
}

find_jdk() {
  for home in \
    "${JAVA_HOME:-}" \
    /usr/lib/jvm/*25* /opt/java/*25* /opt/*jdk*25* /opt/java/openjdk \
    "$HOME"/.sdkman/candidates/java/25* "$HOME"/.jdks/*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    if [ -n "$home" ] && [ "$(jdk_major "$home")" = 25 ]; then
      echo "$home"
      return 0
    fi
  done
  on_path=$(command -v javac || true)
  if [ -n "$on_path" ]; then
    on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
    if [ "$(jdk_major "$on_path")" = 25 ]; then
      echo "$on_path"
      return 0
    fi
  fi
  return 1
}

require_jdk() {
  if ! JAVA_HOME=$(find_jdk); then
    echo "Bailey needs a JDK 25, and none was found in JAVA_HOME, in the usual places or on PATH." >&2
    echo "Install one (for example Debian's temurin-25-jdk or openjdk-25-jdk-headless), or set JAVA_HOME to it." >&2
    exit 1
  fi
  export JAVA_HOME
  PATH="$JAVA_HOME/bin:$PATH"
  export PATH
}

require_maven() {
  command -v mvn > /dev/null && return 0
  echo "Bailey builds with Maven 3.8.7 or newer, and there is no mvn on PATH. On Debian: apt-get install maven" >&2
  exit 1
}
