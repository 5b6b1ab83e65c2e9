"""Makes the tables of expected answers under src/test/resources/tables.

Run by hand with an interpreter that has `packaging` (26.3 made the present ones):
    python tables.py <resources folder> [<interpreter to take tags of>...]
"""
import json, pathlib, subprocess, sys
from packaging.markers import Marker
from packaging.specifiers import SpecifierSet
from packaging.version import Version

OUT = pathlib.Path(sys.argv[1])
VERSIONS = """
0 0.0.1 0.1 0.9 1.0.dev0 1.0.dev1 1.0.dev456 1.0a1.dev1 1.0a1 1.0a2.dev456 1.0a2 1.0a12.dev456 1.0a12
1.0.alpha13 1.0a1.post1 1.0a1.post1.dev2 1.0b1.dev456 1.0b2 1.0b2.post345.dev456 1.0b2.post345 1.0rc1.dev456
1.0rc1 1.0c2 1.0.preview3 1.0 1.0.0 1.0.0.0 v1.0 1.0+abc.5 1.0+abc.7 1.0+5 1.0+ubuntu-1 1.0+ubuntu_1
1.0+1.2.3 1.0+10 1.0+abc 1.0+abc.def 1.0+ab 1.0+1 1.0+01 1.0.post456.dev34 1.0.post456 1.0-1 1.0-post2
1.0.rev3 1.0r4 1.0.post 1.0post0 1.0.post1+local.1 1.0.1 1.0.1.dev1 1.0.1a1 1.0.2 1.0.15 1.0.15.1 1.1.dev1
1.1 1.1.0 1.1.1 1.1.post1 1.2+123abc 1.2+123abc456 1.2+abc 1.2+abc123 1.2+1234.abc 1.2+123456 1.2.r32 1.2.rev33
1.2.r33+123456 1.9 1.10 1.10.0 1.100 2 2.0 2.0.1 2.1 2.1.dev3 2.1a 2.1.a.1 2.1-alpha_1 2.2 2.2.0 2.2.post3 2.2.3 2.3 3
3.0.0rc1 3.1 3.10 3.11.4 3.12.0a7 2012.4 2023.10.5 20231231 1!0.1 1!1.0 1!1.0.dev1 1!2 2!1.0.post1 1!1.0b2.post345.dev456
0!1 1.0.0rc1 1.0.0-rc.1 1.0.0_beta2 123456789012345678901234567890.1 1.0+foo0100 1.0+foo.0100
""".split()
SPECS = """
==1.0 ==1.0.0 ==1.0.* ==1.* ==1.0+abc.5 ==1.0a1 ==1.0.post456 ==1!1.0 ==1!1.* ==2 ==2.0.* !=1.0 !=1.0.* !=1.0+abc
!=1.0.dev1 ~=1.0 ~=1.0.0 ~=1.0a1 ~=1.0.post4 ~=2.2 ~=2.2.0 ~=2.2.post3 ~=1!1.0 ~=1.0.1.dev1 <1.0 <1.0.0 <1.0.dev1
<1.0a2 <1.0.post4 <1.1 <2 <2.1 <1!1 <=1.0 <=1.0.post456 <=1.0a2 <=2.2 <=3.0 >1.0 >1.0.0 >1.0.dev0 >1.0a1 >1.0.post4
>1.0.post456 >0.9 >1.1 >2.2 >=1.0 >=1.0.dev1 >=1.0rc1 >=1.0.post1 >=2.2.post3 >=3 >=1!0 ===1.0 ===1.0.0 ===1.0+abc
===1.0a1 ===foobar >=1.0,<2 >=1.0,!=1.0.1,<1.2 >=1.0a1,<1.1 ~=1.0,!=1.0.post456 >0.9,<=1.0.1 ==1.*,>1.0 <2,>=1,!=1.1.*
""".split()

def order():
    classes = {}
    for v in VERSIONS:
        classes.setdefault(Version(v), []).append(v)
    return "".join(" ".join(c) + "\t" + " ".join(str(Version(v)) for v in c) + "\n" for k, c in sorted(classes.items()))

def specifiers():
    lines = [" ".join(VERSIONS)]
    for s in SPECS:
        parsed = SpecifierSet(s)
        bits = "".join("1" if parsed.contains(Version(v), prereleases=True) else "0" for v in VERSIONS)
        lines.append(f"{s}\t{bits}\t{'pre' if parsed.prereleases else '-'}")
    return "\n".join(lines) + "\n"

ENVIRONMENTS = [
    dict(os_name="posix", sys_platform="linux", platform_machine="x86_64", platform_python_implementation="CPython",
         platform_release="6.1.0-13-amd64", platform_system="Linux", platform_version="#1 SMP Debian", python_version="3.11",
         python_full_version="3.11.7", implementation_name="cpython", implementation_version="3.11.7"),
    dict(os_name="nt", sys_platform="win32", platform_machine="AMD64", platform_python_implementation="CPython",
         platform_release="10", platform_system="Windows", platform_version="10.0.19041", python_version="2.7",
         python_full_version="2.7.18", implementation_name="", implementation_version="0"),
    dict(os_name="posix", sys_platform="darwin", platform_machine="arm64", platform_python_implementation="PyPy",
         platform_release="23.1.0", platform_system="Darwin", platform_version="Darwin Kernel", python_version="3.10",
         python_full_version="3.10.13", implementation_name="pypy", implementation_version="7.3.13"),
    dict(os_name="posix", sys_platform="linux", platform_machine="aarch64", platform_python_implementation="CPython",
         platform_release="5.15", platform_system="Linux", platform_version="", python_version="3.13",
         python_full_version="3.13.0rc1", implementation_name="cpython", implementation_version="3.13.0rc1"),
]
ATOMS = ["python_version < '3'", "python_version >= '3.10'", "python_version == '3.1'", "python_version in '2.7 3.11'",
  "python_version not in '2.6, 2.7'", "'3.9' < python_version", "'3.11' == python_version", "python_version ~= '3.8'",
  "python_version == '3.*'", "python_version != '3.11.*'", "python_full_version < '3.11.8'", "python_full_version >= '3.13.0'",
  "python_full_version >= '3.13.0rc1'", "python_full_version == '3.10.13'", "os_name == 'nt'", "os.name != 'posix'",
  "sys_platform == 'win32'", "'linux' in sys_platform", "sys_platform in 'linux darwin'", "sys.platform == 'darwin'",
  "platform_machine == 'x86_64'", "platform_machine in 'x86_64 AMD64'", "platform.machine == 'arm64'",
  "platform_system == 'Linux'", "platform_system != 'Windows'", "platform_release >= '6'", "platform_release == '10'",
  "platform_release < '24'", "platform_version == ''", "platform_python_implementation == 'CPython'",
  "python_implementation != 'PyPy'", "implementation_name == 'cpython'", "implementation_version >= '3.11'",
  "os_name > 'a'", "os_name >= 'posix'", "sys_platform < 'z'", "python_version > 'banana'", "implementation_name === 'pypy'"
  , "extra == 'test'", "extra != 'Te_st'", "extra == 'TEST' and python_version > '3'", "'test' == extra"]

def markers():
    texts = [a for a in ATOMS]
    for i in range(0, len(ATOMS) - 3):
        a, b, c = ATOMS[i], ATOMS[(i * 7 + 3) % len(ATOMS)], ATOMS[(i * 5 + 11) % len(ATOMS)]
        texts += [f"{a} and {b} or {c}", f"({a} or {b}) and ({c})"]
    lines = [json.dumps(ENVIRONMENTS)]
    for t in texts:
        try:
            m = Marker(t)
            bits = "".join("1" if m.evaluate({**e, "extra": x}) else "0" for e in ENVIRONMENTS for x in ("", "test"))
        except Exception as e:
            if "Undefined" in type(e).__name__ or "===" in t: continue
            raise
        lines.append(f"{t}\t{bits}")
    return "\n".join(lines) + "\n"

def tags():
    """Tags of this machine per interpreter, computed from the interpreter's own facts."""
    from packaging import tags as t
    import platform
    glibc = platform.libc_ver()[1]
    plats = list(t.platform_tags())
    native = [p for p in plats if p.startswith("linux_")]
    plats = [p for p in plats if p not in native] + native   # pip and uv: the native tag last
    lines = [f"{platform.machine()} {glibc}"]
    for exe in sys.argv[2:]:
        got = subprocess.run([exe, "-c", "import sys,sysconfig;print(sys.version_info[0],sys.version_info[1],sysconfig.get_config_var('SOABI'))"],
                             capture_output=True, text=True, check=True).stdout.split()
        version = (int(got[0]), int(got[1]))
        soabi = got[2].split("-")[1]
        abi = "cp" + soabi
        all_tags = list(t.cpython_tags(version, [abi], plats)) + list(t.compatible_tags(version, "cp%d%d" % version, plats))
        lines.append(f"{version[0]}.{version[1]} {abi} {len(all_tags)} " + digest(all_tags))
        if version == (3, 7): full = all_tags
    lines += [str(x) for x in full]
    return "\n".join(lines) + "\n"

def digest(all_tags):
    import hashlib
    return hashlib.sha256("\n".join(map(str, all_tags)).encode()).hexdigest()

OUT.mkdir(exist_ok=True)
(OUT / "order.txt").write_text(order())
(OUT / "specifiers.txt").write_text(specifiers())
(OUT / "markers.txt").write_text(markers())
if sys.argv[2:]:
    (OUT / "tags.txt").write_text(tags())
