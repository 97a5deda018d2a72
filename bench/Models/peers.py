"""Collects the files that tests of other scanners are about, and asks those scanners. Nothing is unpickled: whatever would load a pickle is taken away first.

    peers.py collect NAME CHECKOUT FOLDER   writes the files of its tests into the folder
    peers.py judge NAME CHECKOUT FOLDER     prints `bad`, `good` or `unread`, a tab and the file, for each file below the folder
"""
import contextlib
import hashlib
import importlib.util
import io
import logging
import os
import pathlib
import pickle
import shutil
import sys
import tempfile
import types
import unittest


class Refused(Exception):
    pass


def refuse(*_, **__):
    raise Refused("pickles are only looked at here")


def disarm():
    import subprocess

    pickle.load = pickle.loads = pickle._load = pickle._loads = refuse
    pickle._Unpickler.load = refuse
    pickle.Unpickler = pickle._Unpickler
    os.system = named(os.system, "posix", "system")
    os.popen = named(os.popen, "os", "popen")
    subprocess.Popen = named(subprocess.Popen, "subprocess", "Popen")


def named(original, module, name):
    """Stands for a function wherever one is written down, and does nothing."""

    def stub(*_, **__):
        raise Refused(f"{module}.{name} is only named here")

    stub.__module__, stub.__qualname__, stub.__name__ = original.__module__, getattr(original, "__qualname__", name), name
    if original.__module__ in sys.modules:
        setattr(sys.modules[original.__module__], name, stub)
    return stub


class Absent(types.ModuleType):
    """A library that is not installed: every name in it is there, and nothing happens."""

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        if name[:1].islower() and self.__name__ + "." + name in sys.modules:
            return sys.modules[self.__name__ + "." + name]
        made = type(name, (object,), {"__module__": self.__name__, "__init__": lambda *_, **__: None, "__call__": lambda self, *_, **__: self, "__getattr__": lambda self, _: self})
        setattr(self, name, made)
        return made


def stand_in(*names):
    for name in names:
        top = name.split(".")[0]
        if isinstance(sys.modules.get(top), Absent) or top not in sys.modules and importlib.util.find_spec(top) is None:
            sys.modules[name] = Absent(name)
            sys.modules[name].__path__ = []


def keep(folder, name, data):
    data = bytes(data)
    with open(os.path.join(folder, f"{name}-{hashlib.sha256(data).hexdigest()[:8]}.pkl"), "wb") as out:
        out.write(data)


def collect_fickling(checkout, folder):
    sys.path.insert(0, checkout)
    disarm()
    import fickling.analysis
    import fickling.loader

    current = ["start"]
    analyze, scan_file, scan_zip = fickling.analysis.Analyzer.analyze, fickling.loader.scan_file, fickling.loader.scan_zip_archive

    def analyzed(self, pickled):
        with contextlib.suppress(Exception):
            keep(folder, current[0], pickled.dumps())
        return analyze(self, pickled)

    def scanned(of):
        def scan(path, *args, **kwargs):
            with contextlib.suppress(OSError):
                keep(folder, current[0], pathlib.Path(path).read_bytes())
            return of(path, *args, **kwargs)

        return scan

    fickling.analysis.Analyzer.analyze = analyzed
    fickling.loader.scan_file, fickling.loader.scan_zip_archive = scanned(scan_file), scanned(scan_zip)

    class Result(unittest.TestResult):
        def startTest(self, test):
            current[0] = test.id().rsplit(".", 1)[-1]
            super().startTest(test)

    for path in sorted(pathlib.Path(checkout, "test").glob("test_*.py")):
        # The others load what they write.
        if path.stem not in ("test_bypasses", "test_crashes", "test_expansion_attack_analysis", "test_scanner_deactivation_analysis", "test_scan_api", "test_analysis"):
            continue
        module = load(path)
        unittest.defaultTestLoader.loadTestsFromModule(module).run(Result())


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def collect_modelscan(checkout, folder):
    sys.path[:0] = [checkout, os.path.join(checkout, "tests")]
    disarm()
    stand_in("numpy", "dill", "torch", "torch.nn", "tensorflow", "tf_keras", "aiohttp", "requests", "click", "tomlkit", "rich", "pytest")
    if isinstance(sys.modules.get("requests"), Absent):
        function = lambda *_, **__: None
        function.__module__, function.__name__, function.__qualname__ = "requests", "get", "get"
        sys.modules["requests"].get = function
    sys.modules["pytest"].fixture = lambda *a, **k: a[0] if a and callable(a[0]) else lambda f: f
    sys.modules["pytest"].mark = types.SimpleNamespace(parametrize=lambda *_, **__: lambda f: f)
    sys.modules["torch.nn"].Module = object
    sys.modules["torch"].nn = sys.modules["torch.nn"]
    sys.modules["tf_keras"].Model = object
    sys.modules["tensorflow"].function = lambda *_, **__: lambda f: f
    sys.modules["dill"]._dill = types.SimpleNamespace(Pickler=object)
    sys.modules["dill"].dump = lambda thing, file, protocol=None: pickle.dump(thing, file, protocol=protocol)
    module = load(pathlib.Path(checkout, "tests", "test_modelscan.py"))
    made = pathlib.Path(tempfile.mkdtemp())

    class Factory:
        def mktemp(self, name):
            (made / name).mkdir(exist_ok=True)
            return made / name

    for write in (module.file_path, module.zip_file_path, module.pytorch_file_path):
        with contextlib.suppress(Exception):
            write(Factory())
    take(made, folder)
    take(pathlib.Path(checkout, "tests", "data"), folder)
    shutil.rmtree(made)


def take(tree, folder):
    for path in sorted(p for p in tree.rglob("*") if p.is_file() and p.stat().st_size > 0):
        shutil.copyfile(path, os.path.join(folder, "-".join(path.relative_to(tree).parts)))


def collect_picklescan(checkout, folder):
    for part in ("data", "data2"):
        if os.path.isdir(os.path.join(checkout, "tests", part)):
            take(pathlib.Path(checkout, "tests", part), folder)


def judge_fickling(checkout):
    sys.path.insert(0, checkout)
    from fickling.fickle import StackedPickle
    from fickling.analysis import Severity, check_safety
    from fickling.loader import scan_zip_archive
    import zipfile

    def judge(path):
        if zipfile.is_zipfile(path):
            result = scan_zip_archive(str(path), graceful=True)
            results = result if isinstance(result, list) else [result]
            return any(not r.is_safe and r.severity > Severity.POSSIBLY_UNSAFE and not r.errors for r in results)
        with open(path, "rb") as file:
            stacked = StackedPickle.load(file, fail_on_decode_error=True)
        return any(check_safety(p).severity > Severity.POSSIBLY_UNSAFE for p in stacked)

    return judge


def judge_picklescan(checkout):
    sys.path.insert(0, os.path.join(checkout, "src"))
    from picklescan.scanner import scan_file_path

    def judge(path):
        result = scan_file_path(str(path))
        if result.issues_count == 0 and (result.scan_err or result.scanned_files == 0):
            return None
        return result.issues_count > 0

    return judge


def judge_modelscan(checkout):
    sys.path.insert(0, checkout)
    stand_in("numpy", "tensorflow", "h5py", "click", "tomlkit", "rich")
    from modelscan.modelscan import ModelScan

    def judge(path):
        scan = ModelScan()
        result = scan.scan(str(path))
        if scan.issues.all_issues:
            return True
        return False if result["summary"]["scanned"]["total_scanned"] > 0 else None

    return judge


def main(what, name, checkout, folder):
    logging.disable(logging.CRITICAL)
    if what == "collect":
        os.makedirs(folder, exist_ok=True)
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            globals()["collect_" + name](checkout, folder)
        return
    disarm()
    judge = globals()["judge_" + name](checkout)
    for path in sorted(p for p in pathlib.Path(folder).rglob("*") if p.is_file()):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            try:
                said = judge(path)
            except Exception:
                said = None
        print({True: "bad", False: "good", None: "unread"}[said], path.relative_to(folder), sep="\t")


main(*sys.argv[1:])
