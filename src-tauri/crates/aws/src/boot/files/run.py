"""Runs Docker's client with the values that its file can't carry, those with line breaks: they are in its environment, and
its arguments have their names alone.

All others go by the file: a variable such as DOCKER_HOST or LD_PRELOAD is the app's, and would lead the client.

Usage: run.py VALUES docker run OPTION...
"""

import json
import os
import shutil
import sys

path, program, verb, *options = sys.argv[1:]
with open(path, "rb") as file:
    values = {name.encode(): value.encode() for name, value in json.load(file).items()}
named = [word for name in values for word in (b"--env", name)]
# Found before the values are there, of which one may be called PATH.
client = shutil.which(program) or sys.exit(127)
os.execve(client, [program, verb, *named, *options], {**os.environb, **values})
