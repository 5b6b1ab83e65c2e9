"""What people and tools that know nothing of links do inside an environment.

python edits.py PYTHON STORE OTHER SCENARIO

PYTHON    interpreter of an environment with rich, six, typing_extensions, zope.interface, zope.event: it is changed
STORE     the folder of stored trees
OTHER     the folder of another environment that uses the same packages

Does the deed as whoever runs this, whether or not it is allowed to, and prints one line of JSON:
what changed in the store and in the other environment. New bytecode is no change.
"""
import json
import os
import subprocess
import sys


def snapshot(top):
    seen = {}
    for folder, folders, files in os.walk(top):
        links = [f for f in folders if os.path.islink(os.path.join(folder, f))]
        for path in [folder] + [os.path.join(folder, name) for name in files + links]:
            if "__pycache__" not in path:
                s = os.lstat(path)
                folder_like = os.path.isdir(path) and not os.path.islink(path)
                seen[path] = (s.st_mode, s.st_ino) if folder_like else (
                    s.st_mode, s.st_ino, s.st_size, s.st_mtime_ns)
    return seen


def difference(before, after):
    names = set(before) ^ set(after)
    return sorted(names | set(p for p in before if p in after and before[p] != after[p]))


class Deed:
    def __init__(self, python):
        self.python = python
        self.prefix = os.path.dirname(os.path.dirname(python))
        number = os.path.basename(self.prefix)
        self.base = os.path.dirname(os.path.dirname(self.prefix))
        self.farm = os.path.join(self.base, "farm", number, "lib/py/site-packages")

    def at(self, path):
        return os.path.join(self.farm, path)

    def append(self, path):
        with open(self.at(path), "a") as f:
            f.write("\n# edited\n")

    def sed(self, path):
        subprocess.run(["sed", "-i", "s/import/import /", self.at(path)], stderr=subprocess.DEVNULL)

    def append_linked(self):
        self.append("rich/console.py")

    def append_module(self):
        self.append("six.py")

    def append_shared(self):
        self.append("zope/interface/ro.py")

    def append_after_chmod(self):
        os.chmod(self.at("six.py"), 0o644)
        self.append("six.py")

    def append_large(self):
        os.chmod(self.at("typing_extensions.py"), 0o644)
        self.append("typing_extensions.py")

    def sed_linked(self):
        self.sed("rich/console.py")

    def sed_module(self):
        self.sed("six.py")

    def delete_linked(self):
        os.remove(self.at("rich/console.py"))

    def delete_module(self):
        os.remove(self.at("six.py"))

    def delete_package(self):
        subprocess.run(["rm", "-rf", self.at("rich"), self.at("zope")], stderr=subprocess.DEVNULL)

    def chmod_open(self):
        subprocess.run(["chmod", "-R", "a+rwX", self.base], stderr=subprocess.DEVNULL)

    def chmod_shut(self):
        for place in ("gens", "farm"):
            subprocess.run(
                ["chmod", "-R", "a-w", os.path.join(self.base, place)], stderr=subprocess.DEVNULL
            )

    def compile(self):
        subprocess.run([self.python, "-m", "compileall", "-q", "-f", self.farm],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def data_linked(self):
        with open(self.at("rich/data.bin"), "w") as f:
            f.write("data")

    def data_beside(self):
        with open(self.at("data.bin"), "w") as f:
            f.write("data")

    def script(self):
        with open(os.path.join(self.prefix, "bin", "pygmentize"), "a") as f:
            f.write("# edited\n")


def main(arguments):
    python, store, other, scenario = arguments
    deed = Deed(os.path.abspath(python))
    before = snapshot(store), snapshot(other)
    done = "done"
    try:
        getattr(deed, scenario)()
    except OSError as refused:
        done = type(refused).__name__
    after = snapshot(store), snapshot(other)
    print(json.dumps({
        "scenario": scenario,
        "done": done,
        "store": [os.path.relpath(p, store) for p in difference(before[0], after[0])],
        "other": [os.path.relpath(p, other) for p in difference(before[1], after[1])],
    }))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
