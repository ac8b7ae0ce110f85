"""Naru's sample: tells that it is well, and repeats what it was asked, so that the way to it can be seen.

Usage: sample.py HOST PORT HEALTH_PATH DEPLOYMENT
"""
import json
import os
import sys
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

IMDS = os.environ.get("NARU_IMDS", "http://169.254.169.254")
# A header whose name has one of these is not repeated. X-Naru- is how CloudFront proves itself.
SECRET = ("authorization", "cookie", "token", "secret", "key", "password", "signature", "x-naru-")
BODY_MAX = 32 << 20


def instance_id():
    """The id of this instance, or None outside of EC2. Asked without a proxy: it is a link-local address."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        ttl = {"X-aws-ec2-metadata-token-ttl-seconds": "60"}
        ask = urllib.request.Request(IMDS + "/latest/api/token", method="PUT", headers=ttl)
        token = opener.open(ask, timeout=2).read().decode()
        ask = urllib.request.Request(
            IMDS + "/latest/meta-data/instance-id", headers={"X-aws-ec2-metadata-token": token}
        )
        return opener.open(ask, timeout=2).read().decode()
    except (OSError, ValueError):
        return None


class Handler(BaseHTTPRequestHandler):
    server_version = "naru-sample"
    sys_version = ""
    timeout = 30

    def answer(self):
        path = self.path.split("?")[0]
        # An unread body would reset the connection under the answer.
        try:
            length = min(int(self.headers.get("Content-Length") or 0), BODY_MAX)
        except ValueError:
            length = 0
        while length > 0:
            chunk = self.rfile.read(min(length, 65536))
            if not chunk:
                break
            length -= len(chunk)
        if path == self.server.health_path:
            body = {"status": "ok"}
        else:
            headers = {
                name: value
                for name, value in self.headers.items()
                if not any(word in name.lower() for word in SECRET)
            }
            body = {
                "method": self.command,
                "path": path,
                "headers": headers,
                "instance": self.server.instance,
                "deployment": self.server.deployment,
            }
        data = json.dumps(body, separators=(",", ":")).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        # It tells nothing that the asker didn't bring, so pages of every origin may read it.
        for what in ("origin", "methods", "headers"):
            self.send_header("Access-Control-Allow-" + what.capitalize(), "*")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = answer

    def log_message(self, form, *values):
        """Requests are nginx's to log."""


def main():
    host, port, health_path, deployment = sys.argv[1:]
    server = ThreadingHTTPServer((host, int(port)), Handler)
    server.health_path = health_path
    server.deployment = deployment
    server.instance = instance_id()
    print(f"listening on {host}:{server.server_port}", flush=True)
    server.serve_forever()


main()
