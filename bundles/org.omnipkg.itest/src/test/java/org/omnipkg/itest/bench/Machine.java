package org.omnipkg.itest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the figures depend on beside the programs. */
final class Machine {
  private Machine() {}

  static Map<String, String> facts(Workshop shop, boolean peer) throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    facts.put(
        "processor", processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores");
    facts.put("memory", memory());
    facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("file system", Files.getFileStore(shop.folder()).type());
    facts.put("load average at the start", load());
    facts.put(
        "JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    facts.put(
        "Python",
        Shell.run(shop.command(shop.python(), "-V")).strip().replace("Python ", "CPython "));
    facts.put("omnipkg", words(shop.ours().run("--version")));
    facts.put("uv", words(Shell.run(shop.command(shop.uv(), "--version"))));
    facts.put("pip", words(Shell.run(shop.command(shop.pip(), "--version"))));
    if (peer) {
      facts.put("peer", Peer.RELEASE.replace("==", " ") + " of PyPI");
    }
    return facts;
  }

  /** The second word of what a program says its version is. */
  private static String words(String said) {
    return said.strip().split(" ")[1];
  }

  static String load() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
  }

  private static String processor() throws IOException {
    return field(Path.of("/proc/cpuinfo"), "model name");
  }

  private static String memory() throws IOException {
    long kilobytes = Long.parseLong(field(Path.of("/proc/meminfo"), "MemTotal").split(" ")[0]);
    return Math.round(kilobytes / 1024.0 / 1024.0) + " GiB";
  }

  private static String field(Path file, String name) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .orElse("unknown");
  }
}
