# Prints the index pip falls back to where nothing is configured, as pip itself has it.
import glob
import os
import sys


def index():
    try:
        from pip._internal.models.index import PyPI
    except ImportError:
        from pip.models import PyPI  # before pip 10
    return PyPI.simple_url


try:
    answer = index()
except ImportError:
    import ensurepip

    bundled = os.path.join(os.path.dirname(ensurepip.__file__), "_bundled")
    for folder in (bundled, str(getattr(ensurepip, "_WHEEL_PKG_DIR", None) or bundled)):
        sys.path[:0] = glob.glob(os.path.join(folder, "pip-*.whl"))
    for name in [n for n in sys.modules if n.split(".")[0] == "pip"]:
        del sys.modules[name]
    answer = index()
sys.stdout.write(answer + "\n")
