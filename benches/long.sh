#!/usr/bin/env bash
# An hour of fuzzing, shared by the targets, with every check of arithmetic on; SECONDS_IN_ALL=600 makes it ten minutes.
# Adds a line to benches/results/fuzz.md. Another seed each time, which is in the line.
set -euo pipefail
cd "$(dirname "$0")/.."
export CARGO_PROFILE_BENCH_OVERFLOW_CHECKS=true CARGO_PROFILE_BENCH_DEBUG_ASSERTIONS=true

seconds=${SECONDS_IN_ALL:-3600}
seed=${1:-$(date +%s)}
results=benches/results/fuzz.md
output=$(mktemp)
trap 'rm -f "$output"' EXIT

cargo bench --bench fuzz --quiet --no-run
outcome=clean
cargo bench --bench fuzz --quiet -- --seconds "$seconds" --seed "$seed" | tee "$output" || outcome="see benches/fuzz-findings"

if [ ! -e "$results" ]; then
  mkdir -p "$(dirname "$results")"
  printf '# Fuzzing\n\n`benches/long.sh` adds a line a run.\n\n' >"$results"
  printf '| date | seed | seconds | texts tried | slowest | outcome |\n|---|---|---|---|---|---|\n' >>"$results"
fi
# A line a target: `case     seed 1: 2973 texts in 10 s, 142 classes, 1 findings, slowest 230 ms (627 bytes), …`
texts=$(sed -nE 's/^([a-z]+) +seed [0-9]+: ([0-9]+) texts .*/\1 \2/p' "$output" | paste -sd, | sed 's/,/, /g')
slowest=$(sed -nE 's/.* slowest ([0-9]+) ms .*/\1/p' "$output" | sort -n | tail -1)
echo "| $(date -I) | $seed | $seconds | $texts | $slowest ms | $outcome |" >>"$results"
tail -1 "$results"
[ "$outcome" = clean ]
