package org.omnipkg.ecosystem.node.internal.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Target;

/**
 * npm's filters of platforms: lists of names that are meant, or, behind an exclamation mark, of
 * those that are not.
 */
public record Fit(List<String> os, List<String> cpu, List<String> libc) implements Condition {
  private static final Map<String, String> OS = Map.of("macos", "darwin", "windows", "win32");
  private static final Map<String, String> CPU =
      Map.of(
          "x86_64", "x64", "amd64", "x64", "aarch64", "arm64", "i386", "ia32", "i686", "ia32",
          "armv7l", "arm", "armv6l", "arm", "ppc64le", "ppc64");

  public Fit {
    os = List.copyOf(os);
    cpu = List.copyOf(cpu);
    libc = List.copyOf(libc);
  }

  /** The condition that always holds when nothing is filtered. */
  public static Condition of(List<String> os, List<String> cpu, List<String> libc) {
    return os.isEmpty() && cpu.isEmpty() && libc.isEmpty()
        ? Condition.ALWAYS
        : new Fit(os, cpu, libc);
  }

  /** Reads what {@link #toString()} writes. */
  public static Condition read(String text) {
    Map<String, List<String>> lists = new HashMap<>();
    for (String part : text.split(" ")) {
      String[] sides = part.split("=", 2);
      if (sides.length == 2) {
        lists.put(sides[0], List.of(sides[1].split(",")));
      }
    }
    return of(
        lists.getOrDefault("os", List.of()),
        lists.getOrDefault("cpu", List.of()),
        lists.getOrDefault("libc", List.of()));
  }

  /** Node's word for an operating system. */
  public static String os(Platform platform) {
    return OS.getOrDefault(platform.os(), platform.os());
  }

  /** Node's word for a processor. */
  public static String cpu(Platform platform) {
    return CPU.getOrDefault(platform.arch(), platform.arch());
  }

  /** A platform in the words of these lists. */
  public static String of(Platform platform) {
    String libc = platform.os().equals("linux") ? platform.libc() : "";
    return "os=" + os(platform) + " cpu=" + cpu(platform) + (libc.isEmpty() ? "" : " libc=" + libc);
  }

  @Override
  public boolean holds(Target target) {
    Platform platform = target.platform();
    String library = platform.os().equals("linux") ? platform.libc() : "";
    return admits(os, os(platform))
        && admits(cpu, cpu(platform))
        && (libc.isEmpty() || !library.isEmpty() && admits(libc, library));
  }

  private static boolean admits(List<String> list, String value) {
    if (list.isEmpty() || list.size() == 1 && list.get(0).equals("any")) {
      return true;
    }
    boolean named = false;
    boolean onlyRefusals = true;
    for (String entry : list) {
      if (entry.startsWith("!")) {
        if (entry.substring(1).equals(value)) {
          return false;
        }
      } else {
        onlyRefusals = false;
        named |= entry.equals(value);
      }
    }
    return named || onlyRefusals;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    append(text, "os", os);
    append(text, "cpu", cpu);
    append(text, "libc", libc);
    return text.toString();
  }

  private static void append(StringBuilder text, String key, List<String> list) {
    if (!list.isEmpty()) {
      text.append(text.isEmpty() ? "" : " ").append(key).append('=').append(String.join(",", list));
    }
  }
}
