"""What real packages do to an environment: python battery.py PYTHON [check...]

Runs each check with the interpreter PYTHON of an environment in which the packages of
packages-40.txt or packages-190.txt are installed. Prints one line per check, then one line of
JSON: {"python", "passed": [...], "failed": {check: tail}, "skipped": {check: missing packages}}.
Exit code 1 when a check failed. Works with any Python from 3.8 on; touches nothing but a
temporary folder.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
import time

CHECKS = {}


def check(needs=""):
    def register(function):
        CHECKS[function.__name__] = (function, needs.split())
        return function

    return register


class Bench:
    """A temporary folder, and a clean surrounding for the interpreter under test."""

    def __init__(self, python):
        self.python = python
        self.bin = os.path.dirname(python)
        self.prefix = subprocess.check_output([python, "-c", "import sys; print(sys.prefix)"]).decode().strip()
        self.work = tempfile.mkdtemp(prefix="battery-")
        kept = ("LANG", "TMPDIR")
        self.env = {k: v for k, v in os.environ.items() if k in kept}
        self.env.update(
            HOME=self.path("home"),
            PATH=self.bin + os.pathsep + "/usr/local/bin:/usr/bin:/bin",
            MPLBACKEND="Agg",
            JUPYTER_PLATFORM_DIRS="1",
        )
        os.mkdir(self.path("home"))

    def path(self, *names):
        return os.path.join(self.work, *names)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w") as file:
            file.write(textwrap.dedent(text))
        return self.path(name)

    def sh(self, command, timeout=240):
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command],
            cwd=self.work,
            env=dict(self.env, PY=self.python),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=timeout,
        )
        output = done.stdout.decode("utf-8", "replace")
        if done.returncode:
            raise AssertionError("exit %d\n%s" % (done.returncode, output))
        return output

    def py(self, code, timeout=240):
        name = "code_%d.py" % time.monotonic_ns()
        self.write(name, code)
        return self.sh('"$PY" %s' % name, timeout)


MODULES = {
    "numpy": "numpy numpy.linalg",
    "scipy": "scipy.linalg scipy.sparse.linalg scipy.optimize",
    "pandas": "pandas",
    "matplotlib": "matplotlib.pyplot mpl_toolkits.mplot3d",
    "scikit-learn": "sklearn.ensemble",
    "pillow": "PIL.Image",
    "opencv-python-headless": "cv2",
    "lxml": "lxml.etree",
    "cryptography": "cryptography.hazmat.bindings._rust",
    "pyzmq": "zmq",
    "jupyterlab": "jupyterlab",
    "ipykernel": "ipykernel",
    "django": "django",
    "sphinx": "sphinx sphinxcontrib.htmlhelp",
    "sphinx-rtd-theme": "sphinx_rtd_theme",
    "google-cloud-storage": "google.cloud.storage",
    "protobuf": "google.protobuf",
    "zope.interface": "zope.interface",
    "zope.event": "zope.event",
    "repoze.lru": "repoze.lru",
    "setuptools": "setuptools pkg_resources",
    "pytest": "pytest",
    "pytest-cov": "pytest_cov",
    "cython": "Cython",
    "h5py": "h5py",
    "numba": "numba",
    "azure-storage-blob": "azure.storage.blob",
    "azure-identity": "azure.identity",
    "jaraco.functools": "jaraco.functools",
    "jaraco.text": "jaraco.text",
    "ruamel.yaml": "ruamel.yaml",
    "backports.tarfile": "backports.tarfile",
    "debugpy": "debugpy",
    "opentelemetry-sdk": "opentelemetry.trace opentelemetry.sdk",
}


@check()
def imports(b):
    wanted = " ".join(MODULES[name] for name in MODULES if name.replace(".", "-") in b.present).split()
    assert len(wanted) > 25, wanted
    b.py(
        """
        import importlib
        bad = []
        for module in %r:
            try:
                importlib.import_module(module)
            except BaseException as e:
                bad.append((module, repr(e)[:200]))
        raise SystemExit(repr(bad) if bad else 0)
        """
        % wanted
    )


@check("numpy scipy pandas matplotlib pillow lxml cryptography pyzmq")
def compiled_code(b):
    b.py(
        """
        import numpy as np, scipy.linalg, pandas, zmq
        from lxml import etree
        from PIL import Image
        from cryptography.fernet import Fernet
        import matplotlib.pyplot as plot
        a = np.random.rand(50, 50)
        assert np.allclose(scipy.linalg.inv(a) @ a, np.eye(50))
        assert pandas.DataFrame(a).describe().shape == (8, 50)
        assert etree.fromstring('<a><b/></a>').find('b') is not None
        plot.plot(a[0]); plot.savefig('x.png'); Image.open('x.png').load()
        f = Fernet(Fernet.generate_key()); assert f.decrypt(f.encrypt(b'x')) == b'x'
        zmq.Context().socket(zmq.PUB).close()
        """
    )


@check("scikit-learn opencv-python-headless numpy")
def learning_and_images(b):
    b.py(
        """
        import numpy as np, cv2
        from sklearn.ensemble import RandomForestClassifier
        a = np.random.rand(50, 50)
        RandomForestClassifier(5).fit(a, a[:, 0] > .5)
        assert cv2.imencode('.png', (a * 255).astype('u1'))[0]
        """
    )


@check("numpy")
def metadata(b):
    b.py(
        """
        import importlib.metadata as m
        found = list(m.distributions())
        names = [d.metadata['Name'].lower() for d in found]
        assert len(found) > 50, len(found)
        assert len(set(names)) == len(names), sorted(n for n in names if names.count(n) > 1)
        assert m.version('numpy')
        points = m.entry_points()
        scripts = points.select(group='console_scripts') if hasattr(points, 'select') else points['console_scripts']
        assert len(scripts) > 30
        init = [f for f in m.files('numpy') if f.name == '__init__.py'][0]
        assert init.locate().exists(), init.locate()
        missing = [(d.metadata['Name'], str(f)) for d in found for f in (d.files or [])
                   if not f.locate().exists() and '__pycache__' not in str(f)]
        assert not missing, (len(missing), missing[:8])
        if hasattr(m, 'packages_distributions'):
            assert 'numpy' in m.packages_distributions()['numpy']
        assert all((d.read_text('INSTALLER') or '').strip() for d in found)
        """
    )


@check("matplotlib jupyterlab certifi numpy google-cloud-storage")
def resources(b):
    b.py(
        """
        import importlib.resources as r, certifi, os, pkgutil, google.cloud
        assert (r.files('matplotlib') / 'mpl-data' / 'matplotlibrc').read_text()
        with r.as_file(r.files('jupyterlab')) as path:
            assert path.exists()
        assert os.path.exists(certifi.where())
        assert pkgutil.get_data('numpy', '__init__.pxd')
        assert 'storage' in {x.name for x in r.files('google.cloud').iterdir()}
        assert 'storage' in {m.name for m in pkgutil.iter_modules(google.cloud.__path__)}
        """
    )


@check("setuptools jupyterlab django pytest-cov")
def pkg_resources(b):
    b.py(
        """
        import warnings
        warnings.simplefilter('ignore')
        import pkg_resources as p
        assert len(list(p.working_set)) > 50, len(list(p.working_set))
        p.require('jupyterlab')
        assert p.resource_exists('django', 'conf/locale/de/LC_MESSAGES/django.mo')
        assert list(p.iter_entry_points('pytest11'))
        """
    )


@check("numpy pandas")
def paths(b):
    b.py(
        """
        import os, site, sys, sysconfig, numpy
        assert os.path.dirname(os.path.dirname(sys.executable)) == sys.prefix, (sys.executable, sys.prefix)
        assert sys.prefix != sys.base_prefix
        assert sysconfig.get_path('purelib').startswith(sys.prefix + os.sep)
        assert sysconfig.get_path('scripts') == os.path.join(sys.prefix, 'bin')
        assert os.access(sysconfig.get_path('purelib'), os.W_OK)
        assert site.getsitepackages()[0].startswith(sys.prefix + os.sep)
        above = os.path.dirname(os.path.dirname(numpy.__file__))
        assert above in sys.path, (above, sys.path)
        assert os.path.exists(os.path.join(above, 'pandas')), 'no sibling'
        assert len(sys.path) == len(set(sys.path)) <= 7, sys.path
        assert 'current' not in (sys.prefix + above).split(os.sep)
        """
    )


@check("six flask google-cloud-storage")
def tracebacks(b):
    b.py(
        """
        import inspect, os, flask, six, google.api_core.exceptions as g
        codes = [six.add_metaclass, flask.Flask.run, g.from_http_response]
        for f in codes:
            name = f.__code__.co_filename
            assert os.path.exists(name), name
            assert inspect.getsource(f)
        assert flask.Flask.run.__code__.co_filename.startswith(os.path.dirname(flask.__file__))
        assert os.path.exists(flask.app.__cached__), flask.app.__cached__
        """
    )


@check("numpy pandas")
def multiprocessing(b):
    b.py(
        """
        import multiprocessing as m, sys
        import numpy as np
        def f(x):
            import pandas
            return float(np.linalg.norm(x)), sys.prefix
        if __name__ == '__main__':
            for kind in ('spawn', 'forkserver', 'fork'):
                with m.get_context(kind).Pool(2) as pool:
                    for norm, prefix in pool.map(f, [np.ones(9)] * 3):
                        assert norm == 3 and prefix == sys.prefix, (kind, prefix)
        """
    )


@check("django")
def django(b):
    os.mkdir(b.path("dj"))
    b.sh("django-admin startproject p1 dj")
    b.sh('cd dj && "$PY" manage.py startapp a1 && "$PY" manage.py migrate -v0 && "$PY" manage.py check')
    b.write(
        "dj/page.py",
        """
        import os
        os.environ['DJANGO_SETTINGS_MODULE'] = 'p1.settings'
        import django
        django.setup()
        from django.test import Client
        r = Client().get('/admin/login/', HTTP_HOST='localhost')
        assert r.status_code == 200 and b'Django' in r.content
        """,
    )
    b.sh('cd dj && "$PY" page.py')
    b.write("dj/p1/static.py", "from .settings import *\nSTATIC_ROOT = '%s'\n" % b.path("static"))
    b.sh('cd dj && "$PY" manage.py collectstatic --noinput -v0 --settings p1.static')
    assert os.path.exists(b.path("static/admin/css/base.css"))


@check("sphinx sphinx-rtd-theme six")
def sphinx(b):
    b.write("doc/conf.py", "project = 'x'\nhtml_theme = 'sphinx_rtd_theme'\nextensions = ['sphinx.ext.autodoc']\n")
    b.write("doc/index.rst", "X\n=\n\n.. autofunction:: six.u\n")
    b.sh("sphinx-build -q -b html doc out && grep -q rtd out/index.html && ls out/_static/css/theme.css")
    b.sh("sphinx-build -q -b htmlhelp doc out2 && grep -q 'Text literal' out/index.html")


@check("pytest pytest-cov pytest-xdist pytest-mock pytest-asyncio")
def pytest(b):
    b.write(
        "tp/test_a.py",
        """
        import pytest
        def add(x):
            return x + 1
        def test_a(mocker):
            assert add(1) == 2
        def test_b():
            with pytest.raises(AssertionError) as e:
                assert add(1) == 3
            assert 'where 2 = add(1)' in str(e.value)
        @pytest.mark.asyncio
        async def test_c():
            pass
        """,
    )
    b.write("tp/conftest.py", "x = 1\n")
    out = b.sh("cd tp && pytest -q -n2 --cov=. --cov-report=term --cov-report=xml 2>&1 && test -s coverage.xml")
    assert "3 passed" in out and "test_a.py" in out, out


@check("pytest numpy hypothesis")
def pytest_installed(b):
    out = b.sh("pytest -q -p no:cacheprovider --pyargs numpy.lib.tests.test_format -k roundtrip 2>&1")
    assert "passed" in out, out


@check("coverage flask")
def coverage_of_a_package(b):
    b.write("cv.py", "import flask\nflask.Flask('x')\n")
    out = b.sh("coverage run --source=flask cv.py && coverage report && rm .coverage")
    assert "app.py" in out, out


@check("coverage flask")
def coverage_of_own_code_only(b):
    b.write("cv.py", "import flask\nflask.Flask('x')\n")
    out = b.sh("coverage run cv.py && coverage report && rm .coverage")
    assert "cv.py" in out and "flask" not in out, out


@check("pip numpy")
def pip_reads(b):
    listed = b.sh('"$PY" -m pip list --format=json 2>/dev/null')
    assert len(json.loads(listed)) == len(b.present), (len(json.loads(listed)), len(b.present))
    b.sh('"$PY" -m pip check')
    frozen = b.sh('"$PY" -m pip freeze --all 2>/dev/null')
    assert "numpy==" in frozen and " @ " not in frozen, frozen
    shown = b.sh('"$PY" -m pip show -f numpy 2>/dev/null')
    assert "numpy/__init__.py" in shown and "Installer: omnipkg" in b.sh('"$PY" -m pip show -v numpy')


@check("ipykernel jupyterlab")
def jupyter_paths(b):
    assert "python3" in b.sh("jupyter kernelspec list 2>&1")
    out = b.sh("jupyter labextension list 2>&1; jupyter server extension list 2>&1")
    assert "jupyterlab" in out and "enabled" in out.lower(), out
    assert b.prefix + "/share/jupyter" in b.sh("jupyter --paths")


@check("jupyterlab ipykernel")
def jupyter_server(b):
    b.write(
        "lab.py",
        """
        import json, os, re, socket, subprocess, sys, time, urllib.error, urllib.request
        s = socket.socket(); s.bind(('127.0.0.1', 0)); port = s.getsockname()[1]; s.close()
        lab = os.path.join(os.path.dirname(sys.executable), 'jupyter-lab')
        p = subprocess.Popen([lab, '--no-browser', '--allow-root', '--port=%d' % port, '--ServerApp.ip=127.0.0.1',
                              '--IdentityProvider.token=t'], stdout=open('lab.log', 'w'), stderr=subprocess.STDOUT)
        base = 'http://127.0.0.1:%d' % port
        def get(path):
            return urllib.request.urlopen(base + path + ('&' if '?' in path else '?') + 'token=t', timeout=60).read()
        try:
            for i in range(240):
                try:
                    html = get('/lab').decode()
                    break
                except OSError:
                    assert p.poll() is None, open('lab.log').read()[-2000:]
                    time.sleep(.25)
            script = re.search(r'src="(/static/lab/main[^"]+)"', html).group(1)
            assert len(get(script)) > 1000
            config = json.loads(re.search(r'jupyter-config-data"[^>]*>(.*?)</script>', html, re.S).group(1))
            for e in config['federated_extensions']:
                assert get('/lab/extensions/' + e['name'] + '/' + e['load'])
            assert b'python3' in get('/api/kernelspecs')
            assert get('/lab/api/themes/@jupyterlab/theme-light-extension/index.css')
            assert get('/lab/api/settings/@jupyterlab/apputils-extension:themes')
        finally:
            p.terminate(); p.wait()
        """,
    )
    b.sh('"$PY" lab.py')


@check("ipykernel numpy")
def jupyter_kernel(b):
    b.py(
        """
        import sys
        from jupyter_client.manager import start_new_kernel
        manager, client = start_new_kernel(kernel_name='python3')
        try:
            client.execute('import numpy, sys; print(sys.prefix)')
            while True:
                m = client.get_iopub_msg(timeout=60)
                if m['msg_type'] == 'error':
                    raise AssertionError(m['content'])
                if m['msg_type'] == 'stream':
                    assert sys.prefix in m['content']['text'], m['content']
                    break
        finally:
            manager.shutdown_kernel(now=True)
        """
    )


@check("ipykernel")
def kernel_spec_stays_ours(b):
    """Adding a kernel writes into share/: into the environment, never through it."""
    b.sh('"$PY" -m ipykernel install --sys-prefix --name battery --display-name Battery')
    path = b.prefix + "/share/jupyter/kernels/battery"
    assert os.path.isdir(path) and os.path.realpath(path) == path, os.path.realpath(path)
    b.sh("jupyter kernelspec list 2>&1 | grep battery && jupyter kernelspec remove -y battery")


@check("cython numpy setuptools")
def cython(b):
    b.write(
        "cy/a.pyx",
        """
        cimport numpy as cnp
        import numpy as np
        cnp.import_array()
        def s(cnp.ndarray[double] a):
            return a.sum()
        """,
    )
    b.write(
        "cy/setup.py",
        """
        from setuptools import setup, Extension
        from Cython.Build import cythonize
        import numpy
        setup(name='a', ext_modules=cythonize([Extension('a', ['a.pyx'], include_dirs=[numpy.get_include()])]))
        """,
    )
    b.sh('cd cy && CFLAGS="-O0 -w" "$PY" setup.py -q build_ext -i && "$PY" -c "import a, numpy; assert a.s(numpy.ones(3)) == 3"')


@check("numba numpy")
def numba(b):
    b.py("from numba import njit\n@njit(cache=True)\ndef f(x): return x + 1\nassert f(1) == 2\n")


@check("numpy meson ninja")
def f2py(b):
    b.write("fc.c", "int add1(int x){return x+1;}")
    b.write(
        "fc.pyf",
        """
        python module fc
        interface
         integer function add1(x)
         intent(c) add1
         intent(c)
         integer intent(in) :: x
         end function
        end interface
        end python module
        """,
    )
    b.write(
        "meson.build",
        """
        project('fc', 'c')
        py = import('python').find_installation(pure: false)
        numpy = run_command(py, ['-c', 'import numpy; print(numpy.get_include())'], check: true).stdout().strip()
        f2py = numpy / '..' / '..' / 'f2py' / 'src'
        py.extension_module('fc', ['fcmodule.c', 'fc.c', f2py / 'fortranobject.c'], dependencies: py.dependency(),
                            include_directories: include_directories(numpy, f2py))
        """,
    )
    b.sh('f2py fc.pyf && meson setup out && meson compile -C out && cd out && "$PY" -c "import fc; assert fc.add1(1) == 2"')


@check("numpy virtualenv")
def venv_on_top(b):
    b.sh('"$PY" -m venv --system-site-packages --without-pip v1')
    b.sh('v1/bin/python -c "import sys; assert sys.prefix.endswith(\'v1\')"')
    b.sh('"$PY" -m venv v3 && v3/bin/python -m pip --version')
    b.sh('virtualenv -q v2 --no-download --no-seed && v2/bin/python -c "import sys; assert sys.prefix.endswith(\'v2\')"')


@check("pip setuptools")
def editable(b):
    b.write(
        "ed/pyproject.toml",
        """
        [build-system]
        requires = ["setuptools"]
        build-backend = "setuptools.build_meta"
        [project]
        name = "edx"
        version = "1"
        [project.scripts]
        edx = "edx:main"
        """,
    )
    b.write("ed/src/edx/__init__.py", "def main():\n    print('edited')\n")
    b.sh('"$PY" -m pip install -q --no-build-isolation --no-index -e ed')
    assert b.path("ed") in b.sh('cd / && "$PY" -c "import edx; print(edx.__file__)"')
    assert "edited" in b.sh("cd / && edx")
    b.sh('"$PY" -m pip uninstall -q -y edx && cd / && ! "$PY" -c "import edx" 2>/dev/null')


@check("jedi django")
def completion(b):
    b.py(
        """
        import jedi
        s = jedi.Script('import django.db.models\\ndjango.db.models.Mod', path='x.py')
        assert 'Model' in [c.name for c in s.complete()]
        """
    )


@check()
def headers(b):
    b.py(
        """
        import os, sysconfig
        assert os.path.exists(os.path.join(sysconfig.get_path('include'), 'Python.h')), sysconfig.get_path('include')
        """
    )


@check("flask")
def debugger(b):
    out = b.py(
        """
        import io, sys, pdb, flask
        p = pdb.Pdb(stdin=io.StringIO('b flask.Flask.run\\nc\\nw\\nq\\n'), stdout=sys.stdout)
        p.set_trace()
        try:
            flask.Flask('x').run(port=-1)
        except BaseException:
            pass
        """
    )
    assert "Breakpoint 1 at" in out and "app.py" in out, out


@check("repoze.lru setuptools")
def pth_files(b):
    b.py(
        """
        import sys
        import repoze.lru
        assert repoze.lru.LRUCache(2)
        import setuptools
        from distutils import core
        assert 'setuptools' in core.__file__ or sys.version_info < (3, 10), core.__file__
        """
    )


@check("ninja uv six")
def programs(b):
    b.sh("ninja --version && uv --version")
    b.write("p/build.ninja", "rule c\n command = cp $in $out\nbuild b: c a\n")
    b.sh("cd p && touch a && ninja && ls b")
    first = open(os.path.join(b.bin, "pip")).readline()
    assert "/bin/python" in first or "/bin/sh" in first, first
    assert "current" not in first.split("/"), first
    b.sh('uv pip list --python "$PY" > /dev/null')


@check("tbb")
def prefix_libraries(b):
    b.py(
        """
        import ctypes, glob, os, sys
        found = glob.glob(os.path.join(sys.prefix, 'lib', 'libtbb.so*'))
        assert found, os.listdir(os.path.join(sys.prefix, 'lib'))
        ctypes.CDLL(found[0])
        """
    )


@check("six")
def bytecode(b):
    """Nothing is compiled again once it was: the second import writes nothing."""
    b.py(
        """
        import importlib.util, os, six
        made = importlib.util.cache_from_source(six.__file__)
        assert os.path.exists(made), made
        import pathlib, flask
        folder = pathlib.Path(flask.__file__).parent / '__pycache__'
        before = {p.name: p.stat().st_mtime_ns for p in folder.iterdir()}
        import subprocess, sys
        subprocess.check_call([sys.executable, '-c', 'import flask'])
        assert before == {p.name: p.stat().st_mtime_ns for p in folder.iterdir()}
        """
    )


def installed(python):
    code = "import importlib.metadata as m, json; print(json.dumps([d.metadata['Name'] for d in m.distributions()]))"
    names = json.loads(subprocess.check_output([python, "-c", code]).decode())
    return {name.lower().replace("_", "-").replace(".", "-") for name in names}


def main(arguments):
    if not arguments or arguments[0].startswith("-"):
        print(__doc__)
        return 2
    python = os.path.abspath(arguments[0])
    wanted = arguments[1:] or list(CHECKS)
    present = installed(python)
    passed, failed, skipped = [], {}, {}
    for name in wanted:
        function, needs = CHECKS[name]
        missing = [need for need in needs if need.replace(".", "-") not in present]
        if missing:
            skipped[name] = missing
            print("%-28s skipped (%s)" % (name, " ".join(missing)), flush=True)
            continue
        bench = Bench(python)
        bench.present = present
        start = time.monotonic()
        try:
            function(bench)
            passed.append(name)
            verdict = "ok"
        except Exception as e:
            failed[name] = str(e)[-1500:]
            verdict = "FAILED"
        finally:
            shutil.rmtree(bench.work, ignore_errors=True)
        print("%-28s %s %.1fs" % (name, verdict, time.monotonic() - start), flush=True)
        if verdict == "FAILED":
            print(textwrap.indent(failed[name], "    "), flush=True)
    print(json.dumps({"python": python, "passed": passed, "failed": failed, "skipped": skipped}))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
