package org.omnipkg.process.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.omnipkg.spi.Desk;

/**
 * Confinement by bubblewrap: namespaces without a network, the system read-only, only the paths
 * named of everything else.
 *
 * @param program the {@code bwrap} executable
 * @param version as it says itself
 * @param closed whether user namespaces can be closed to what runs inside
 * @param limits {@code prlimit}, where there is one
 */
record Bubblewrap(Path program, String version, boolean closed, Optional<Path> limits) {
  /** The home folder inside; empty, gone afterwards. */
  static final String HOME = "/tmp/home";

  private static final List<Path> SYSTEM =
      paths("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");
  private static final List<Path> SETTINGS =
      paths(
          "/etc/ld.so.cache",
          "/etc/ld.so.conf",
          "/etc/ld.so.conf.d",
          "/etc/alternatives",
          "/etc/ssl/certs",
          "/etc/ssl/openssl.cnf",
          "/etc/pki/tls/certs",
          "/etc/pki/ca-trust/extracted",
          "/etc/ca-certificates",
          "/etc/passwd",
          "/etc/group",
          "/etc/nsswitch.conf",
          "/etc/localtime",
          "/etc/os-release",
          "/etc/debian_version",
          "/etc/mime.types");
  private static final String PROCESSES = "4096";

  String name() {
    return "bubblewrap " + version;
  }

  /** The child's environment: as given, with a home of its own. */
  Map<String, String> environment(Map<String, String> given) {
    Map<String, String> inside = new HashMap<>(given);
    inside.put("HOME", HOME);
    inside.put("TMPDIR", "/tmp");
    return inside;
  }

  /** The argument vector that runs a child inside. Its environment is passed on, not named here. */
  List<String> confine(List<String> argv, Path directory, Desk.Sandbox sandbox) {
    List<String> words = new ArrayList<>();
    words.add(program.toString());
    words.addAll(List.of("--unshare-user", "--unshare-all", "--die-with-parent", "--new-session"));
    if (closed) {
      words.add("--disable-userns");
    }
    words.addAll(List.of("--cap-drop", "ALL"));
    SYSTEM.forEach(path -> system(path, words));
    SETTINGS.forEach(path -> show("--ro-bind-try", path, words));
    words.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--dir", HOME));
    binds(sandbox).forEach((path, how) -> show(how, path, words));
    words.addAll(List.of("--remount-ro", "/", "--chdir", directory.toString(), "--"));
    limits.ifPresent(
        prlimit ->
            words.addAll(
                List.of(
                    prlimit.toString(),
                    "--core=0",
                    "--nproc=" + PROCESSES,
                    "--data=" + memory(),
                    "--")));
    words.addAll(argv);
    return words;
  }

  /** Parents before children, so that the inner bind wins. */
  private static Map<Path, String> binds(Desk.Sandbox sandbox) {
    Map<Path, String> binds =
        new TreeMap<>(
            Comparator.comparingInt(Path::getNameCount).thenComparing(Comparator.naturalOrder()));
    sandbox.readable().forEach(path -> spellings(path).forEach(s -> binds.put(s, "--ro-bind-try")));
    sandbox.writable().forEach(path -> spellings(path).forEach(s -> binds.put(s, "--bind")));
    binds.keySet().removeIf(path -> path.getNameCount() == 0);
    return binds;
  }

  /** A path as it was given and as it really is: links met inside lead to the latter. */
  private static Set<Path> spellings(Path path) {
    Set<Path> both = new LinkedHashSet<>();
    both.add(path.toAbsolutePath().normalize());
    try {
      both.add(path.toRealPath());
    } catch (IOException e) {
      // It does not exist; bubblewrap passes over it, or names it when it had to be writable.
    }
    return both;
  }

  private static void system(Path path, List<String> words) {
    try {
      if (Files.isSymbolicLink(path)) {
        words.addAll(
            List.of("--symlink", Files.readSymbolicLink(path).toString(), path.toString()));
      } else {
        show("--ro-bind-try", path, words);
      }
    } catch (IOException e) {
      show("--ro-bind-try", path, words);
    }
  }

  private static void show(String how, Path path, List<String> words) {
    words.addAll(List.of(how, path.toString(), path.toString()));
  }

  /** Three quarters of the machine's memory, in bytes: private memory one process may have. */
  private static String memory() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
        if (line.startsWith("MemTotal:")) {
          long kibibytes = Long.parseLong(line.replaceAll("\\D", ""));
          return Long.toString(kibibytes * 768);
        }
      }
    } catch (IOException e) {
      return "unlimited";
    }
    return "unlimited";
  }

  private static List<Path> paths(String... names) {
    return java.util.Arrays.stream(names).map(Path::of).toList();
  }
}
