"""A reader that does what its file says, in place of companion.library.convert_one."""

from __future__ import annotations

import json
import os
import signal
import sys
import time

does = sys.stdin.read()
if does == "early":
    sys.exit(1)
print('{"ready": true}', flush=True)
if does == "crash":
    os.abort()
elif does == "fault":
    sys.exit(1)
elif does == "garbage":
    print("neither here nor there")
elif does == "tell":
    print('{"done": 1, "of": 2}', flush=True)
    time.sleep(60)
elif does == "cpu":
    os.kill(os.getpid(), signal.SIGXCPU)
elif does in ("environment", "odd"):
    piece = {"number": 1, "section": "", "page": None, "text": " ".join(os.environ)}
    document = {"id": "0" * 16 if does == "environment" else "../../x", "lang": "da", "pages": None, "pieces": [piece]}
    print(json.dumps({"document": document}))
else:
    time.sleep(60)
