"""Whether what runs keeps its generation: python stay.py OMNIPKG ENVIRONMENT HOME SWAPS

Starts one program through `omnipkg exec` and one through the PATH, without a lease, from the
generation that is current; makes SWAPS generations of module `genmark` 1 and 2; then lets both
import, for the first time, what their own generation has, and start children of their own. Prints
one line of JSON.
"""
import json
import os
import subprocess
import sys
import time

CODE = """
import os, subprocess, sys
print("ready", flush=True)
sys.stdin.readline()
import genmark, genmark.late
child = subprocess.check_output([sys.executable, "-c", "import genmark.late as m, sys; print(m.GEN, sys.prefix)"])
print(genmark.GEN, genmark.late.GEN, os.path.basename(sys.prefix), child.decode().split()[0],
      os.path.basename(child.decode().split()[1]), os.path.isdir(sys.prefix))
"""


def main(arguments):
    omnipkg, environment, home, swaps = arguments[:3] + [int(arguments[3])]
    folder = os.path.join(home, "env", environment)
    path = os.path.join(folder, "current", "bin") + ":/usr/bin:/bin"

    def call(*words):
        return subprocess.check_output([omnipkg, "-e", environment] + list(words), stderr=subprocess.STDOUT)

    def generations():
        return sorted(os.listdir(os.path.join(folder, "gens")))

    start = os.path.basename(os.path.realpath(os.path.join(folder, "current")))
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    running = [
        subprocess.Popen([omnipkg, "-e", environment, "exec", "python", "-c", CODE], **pipes),
        subprocess.Popen(["/usr/bin/env", "python", "-c", CODE], env={"PATH": path}, **pipes),
    ]
    for process in running:
        assert process.stdout.readline() == b"ready\n"
    for n in range(swaps):
        call("swap", "genmark==%d" % (2 - n % 2))
    history = json.loads(call("history", "--json"))["generations"]
    used = ["%04d" % g["generation"] for g in history if g["in_use"]]
    during = generations()
    for process in running:
        process.stdin.write(b"go\n")
        process.stdin.flush()
    said = [process.communicate()[0].decode().strip() for process in running]
    call("swap", "genmark==%d" % (2 - swaps % 2))
    patience = time.monotonic() + 60
    while len(generations()) > 2 and time.monotonic() < patience:  # they go a moment after the answer
        time.sleep(0.1)
    after = generations()
    good = "1 1 %s 1 %s True" % (start, start)
    print(json.dumps({"start": start, "said": said, "used": used, "during": during, "after": after}))
    return 0 if said == [good, good] and used == [start] and start in during and len(after) == 2 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
