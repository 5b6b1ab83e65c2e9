# Runs one hook of a build backend (PEP 517, PEP 660) in the source folder and writes its answer as JSON.
# Arguments: hook, backend, backend-path (os.pathsep between), answer file, wheel folder.
# Runs on Python 2.7 and from 3.6 on.
import json
import os
import sys


def main():
    hook, spelled, paths, answer, folder = sys.argv[1:]
    os.dup2(1, 2)  # one stream, so that the tail of the output is the tail
    # The source folder is importable only where the project says so.
    sys.path[:] = [p for p in sys.path if p not in ("", os.getcwd())]
    sys.path[:0] = [os.path.abspath(p) for p in paths.split(os.pathsep) if p]
    sys.argv[1:] = []
    module, _, attributes = spelled.partition(":")
    __import__(module)
    backend = sys.modules[module]
    for name in attributes.split(".") if attributes else ():
        backend = getattr(backend, name)
    kind = "editable" if hook.endswith("editable") else "wheel"
    if hook.startswith("requires"):
        ask = getattr(backend, "get_requires_for_build_" + kind, None)
        value = list(ask(None)) if ask else []
    else:
        build = getattr(backend, "build_" + kind, None)
        value = build(folder, None, None) if build else None
    with open(answer, "w") as stream:
        json.dump(value, stream)


main()
