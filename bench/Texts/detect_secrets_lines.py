"""detect-secrets with its own settings on labelled lines, each as a file of its own: detect_secrets_lines.py LINES."""
import collections
import json
import os
import sys
import tempfile

from detect_secrets import SecretsCollection
from detect_secrets.settings import default_settings

counts = collections.Counter()
with default_settings(), tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "line.txt")
    for line in open(sys.argv[1], encoding="utf-8"):
        row = json.loads(line)
        with open(path, "w", encoding="utf-8") as file:
            file.write(row["text"] + "\n")
        found = SecretsCollection()
        found.scan_file(path)
        counts[row["source"], row["label"], bool(list(found))] += 1
for source in sorted({key[0] for key in counts}):
    secrets = [counts[source, "secret", hit] for hit in (True, False)]
    clean = [counts[source, "clean", hit] for hit in (True, False)]
    print(f"detect-secrets on {source}: {secrets[0]} of {sum(secrets)} secrets found, {clean[0]} of {sum(clean)} clean called")
