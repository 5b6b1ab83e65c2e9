"""Whether a process can ever see two generations: python flip.py ENVIRONMENT [STARTS]

ENVIRONMENT  a folder with `current` and two generations in gens/ that each carry a module
             `genmark` with GEN = the name of their folder; `current` is flipped all the time
STARTS       how many interpreters are started meanwhile (150)

Each started interpreter, and a child it starts through sys.executable, must see one and the same
generation in sys.prefix, in sys.path and in what it imports. Prints one line of JSON.
"""
import json
import os
import subprocess
import sys
import threading

CODE = """
import os, subprocess, sys, genmark
seen = {genmark.GEN, os.path.basename(sys.prefix), os.path.basename(os.path.dirname(os.path.dirname(sys.executable)))}
seen |= {p.split('/farm/')[1].split('/')[0] for p in sys.path if '/farm/' in p}
if len(sys.argv) == 1:
    seen |= set(subprocess.check_output([sys.executable, __file__, 'child']).decode().split())
print(' '.join(sorted(seen)))
"""


def flip(environment, generation):
    fresh = os.path.join(environment, ".flip")
    os.symlink(os.path.join("gens", generation), fresh)
    os.rename(fresh, os.path.join(environment, "current"))


def main(arguments):
    if not arguments:
        print(__doc__)
        return 2
    environment = os.path.abspath(arguments[0])
    starts = int(arguments[1]) if len(arguments) > 1 else 150
    generations = sorted(os.listdir(os.path.join(environment, "gens")))[-2:]
    script = os.path.join(environment, "flip-code.py")
    with open(script, "w") as file:
        file.write(CODE)
    clean = {"PATH": os.path.join(environment, "current", "bin") + ":/usr/bin:/bin"}
    stop, flips, torn, seen = threading.Event(), [0], [], {}

    def flipping():
        while not stop.is_set():
            flip(environment, generations[flips[0] % 2])
            flips[0] += 1

    thread = threading.Thread(target=flipping)
    thread.start()
    try:
        for i in range(starts):
            ways = (
                [os.path.join(environment, "current", "bin", "python"), script],
                ["/usr/bin/env", "python3", script],
            )
            done = subprocess.run(ways[i % 2], env=clean, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            out = done.stdout.decode().strip()
            seen[out] = seen.get(out, 0) + 1
            if done.returncode or out not in generations:
                torn.append(out + done.stderr.decode()[-300:])
    finally:
        stop.set()
        thread.join()
        flip(environment, generations[-1])
        os.remove(script)
    both = all(g in seen for g in generations)
    print(json.dumps({"starts": starts, "flips": flips[0], "torn": len(torn), "seen": seen, "first": torn[:2]}))
    return 1 if torn or not both else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
