"""Presidio's own pattern recognisers on labelled vectors: presidio.py CHECKOUT VECTORS.

Each recogniser of the labelled entity reads the text alone: no language model, no words around. What it
would load beside (spacy, stanza, transformers; phonenumbers and tldextract where they are not installed) stands
in as empty modules; a span counts where it is exact.
"""
import collections
import importlib.abc
import importlib.machinery
import importlib.util
import inspect
import json
import sys
import time
import types

ABSENT = {"spacy", "stanza", "spacy_stanza", "spacy_huggingface_pipelines", "transformers"}
ABSENT |= {name for name in ("phonenumbers", "tldextract") if importlib.util.find_spec(name) is None}


class Nothing:
    def __init__(self, *a, **k):
        pass

    def __call__(self, *a, **k):
        return Nothing()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing()


class Decorating(type):
    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *a, **k: lambda f: f


class Empty(types.ModuleType):
    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Decorating(name, (Nothing,), {})


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path, target=None):
        return importlib.machinery.ModuleSpec(name, self, is_package=True) if name.split(".")[0] in ABSENT else None

    def create_module(self, spec):
        return Empty(spec.name)

    def exec_module(self, module):
        pass


sys.meta_path.insert(0, Finder())
sys.path.insert(0, sys.argv[1] + "/presidio-analyzer")
import presidio_analyzer.predefined_recognizers as own  # noqa: E402

by_entity = collections.defaultdict(list)
for _, recogniser in inspect.getmembers(own, inspect.isclass):
    try:
        made = recogniser()
        if hasattr(made, "patterns") or "Phone" in recogniser.__name__:
            for entity in made.supported_entities:
                by_entity[entity].append(made)
    except Exception:
        continue

totals, began = {}, time.process_time()
for line in open(sys.argv[2], encoding="utf-8"):
    row = json.loads(line)
    labelled = {(s["start"], s["end"]) for s in row["spans"]}
    found = set()
    for recogniser in by_entity.get(row["entity"], []):
        try:
            found |= {(r.start, r.end) for r in recogniser.analyze(row["text"], [row["entity"]], None) or [] if r.score > 0}
        except Exception:
            pass
    count = totals.setdefault(row["entity"], [0, 0, 0])
    for i, n in enumerate((len(found & labelled), len(found - labelled), len(labelled - found))):
        count[i] += n
right, wrong, missed = (sum(c[i] for c in totals.values()) for i in range(3))
for entity, count in sorted(totals.items()):
    if len(sys.argv) > 3:
        print(f"  {entity:28} {count[0]:5} {count[1]:5} {count[2]:5}")
precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
print(f"presidio's pattern recognisers: {right} right, {wrong} wrong, {missed} missed, precision {precision:.1%}, recall {recall:.1%}, F1 {2 * precision * recall / max(1e-9, precision + recall):.1%}, {time.process_time() - began:.1f} s")
