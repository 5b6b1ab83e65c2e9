"""What pip and uv inside an environment do to the store behind it.

python damage.py PYTHON STORE WHEELS [tool:scenario...]

PYTHON  interpreter of an environment made for this trial: it is changed
STORE   the folder of stored trees the environment links to: it must not change
WHEELS  folder with numpy-1.26.4, zope.interface-6.4 and six-1.16.0 wheels for PYTHON, and the
        numpy wheel that is installed

Each scenario snapshots the store, lets the tool work offline, compares, and says what the user
sees afterwards. Prints one line per scenario and one line of JSON; exit code 1 when the store
changed in any way but new bytecode, or the user did not get what was asked for.
"""
import json
import os
import subprocess
import sys

INSTALL = {
    "downgrade": ("numpy==1.26.4", "numpy", "1.26.4"),
    "downgrade_namespace": ("zope.interface==6.4", "zope.interface", "6.4"),
    "downgrade_module": ("six==1.16.0", "six", "1.16.0"),
}
UNINSTALL = {"uninstall": "numpy", "uninstall_module": "six", "uninstall_namespace": "zope.event", "uninstall_data": "jupyterlab-pygments"}
SCENARIOS = list(INSTALL) + ["reinstall"] + list(UNINSTALL)


def snapshot(store):
    seen = {}
    for folder, folders, files in os.walk(store):
        for name in files + [f for f in folders if os.path.islink(os.path.join(folder, f))]:
            path = os.path.join(folder, name)
            if "__pycache__" not in path:
                s = os.lstat(path)
                seen[path] = (s.st_size, s.st_mtime_ns, s.st_ino, s.st_mode)
    return seen


def difference(before, after):
    return {
        "added": sorted(set(after) - set(before)),
        "removed": sorted(set(before) - set(after)),
        "changed": sorted(p for p in before if p in after and before[p] != after[p]),
    }


class Trial:
    def __init__(self, python, store, wheels):
        self.python, self.store = python, store
        home = os.path.join(os.path.dirname(os.path.dirname(python)), "tmp-home")
        os.makedirs(home, exist_ok=True)
        self.env = {
            "PATH": os.path.dirname(python) + ":/usr/bin:/bin",
            "HOME": home,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": wheels,
            "PIP_ROOT_USER_ACTION": "ignore",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "UV_OFFLINE": "1",
            "UV_NO_INDEX": "1",
            "UV_FIND_LINKS": wheels,
            "UV_CACHE_DIR": os.path.join(home, "uv"),
        }

    def run(self, *argv):
        done = subprocess.run(argv, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout.decode("utf-8", "replace").strip()

    def install(self, tool, *what):
        if tool == "pip":
            return self.run(self.python, "-m", "pip", "install", "-q", "--no-deps", *what)
        options = ["--reinstall" if w == "--force-reinstall" else w for w in what]
        return self.run("uv", "pip", "install", "-q", "--no-deps", "--python", self.python, *options)

    def uninstall(self, tool, name):
        if tool == "pip":
            return self.run(self.python, "-m", "pip", "uninstall", "-q", "-y", name)
        return self.run("uv", "pip", "uninstall", "-q", "--python", self.python, name)

    def version(self, name):
        code, out = self.run(self.python, "-c", "import importlib.metadata as m, sys; print(m.version(sys.argv[1]))", name)
        return out.splitlines()[-1] if code == 0 else None

    def works(self, name):
        module = name.replace("-", "_")
        return self.run(self.python, "-c", "import importlib, sys; importlib.import_module(sys.argv[1])", module)[0] == 0

    def scenario(self, tool, scenario):
        before = snapshot(self.store)
        problems = []
        if scenario in INSTALL:
            what, name, version = INSTALL[scenario]
            first = self.version(name)
            code, out = self.install(tool, what)
            if code or self.version(name) != version or not self.works(name) or not self.works("zope.event"):
                problems.append("%s: exit %d, version %s: %s" % (what, code, self.version(name), out[-300:]))
            code, out = self.uninstall(tool, name)
            if code or self.version(name) != first or not self.works(name):
                problems.append("after uninstalling %s: exit %d, version %s: %s" % (what, code, self.version(name), out[-300:]))
        elif scenario == "reinstall":
            first = self.version("numpy")
            code, out = self.install(tool, "--force-reinstall", "numpy==" + first)
            if code or self.version("numpy") != first or not self.works("numpy"):
                problems.append("reinstall: exit %d: %s" % (code, out[-300:]))
            self.uninstall(tool, "numpy")
        else:
            name = UNINSTALL[scenario]
            first = self.version(name)
            self.uninstall(tool, name)
            if self.version(name) != first or not self.works(name):
                problems.append("%s of the store can no longer be used" % name)
        harm = difference(before, snapshot(self.store))
        return harm, problems


def main(arguments):
    if len(arguments) < 3:
        print(__doc__)
        return 2
    trial = Trial(*[os.path.abspath(a) for a in arguments[:3]])
    names = arguments[3:] or [t + ":" + s for t in ("pip", "uv") for s in SCENARIOS]
    failed = {}
    for name in names:
        harm, problems = trial.scenario(*name.split(":"))
        counts = {k: len(v) for k, v in harm.items()}
        print("%-26s store: %s%s" % (name, counts, "".join("; " + p for p in problems)), flush=True)
        if problems or any(counts.values()):
            failed[name] = {"store": {k: v[:5] for k, v in harm.items()}, "problems": problems}
    print(json.dumps({"ran": names, "failed": failed}))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
