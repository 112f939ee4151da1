#!/usr/bin/env bash
# Tries the alert rules with promtool, and whether it can read what the dashboard asks. Usage:
# promtool_test.sh BUILD_TOOLS. Exit status: 0 it holds, 77 there is no promtool.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
observation=$here/../../deploy/observation
promtool=$(command -v promtool || echo "$1/usr/bin/promtool")
if [[ ! -x $promtool ]]; then
  echo "skipped: there is no promtool; tests/run unpacks it of Debian's package prometheus"
  exit 77
fi
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

"$promtool" check rules "$observation/alerts.yml"
"$promtool" check config "$observation/prometheus.yml"
"$promtool" test rules "$here/alerts_test.yml"

# Every alert is tried firing and silent.
while read -r alert; do
  grep -q "alertname: $alert, exp_alerts: \[\]" "$here/alerts_test.yml" ||
    grep -A 1 "alertname: $alert$" "$here/alerts_test.yml" | grep -q "exp_alerts:$" ||
    { echo "$alert is in no test" >&2; exit 1; }
  grep -A 1 "alertname: $alert$" "$here/alerts_test.yml" | grep -q "exp_alerts:$" ||
    { echo "no test has $alert firing" >&2; exit 1; }
done < <(sed -n 's/^ *- alert: //p' "$observation/alerts.yml")

# A test that can't fail shows nothing: with another threshold it does.
mkdir -p "$temp/deploy/observation" "$temp/tests/observation"
sed 's/debut_checkpoint_refused == 1/debut_checkpoint_refused == 2/' \
  "$observation/alerts.yml" >"$temp/deploy/observation/alerts.yml"
cp "$here/alerts_test.yml" "$temp/tests/observation/"
if "$promtool" test rules "$temp/tests/observation/alerts_test.yml" >/dev/null 2>&1; then
  echo "the test of the rules passes with a wrong rule" >&2
  exit 1
fi

# The dashboard's questions, as rules, with Grafana's variables filled in.
python3 - "$observation/dashboard.json" >"$temp/dashboard.yml" <<'PYTHON'
import json, sys
panels = json.load(open(sys.argv[1]))["panels"]
asked = [target["expr"] for panel in panels for target in panel.get("targets", [])]
concrete = [e.replace("$__rate_interval", "5m").replace("$instance", ".*") for e in asked]
rules = [{"record": "x%d" % i, "expr": e} for i, e in enumerate(concrete)]
print(json.dumps({"groups": [{"name": "dashboard", "rules": rules}]}))
PYTHON
"$promtool" check rules "$temp/dashboard.yml"
