# shellcheck shell=bash
# What all scripts in this folder share. Sourced, never run.

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
# shellcheck disable=SC2034  # for those who source this
product=$root/src/PublicApi/bin/Release/net10.0/PublicApi.dll

# Progress goes to stderr: stdout carries answers that other programs read.
say() { printf '%s\n' "$*" >&2; }
die() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }

have() { command -v "$1" >/dev/null 2>&1; }

# ---- data folder and .NET ----------------------------------------------------------------------------------------------

# Sets data to the absolute path of folder $1, of LEDGER_DATA, or of .data in the clone.
open_data_folder() {
  data=${1:-${LEDGER_DATA:-$root/.data}}
  have flock || die "The program flock is missing; install util-linux."
  { mkdir -p -- "$data" 2>/dev/null && [[ -w $data ]]; } || die "The data folder $data is not writable; name another one in LEDGER_DATA."
  data=$(cd -- "$data" && pwd -P)
  export LEDGER_DATA=$data
  # Build servers would outlive the command and hold on to its files.
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
  if [[ ! -w ${HOME:-/nonexistent} ]]; then export DOTNET_CLI_HOME=$data/dotnet-home; fi
  if ! have dotnet && [[ -x ${DOTNET_ROOT:-${HOME:-}/.dotnet}/dotnet ]]; then PATH=${DOTNET_ROOT:-$HOME/.dotnet}:$PATH; fi
}

need_sdk() {
  local version
  version=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$root/global.json")
  (cd -- "$root" && dotnet --version) >/dev/null 2>&1 ||
    die "The .NET SDK is missing: version $version or a later ${version%%.*}.0 one; get it from https://dotnet.microsoft.com/download/dotnet/10.0"
}

# Builds $1 and remembers when, for the projects that follow. Descriptors 6 to 8 are locks, which no compiler may inherit.
compile() {
  local target=$1 project
  shift
  need_sdk
  { mkdir -p -- "$root/src/PublicApi/obj" 2>/dev/null && [[ -w $root/src/PublicApi/obj ]]; } ||
    die "$root is not writable, so it cannot be built."
  exec 8>"$root/src/PublicApi/obj/ops.lock"
  flock -n 8 || { say "Waiting for another build."; flock 8; }
  # The time before the build: a file saved while it runs counts as newer.
  for project in "$@"; do
    mkdir -p -- "$root/$project/obj"
    : >"$root/$project/obj/ops-began"
  done
  say "Building $target."
  (
    exec 6>&- 7>&- 8>&-
    cd -- "$root"
    dotnet restore --locked-mode --verbosity quiet "$target" >&2 </dev/null &&
      dotnet build --configuration Release --no-restore --verbosity quiet "$target" >&2 </dev/null
  ) || die "The build failed."
  for project in "$@"; do mv -- "$root/$project/obj/ops-began" "$root/$project/obj/ops-built"; done
  exec 8>&-
}

# Builds project $1 unless its program is newer than every source.
build() {
  local project=$1 built=$root/$1/obj/ops-built
  if [[ -e $root/$project/bin/Release/net10.0/${project##*/}.dll && -e $built ]] &&
    [[ -z $(find "$root"/{src,"$project",global.json,Directory.Build.props,Directory.Packages.props} \
      \( -name bin -o -name obj \) -prune -o -type f -newer "$built" -print -quit) ]]; then
    have dotnet || need_sdk
    return
  fi
  compile "$project" "$project"
}

# ---- the cluster of the data folder ------------------------------------------------------------------------------------

# The file of the last checkpoint stands beside the database, not in it: a database that was set back is found behind it.
use_log_key() {
  [[ -s $data/log-key ]] || return 0
  export Ledger__LogKeyFile=${Ledger__LogKeyFile:-$data/log-key}
  export Ledger__LastCheckpointFile=${Ledger__LastCheckpointFile:-$data/last-checkpoint}
}

# The vault's key stands beside the database, not in it, so that a copy of the database alone opens nothing.
use_vault_key() {
  [[ -s $data/vault-key ]] || return 0
  export Ledger__VaultKeyFile=${Ledger__VaultKeyFile:-$data/vault-key}
}

# Every command that uses the cluster holds a shared lock on it; the last one to leave stops it. A cluster that somebody
# started by hand with ops/postgres carries no mark and is left running.
use_cluster() {
  [[ -z ${ConnectionStrings__Ledger:-} ]] || return 0
  exec 6>"$data/.users.lock"
  flock -s 6
  trap leave_cluster EXIT
  "$root/ops/postgres" status "$data" >/dev/null 6>&- 7>&- || : >"$data/postgres.on-demand"
  ConnectionStrings__Ledger=$("$root/ops/postgres" start "$data" 6>&- 7>&-)
  export ConnectionStrings__Ledger
}

leave_cluster() {
  # A second Ctrl-C must not interrupt the clean shutdown.
  trap '' INT TERM HUP
  if [[ -e $data/postgres.on-demand ]] && flock -n 6; then
    "$root/ops/postgres" stop "$data" 6>&- 7>&- && rm -f -- "$data/postgres.on-demand"
  fi
}

# ---- the runtime -------------------------------------------------------------------------------------------------------

# For what sequences the log. Collecting garbage beside the program takes a processor that the sequencer has work for, and keeps the
# youngest generation so small that a page outlives it: a year of the demo network is sequenced a tenth faster without. Everything
# else keeps it, as it takes less memory so.
collect_in_turn() { export DOTNET_gcConcurrent=0; }

# ---- signals -----------------------------------------------------------------------------------------------------------

# Runs a program, passes INT, TERM and HUP on to it exactly once, and returns its exit code.
supervise() {
  local child='' wanted='' code
  # A terminal sends Ctrl-C to the whole foreground group. In a group of its own the program hears it from us alone.
  # It cannot read from the terminal then, so it must not try.
  if [[ -t 0 ]]; then exec </dev/null; fi
  forward() { wanted=$1; if [[ -n $child ]]; then kill -s "$1" "$child" 2>/dev/null || true; fi; }
  trap 'forward INT' INT
  trap 'forward TERM' TERM
  trap 'forward TERM' HUP
  set -m
  "$@" <&0 &
  child=$!
  set +m
  if [[ -n $wanted ]]; then forward "$wanted"; fi
  # A signal ends wait early; only when the child is gone is the code its own.
  while true; do
    wait "$child" && code=0 || code=$?
    kill -0 "$child" 2>/dev/null || break
  done
  trap - INT TERM HUP
  return "$code"
}
