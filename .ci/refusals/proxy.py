"""Asks the Docker proxy for what it must refuse, and for what it must not. Runs in Airflow's scheduler."""

import http.client
import json
import os
import sys

SUBMIT = os.environ["CROSSROADS_SPARK_SUBMIT_CONTAINER"]
PRODUCER = os.environ["CROSSROADS_PRODUCER_CONTAINER"]
OTHER = SUBMIT.replace("spark-submit", "postgres")
HERE = f"/containers/{SUBMIT}/exec"
JSON = {"Content-Type": "application/json"}
wrong = 0


def ask(method, path, body=None, headers=JSON):
    connection = http.client.HTTPConnection("docker-proxy", 2375, timeout=30)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        if body is not None and "Transfer-Encoding" not in headers:
            connection.putheader("Content-Length", str(len(body)))
        for name, value in headers.items():
            connection.putheader(name, value)
        try:
            connection.endheaders(body)
        except (BrokenPipeError, ConnectionResetError):
            pass  # Refused before all of it was read.
        answer = connection.getresponse()
        return answer.status, answer.read() if answer.status != 101 else b""
    finally:
        connection.close()


def expect(what, wanted, found):
    global wrong
    status = found[0]
    right = status == wanted
    wrong += not right
    print(f"{'ok' if right else 'WRONG'}: {what}: {status}")


def refused(what, method, path, body=None, headers=JSON):
    expect(f"refused: {what}", 403, ask(method, path, body, headers))


def command(**more):
    return json.dumps({"Cmd": ["true"], **more}).encode()


expect("allowed: ping", 200, ask("GET", "/_ping"))
expect("allowed: version", 200, ask("GET", "/v1.41/version"))
expect("allowed: exec in spark-submit", 201, ask("POST", HERE, command()))
expect("allowed: exec in producer", 201, ask("POST", f"/v1.41/containers/{PRODUCER}/exec", command()))
plain = {"User": "", "Privileged": False, "Tty": False, "Env": None, "AttachStdout": True}
status, made = ask("POST", HERE, command(**plain))
expect("allowed: exec as the Docker SDK asks", 201, (status, made))
begun = json.loads(made)["Id"]
expect("allowed: its state", 200, ask("GET", f"/exec/{begun}/json"))
expect("allowed: its start", 200, ask("POST", f"/exec/{begun}/start", b'{"Detach": false, "Tty": false}'))

refused("list of containers", "GET", "/containers/json")
refused("list of containers, with a query", "GET", "/containers/json?all=1")
refused("create a container", "POST", "/containers/create", b'{"Image": "debian:bookworm-slim"}')
for path in ("images/json", "volumes", "networks", "events", "info", "system/df", "secrets", "swarm"):
    refused(path, "GET", f"/{path}")
refused("build", "POST", "/build")
refused("pull", "POST", "/images/create?fromImage=x")
refused("prune", "POST", "/containers/prune")
refused("session", "POST", "/session", None, {"Connection": "Upgrade", "Upgrade": "h2c"})
refused("grpc", "POST", "/grpc", None, {"Connection": "Upgrade", "Upgrade": "h2c"})
refused("HTTP/2 by a path that is allowed", "GET", "/_ping", None, {"Connection": "Upgrade", "Upgrade": "h2c"})
for action in ("kill", "stop", "restart", "start", "update", "rename", "attach", "wait", "resize"):
    refused(f"{action} of spark-submit", "POST", f"/containers/{SUBMIT}/{action}")
refused("its logs", "GET", f"/containers/{SUBMIT}/logs?stdout=1")
refused("its files", "GET", f"/containers/{SUBMIT}/archive?path=/")
refused("its removal", "DELETE", f"/containers/{SUBMIT}")
refused("exec elsewhere", "POST", f"/containers/{OTHER}/exec", command())
refused("exec in a container whose name begins so", "POST", f"/containers/{SUBMIT}0/exec", command())
refused("exec in a container whose name ends so", "POST", f"/containers/x{SUBMIT}/exec", command())
for name, path in {
    "dots": f"/containers/{SUBMIT}/../{OTHER}/exec",
    "encoded dots": f"/containers/{SUBMIT}/%2e%2e/{OTHER}/exec",
    "encoded slash": f"/containers/{SUBMIT}%2f..%2f{OTHER}/exec",
    "encoded name": f"/containers/%{ord(SUBMIT[0]):02x}{SUBMIT[1:]}/exec",
    "double slash": f"//containers/{OTHER}/exec",
    "dots before": f"/x/../containers/{OTHER}/exec",
    "line break": f"/containers/{SUBMIT}/exec%0a",
    "other version": f"/v1.41/../containers/{OTHER}/exec",
}.items():
    refused(f"exec elsewhere by {name}", "POST", path, command())
refused("exec by GET", "GET", HERE)
refused("exec by PUT", "PUT", HERE, command())
refused("start of an odd id", "POST", "/exec/../containers/create/start", b"{}")
refused("start of a short id", "POST", "/exec/abc/start", b"{}")
refused("resize of an exec", "POST", f"/exec/{begun}/resize?h=1&w=1")

for key in ("Privileged", "privileged", "PRIVILEGED"):
    refused(f"{key}", "POST", HERE, command(**{key: True}))
refused("privileged after spaces", "POST", HERE, b'{"Cmd":["true"],"Privileged" \n:\t true}')
refused("privileged as text", "POST", HERE, b'{"Cmd":["true"],"Privileged":"true"}')
refused("privileged, escaped", "POST", HERE, b'{"Cmd":["true"],"\\u0050rivileged":true}')
refused("privileged, folded letters", "POST", HERE, '{"Cmd":["true"],"U\u017fer":"0"}'.encode())
refused("privileged twice", "POST", HERE, b'{"Cmd":["true"],"Privileged":false,"Privileged":true}')
for user in ("0", "root", "999:999"):
    refused(f"user {user}", "POST", HERE, command(User=user))
refused("user in small letters", "POST", HERE, command(user="root"))
refused("environment", "POST", HERE, command(Env=["LD_PRELOAD=/tmp/x.so"]))
refused("working folder", "POST", HERE, command(WorkingDir="/proc"))
refused("user as a number", "POST", HERE, command(User=0))
refused("body over 12 kB", "POST", HERE, command(Pad="x" * 12_000))
refused("body over all buffers", "POST", HERE, command(Pad="x" * 100_000, Privileged=True))
chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(command(Privileged=True)), command(Privileged=True))
refused("chunks", "POST", HERE, chunked, {**JSON, "Transfer-Encoding": "chunked"})
refused("compressed body", "POST", HERE, command(), {**JSON, "Content-Encoding": "gzip"})
sys.exit(f"{wrong} answers are wrong" if wrong else 0)
