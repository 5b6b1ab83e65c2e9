"""Whether a command ever sees two generations: python swaps.py OMNIPKG ENVIRONMENT PYTHONS PACKAGE VERSIONS [STARTS]

OMNIPKG      the shipped command
ENVIRONMENT  name of an environment that has PACKAGE
PYTHONS      two versions, e.g. 3.11,3.12
PACKAGE      an importable package with __version__, e.g. numpy
VERSIONS     two versions of it, e.g. 1.26.4,2.2.6
STARTS       how many commands are started at once (200)

While the commands are starting, `swap python` and `swap PACKAGE==VERSION` run in a loop. Each
command tells what it sees, in itself and in a child started by multiprocessing: generation, version
of Python, version and place of the package. All of it must be what the state of that one generation
says. Prints one line of JSON.
"""
import json
import os
import subprocess
import sys
import tempfile
import threading

CODE = """
import json, multiprocessing, os, sys, {package} as package

def sight():
    tree = os.path.dirname(os.path.dirname(os.path.realpath(package.__file__)))
    return {{
        "prefix": sys.prefix,
        "executable": sys.executable,
        "python": "%d.%d.%d" % sys.version_info[:3],
        "version": package.__version__,
        "tree": tree,
        "farm": sorted({{p.split("/farm/")[1].split("/")[0] for p in sys.path if "/farm/" in p}}),
    }}

def main():
    generation = os.path.basename(sys.prefix)
    state = os.path.join(os.path.dirname(os.path.dirname(sys.prefix)), "state", generation + ".json")
    with open(state) as file:
        meant = json.load(file)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        seen = [sight(), pool.apply(sight)]
    print(json.dumps({{"generation": generation, "state": meant, "seen": seen}}))

if __name__ == "__main__":
    main()
"""


def wrong(told, package):
    """What does not belong to the generation's own state; empty when all does."""
    state, generation = told["state"], told["generation"]
    node = [n for n in state["nodes"] if n["name"] == package][0]
    python = [r for r in state["runtimes"] if r["ecosystem"] == "python"][0]
    complaints = []
    for sight in told["seen"]:
        expected = {
            "prefix": told["seen"][0]["prefix"],
            "executable": os.path.join(told["seen"][0]["prefix"], "bin", "python"),
            "python": python["version"],
            "version": node["version"],
            "farm": [generation],
        }
        for key, value in expected.items():
            if sight[key] != value:
                complaints.append("%s: %s, not %s" % (key, sight[key], value))
        # In the store, or where the file system clones in the environment's own copy.
        places = [at + state["trees"][node["id"]] + "/" for at in ("/store/", "/own/")]
        if not any(place in sight["tree"] + "/" for place in places):
            complaints.append("tree: %s, not %s" % (sight["tree"], state["trees"][node["id"]]))
    if state["number"] != int(generation):
        complaints.append("state of %s in %s" % (state["number"], generation))
    return complaints


def main(arguments):
    if len(arguments) < 5:
        print(__doc__)
        return 2
    omnipkg, environment, pythons, package, versions = arguments[:5]
    starts = int(arguments[5]) if len(arguments) > 5 else 200
    pythons, versions = pythons.split(","), versions.split(",")
    stop, swaps, failed = threading.Event(), [0], []

    def swapping():
        while not stop.is_set():
            n = swaps[0]
            words = (
                ["python", pythons[n // 2 % 2]]
                if n % 2
                else ["%s==%s" % (package, versions[n // 2 % 2])]
            )
            done = subprocess.run(
                [omnipkg, "-q", "-e", environment, "swap"] + words,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
            if done.returncode:
                failed.append(" ".join(words) + ": " + done.stdout.decode()[-400:])
                return
            swaps[0] += 1

    with tempfile.TemporaryDirectory() as folder:
        script = os.path.join(folder, "sight.py")
        with open(script, "w") as file:
            file.write(CODE.format(package=package))
        thread = threading.Thread(target=swapping)
        thread.start()
        # Two hundred interpreters at once need not each have a pool of threads for algebra.
        quiet = dict(os.environ, OPENBLAS_NUM_THREADS="1")
        running = [
            subprocess.Popen(
                [omnipkg, "-e", environment, "exec", "python", script],
                env=quiet,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            for _ in range(starts)
        ]
        ends = [process.communicate() + (process.returncode,) for process in running]
        stop.set()
        thread.join()
    torn, seen = [], {}
    for out, err, code in ends:
        if code:
            torn.append("exit %d: %s" % (code, err.decode()[-400:]))
            continue
        told = json.loads(out)
        seen[told["generation"]] = seen.get(told["generation"], 0) + 1
        torn.extend(wrong(told, package))
    print(
        json.dumps(
            {
                "starts": starts,
                "swaps": swaps[0],
                "generations": len(seen),
                "torn": len(torn),
                "first": torn[:3],
                "failed": failed,
            }
        )
    )
    return 1 if torn or failed or len(seen) < 2 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
