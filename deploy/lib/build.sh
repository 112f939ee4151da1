# shellcheck shell=bash
# Configures and builds a preset of CMakePresets.json. Requires steps.sh and system.sh; the caller
# stands in the root of the tree.

# A compiler process with the precompiled header needs about this much.
readonly job_mib=1200

# build_jobs: as many compilers as processors and memory bear.
build_jobs() {
  local jobs by_memory
  jobs=$(nproc)
  by_memory=$(($(memory_mib) / job_mib))
  ((by_memory < jobs)) && jobs=$by_memory
  ((jobs > 0)) || jobs=1
  echo "$jobs"
}

# configure_preset PRESET DIRECTORY [CMAKE_OPTION...]
configure_preset() {
  local preset=$1 directory=$2 log
  shift 2
  mkdir -p "$directory"
  log=$directory/configure.log
  if ! cmake --preset "$preset" -B "$directory" "$@" >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    die "CMake failed (whole log: $log)" \
      "If an earlier build is in the way, remove it: rm -r $directory"
  fi
  note "configured $directory"
}

# build_directory DIRECTORY [TARGET...]: with ninja's own progress line. ccache takes nothing that
# uses a precompiled header unless told so, and shares between clones what is named from their root.
build_directory() {
  local directory=$1
  shift
  CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime \
    CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1 NINJA_STATUS='      [%f/%t, %es] ' \
    ninja -C "$directory" -j "$(build_jobs)" "$@" ||
    die "the build failed" "The first error stands above; the command was: ninja -C $directory $*"
}
