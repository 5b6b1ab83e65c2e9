"""What people and tools that know nothing of links do inside an environment.

python edits.py PYTHON STORE OTHER SCENARIO [WHEELS]

PYTHON    interpreter of an environment with rich, six, typing_extensions, cffi, zope.interface, zope.event: it is
          changed
STORE     the store: its trees and objects are looked at
OTHER     the folder of another environment that uses the same packages
WHEELS    a folder with a wheel of another six, for what pip and uv do

Does the deed as whoever runs this, whether or not it is allowed to, and prints one line of JSON:
what changed in the store and in the other environment: bytes, modes, ages, inodes. New bytecode is no change.
"""
import glob
import hashlib
import json
import os
import subprocess
import sys


def digest(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


def snapshot(*tops):
    seen = {}
    for top in tops:
        look(top, seen)
    return seen


def look(top, seen):
    for folder, folders, files in os.walk(top):
        links = [f for f in folders if os.path.islink(os.path.join(folder, f))]
        for path in [folder] + [os.path.join(folder, name) for name in files + links]:
            if "__pycache__" not in path:
                s = os.lstat(path)
                folder_like = os.path.isdir(path) and not os.path.islink(path)
                seen[path] = (s.st_mode, s.st_ino) if folder_like else (
                    s.st_mode, s.st_ino, s.st_size, s.st_mtime_ns,
                    os.readlink(path) if os.path.islink(path) else digest(path))


def difference(before, after):
    names = set(before) ^ set(after)
    return sorted(names | set(p for p in before if p in after and before[p] != after[p]))


class Deed:
    def __init__(self, python, wheels):
        self.python = python
        self.wheels = wheels
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

    def chmod_linked(self):
        os.chmod(self.at("rich/console.py"), 0o666)
        self.append("rich/console.py")

    def chmod_shared(self):
        os.chmod(self.at("zope/interface/ro.py"), 0o666)
        self.append("zope/interface/ro.py")

    def chmod_folder(self):
        os.chmod(self.at("rich"), 0o777)
        os.remove(self.at("rich/console.py"))
        with open(self.at("rich/data.bin"), "w") as f:
            f.write("data")

    def chmod_metadata(self):
        folder = glob.glob(self.at("rich-*.dist-info"))[0]
        os.chmod(folder, 0o777)
        os.chmod(os.path.join(folder, "RECORD"), 0o666)
        self.append(os.path.join(folder, "RECORD"))

    def chmod_library(self):
        library = glob.glob(self.at("_cffi_backend*.so"))[0]
        os.chmod(library, 0o777)
        with open(library, "ab") as f:
            f.write(b"edited")

    def chmod_by_shelf(self):
        for file in glob.glob(os.path.join(self.prefix, "lib/python/rich-*/lib/py/site-packages/rich/*.py")):
            os.chmod(file, 0o666)
            with open(file, "a") as f:
                f.write("# edited\n")

    def chmod_below_links(self):
        for name in os.listdir(self.farm):
            subprocess.run(["chmod", "-R", "a+rwX", self.at(name) + "/"], stderr=subprocess.DEVNULL)

    def remove_below_links(self):
        subprocess.run(["rm", "-rf", self.at("rich") + "/"], stderr=subprocess.DEVNULL)
        for folder, _, files in os.walk(self.at("rich") + "/"):
            os.chmod(folder, 0o777)
            for name in files:
                os.remove(os.path.join(folder, name))

    def pip(self, *words):
        subprocess.run([self.python, "-m", "pip"] + list(words),
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)

    def uv(self, *words):
        subprocess.run([os.path.join(self.prefix, "bin", "uv"), "pip"] + list(words),
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)

    def offline(self):
        return ["--no-index", "--find-links", self.wheels, "--no-deps", "six==1.16.0"]

    def pip_install(self):
        self.pip("install", *self.offline())

    def pip_uninstall(self):
        self.pip("uninstall", "-y", "rich", "zope.interface", "six")

    def uv_install(self):
        self.uv("install", "--python", self.python, *self.offline())

    def uv_uninstall(self):
        self.uv("uninstall", "--python", self.python, "rich", "zope.interface", "six")

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
    python, store, other, scenario = arguments[:4]
    deed = Deed(os.path.abspath(python), "".join(arguments[4:]))
    kept = [os.path.join(store, "py"), os.path.join(store, "objects")]
    before = snapshot(*kept), snapshot(other)
    done = "done"
    try:
        getattr(deed, scenario)()
    except (OSError, subprocess.CalledProcessError) as refused:
        done = type(refused).__name__
    after = snapshot(*kept), snapshot(other)
    print(json.dumps({
        "scenario": scenario,
        "done": done,
        "store": [os.path.relpath(p, store) for p in difference(before[0], after[0])],
        "other": [os.path.relpath(p, other) for p in difference(before[1], after[1])],
    }))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
