#!/usr/bin/env bash
# What deploy/kubernetes/render prints is whole and fits together.
. "$(dirname "${BASH_SOURCE[0]}")/expect.sh"

render=$root/deploy/kubernetes/render
"$render" --image registry.example/debut:1 --namespace office --storage 7Gi >"$temp/manifests.yml"
expect "it renders" "$?" 0
expect "without an image it is wrong usage" "$("$render" >/dev/null 2>&1; echo $?)" 2

# shellcheck disable=SC2034  # Paths of arrangement.sh lie under it.
data=$temp
# shellcheck source=/dev/null
. "$root/deploy/lib/arrangement.sh"
# shellcheck disable=SC2154  # Of arrangement.sh.
names=(eventlog "${arrangement_contexts[@]%:*}")
python3 - "$temp/manifests.yml" "${names[@]}" >"$temp/findings" <<'PYTHON'
import sys, yaml

documents = list(yaml.safe_load_all(open(sys.argv[1])))
names = ["debut-" + name for name in sys.argv[2:]]


def of(kind):
    return {d["metadata"]["name"]: d for d in documents if d["kind"] == kind}


workloads = {**of("StatefulSet"), **of("Deployment")}
for kind in ("ConfigMap", "Service", "PodDisruptionBudget"):
    if sorted(of(kind)) != sorted(names):
        print(kind, sorted(of(kind)))
if sorted(workloads) != sorted(names) or list(of("StatefulSet")) != ["debut-eventlog"]:
    print("workloads", sorted(workloads))
if any(d["metadata"].get("namespace") != "office" for d in documents if d["kind"] != "Namespace"):
    print("something lies in another namespace")
for name, workload in workloads.items():
    spec = workload["spec"]["template"]["spec"]
    labels = workload["spec"]["template"]["metadata"]["labels"]
    container = spec["containers"][0]
    containers = spec["containers"] + spec["initContainers"]
    mounts = {m["name"] for c in containers for m in c["volumeMounts"]}
    volumes = {v["name"] for v in spec["volumes"]}
    volumes |= {c["metadata"]["name"] for c in workload["spec"].get("volumeClaimTemplates", [])}
    ports = {p["name"] for p in container["ports"]}
    budget = of("PodDisruptionBudget")[name]
    secrets = {v.get("secret", {}).get("secretName") for v in spec["volumes"]}
    config = of("ConfigMap")[name]["data"]["debut.conf"]
    wanted = {
        "program": container["command"][0] == "/usr/bin/" + name,
        "selector": workload["spec"]["selector"]["matchLabels"].items() <= labels.items(),
        "service": of("Service")[name]["spec"]["selector"].items() <= labels.items(),
        "budget": budget["spec"]["selector"]["matchLabels"].items() <= labels.items(),
        "volumes": mounts == volumes,
        "secret": name + "-tls" in secrets,
        "ports": {p["targetPort"] for p in of("Service")[name]["spec"]["ports"]} == ports,
        "probes": all(container[p + "Probe"]["httpGet"]["port"] in ports
                      for p in ("startup", "readiness", "liveness")),
        "limits": "memory" in container["resources"]["limits"],
        "no root": spec["securityContext"]["runAsNonRoot"] is True,
        "log": name == "debut-eventlog" or 'log_address: "debut-eventlog:7420"' in config,
    }
    for what, holds in wanted.items():
        if not holds:
            print(name, what)
if of("NetworkPolicy")["debut-nobody"]["spec"].get("ingress"):
    print("somebody comes in by default")
PYTHON
expect "the manifests can be read" "$?" 0
expect "and fit together" "$(cat "$temp/findings")" ""

mkdir -p "$temp/certs/crl"
echo list >"$temp/certs/crl/ca.crl"
expect "without a certificate there is no secret" \
  "$("$render" --secrets "$temp/certs" >/dev/null 2>&1; echo $?)" 2
for name in eventlog "${arrangement_contexts[@]%:*}"; do
  mkdir -p "$temp/certs/services/debut-$name"
  for file in cert key ca; do echo "$file" >"$temp/certs/services/debut-$name/$file.pem"; done
done
expect "each process has a secret" "$("$render" --secrets "$temp/certs" | grep -c 'kind: Secret')" \
  "$((${#arrangement_contexts[@]} + 1))"
