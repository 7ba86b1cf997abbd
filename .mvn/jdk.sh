#
# Copyright 2026 The Bulla Authors
# SPDX-License-Identifier: Apache-2.0
#

# Finds a Java that is new enough. mvnw, bulla and .ci/run read this file.

JAVA_NEEDED=25
JAVA_MISSING="needs Java $JAVA_NEEDED or newer and none was found: install a JDK $JAVA_NEEDED, for example from \
https://adoptium.net, and point JAVA_HOME at it."

# A start with an empty environment has no home; everything that looks for one looks here.
if [ -z "${HOME-}" ]; then
  HOME=$(getent passwd "$(id -u)" 2>/dev/null | cut -d: -f6)
  export HOME="${HOME:-/tmp}"
fi

# java_version FOLDER: the first number of its version, or nothing.
java_version() {
  [ ! -r "$1/release" ] || sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release"
}

# java_fits FOLDER TOOL: is this a Java new enough, with the tool in it?
java_fits() {
  [ -x "$1/bin/$2" ] || return 1
  java_fits_version=$(java_version "$1")
  [ "${java_fits_version:-0}" -ge "$JAVA_NEEDED" ]
}

# java_home TOOL: the folder of a Java that has it ("javac" asks for a JDK, "java" for any), or nothing.
# JAVA_HOME comes first, then the PATH, then the oldest that is new enough in the usual places.
# BULLA_SYSROOT stands before the system's folders; the tests set it, so that they find only what they made.
java_home() {
  java_home_path=$(command -v "$1" 2>/dev/null) || java_home_path=
  [ -z "$java_home_path" ] || java_home_path=$(dirname "$(dirname "$(readlink -f "$java_home_path")")")
  for java_home_try in "${JAVA_HOME-}" "$java_home_path"; do
    if [ -n "$java_home_try" ] && java_fits "$java_home_try" "$1"; then
      printf '%s\n' "$java_home_try"
      return 0
    fi
  done
  java_home_best=
  java_home_best_version=
  for java_home_try in \
    "${BULLA_SYSROOT-}"/usr/lib/jvm/* "${BULLA_SYSROOT-}"/usr/lib64/jvm/* "${BULLA_SYSROOT-}"/usr/java/* \
    "${BULLA_SYSROOT-}"/opt/java* "${BULLA_SYSROOT-}"/opt/jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    "${BULLA_SYSROOT-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    java_fits "$java_home_try" "$1" || continue
    if [ -z "$java_home_best" ] || [ "$java_fits_version" -lt "$java_home_best_version" ]; then
      java_home_best=$java_home_try
      java_home_best_version=$java_fits_version
    fi
  done
  [ -z "$java_home_best" ] || printf '%s\n' "$java_home_best"
}
