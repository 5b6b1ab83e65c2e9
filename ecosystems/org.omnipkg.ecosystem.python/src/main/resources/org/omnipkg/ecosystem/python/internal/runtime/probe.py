# Prints one JSON object of strings. Runs on CPython and PyPy 2.7 and from 3.6 on, with -E -s -S.
# It imports next to nothing, because it runs once for every interpreter on the machine.
import os
import sys

two = sys.version_info[0] == 2
implementation = getattr(sys, "implementation", None)
modules = sys.builtin_module_names
flavour = implementation.name if implementation else "pypy" if "__pypy__" in modules else "cpython"
short = "%d.%d" % sys.version_info[:2]
digits = "%d%d" % sys.version_info[:2]
flags = getattr(sys, "abiflags", "")
base = os.path.normpath(getattr(sys, "base_prefix", sys.prefix))


def full(version):
    text = "%d.%d.%d" % tuple(version[:3])
    return text if version[3] == "final" else text + version[3][0] + str(version[4])


def abi():
    if flavour != "cpython":
        try:
            from _imp import extension_suffixes
        except ImportError:
            return "none"
        parts = extension_suffixes()[0].split(".")[1].split("-")
        return "_".join(parts[:2]) if flavour == "pypy" else parts[0]
    if two:
        debug = "d" if hasattr(sys, "gettotalrefcount") else ""
        return "cp" + digits + debug + ("mu" if sys.maxunicode > 0xFFFF else "m")
    return "cp" + digits + flags


def site_packages():
    if flavour == "pypy" and two:
        return "site-packages"
    name = "pypy" if flavour == "pypy" else "python"
    return "lib/" + name + short + ("t" if "t" in flags else "") + "/site-packages"


def include():
    for name in ("python" + short + flags, "python" + short, "pypy" + short):
        folder = os.path.join(base, "include", name)
        if os.path.isdir(folder):
            return folder
    return ""


def has_pip():
    folders = (
        site_packages(),
        "lib/python3/dist-packages",
        "lib/python" + short + "/dist-packages",
        "local/lib/python" + short + "/dist-packages",
        "lib64/python" + short + "/site-packages",
    )
    return any(os.path.isdir(os.path.join(base, f, "pip")) for f in folders)


def kernel():
    if hasattr(os, "uname"):
        name, _, release, version, machine = os.uname()
        return name, release, version, machine
    import platform

    return platform.system(), platform.release(), platform.version(), platform.machine()


def quoted(value):
    if two and isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    text = ""
    for c in value:
        if " " <= c <= "~" and c not in '"\\':
            text += c
        else:
            units = bytearray(c.encode("utf-16-be", "strict" if two else "surrogatepass"))
            text += "".join("\\u%02x%02x" % pair for pair in zip(units[::2], units[1::2]))
    return '"' + text + '"'


system, release, version, machine = kernel()
facts = {
    "implementation": flavour,
    "executable": getattr(sys, "_base_executable", None) or sys.executable or "",
    "os_name": os.name,
    "sys_platform": sys.platform,
    "platform_machine": machine,
    "platform_python_implementation": {"cpython": "CPython", "pypy": "PyPy"}.get(flavour, flavour),
    "platform_release": release,
    "platform_system": system,
    "platform_version": version,
    "python_version": short,
    "python_full_version": full(sys.version_info),
    "implementation_name": implementation.name if implementation else "",
    "implementation_version": full(implementation.version) if implementation else "0",
    "implementation_tag": {"cpython": "cp", "pypy": "pp"}.get(flavour, flavour) + digits,
    "abi_tag": abi(),
    "cache_tag": getattr(implementation, "cache_tag", None) or "",
    "pointer_bits": "64" if sys.maxsize > 2 ** 32 else "32",
    "site_packages": site_packages(),
    "base_prefix": base,
    "include": include(),
    "has_pip": "true" if has_pip() else "false",
}
sys.stdout.write("{" + ", ".join(quoted(k) + ": " + quoted(v) for k, v in sorted(facts.items())) + "}\n")
