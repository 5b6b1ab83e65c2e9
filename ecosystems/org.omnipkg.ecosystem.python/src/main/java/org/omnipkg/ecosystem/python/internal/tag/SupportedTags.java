package org.omnipkg.ecosystem.python.internal.tag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;

/** The tags of PEP 425 an interpreter takes, ranked. Made once per interpreter and platform. */
public final class SupportedTags {
  private static final Pattern INTERPRETER = Pattern.compile("([a-z]+)([0-9])([0-9_]*)");
  private static final Pattern THREADED = Pattern.compile("cp[0-9]+[a-z]*t[a-z]*");

  private static final int MANY = 2048;

  private final List<String> tags;
  private final Map<String, Integer> ranks = new HashMap<>();
  private final Map<String, Integer> wheels = new ConcurrentHashMap<>();

  private SupportedTags(List<String> tags) {
    this.tags = List.copyOf(tags);
    for (int i = 0; i < tags.size(); i++) {
      ranks.putIfAbsent(tags.get(i), i);
    }
  }

  /** The tags of an interpreter on a platform. */
  public static SupportedTags of(Runtime runtime, Platform platform) {
    int bits = runtime.fact("pointer_bits").equals("32") ? 32 : 64;
    List<String> platforms =
        PlatformTags.of(platform, bits, macVersion(runtime.fact("platform_release")));
    String tag = runtime.fact("implementation_tag");
    Matcher parts = INTERPRETER.matcher(tag);
    String[] version = runtime.version().split("\\.");
    if (!parts.matches() || version.length < 2) {
      return new SupportedTags(List.of());
    }
    List<String> tags = new ArrayList<>();
    int major = Integer.parseInt(version[0]);
    int minor = Integer.parseInt(version[1].replaceAll("[^0-9].*", ""));
    String abi = runtime.fact("abi_tag");
    boolean cpython = parts.group(1).equals("cp");
    add(tags, tag, abi, platforms);
    if (cpython && abi.endsWith("d") && (major > 3 || minor >= 8)) {
      add(tags, tag, abi.substring(0, abi.length() - 1), platforms);
    }
    boolean stable = cpython && major == 3 && minor >= 2;
    String stableAbi = THREADED.matcher(abi).matches() ? "abi3t" : "abi3";
    if (stable) {
      add(tags, tag, stableAbi, platforms);
    }
    add(tags, tag, "none", platforms);
    for (int older = minor - 1; stable && older >= 2; older--) {
      add(tags, "cp" + major + older, stableAbi, platforms);
    }
    List<String> pythons = pythons(major, minor);
    pythons.forEach(python -> add(tags, python, "none", platforms));
    if (cpython) {
      tags.add(tag + "-none-any");
    } else if (parts.group(1).equals("pp")) {
      tags.add("pp" + major + "-none-any");
    }
    pythons.forEach(python -> tags.add(python + "-none-any"));
    return new SupportedTags(tags);
  }

  /** The macOS version a Darwin kernel belongs to. */
  static String macVersion(String kernel) {
    String first = kernel.replaceAll("[^0-9].*", "");
    int darwin = first.isEmpty() || first.length() > 3 ? 20 : Integer.parseInt(first);
    return darwin >= 25
        ? darwin + 1 + ".0"
        : darwin >= 20 ? darwin - 9 + ".0" : "10." + (darwin - 4);
  }

  private static List<String> pythons(int major, int minor) {
    List<String> pythons = new ArrayList<>(List.of("py" + major + minor, "py" + major));
    for (int older = minor - 1; older >= 0; older--) {
      pythons.add("py" + major + older);
    }
    return pythons;
  }

  private static void add(List<String> tags, String python, String abi, List<String> platforms) {
    platforms.forEach(platform -> tags.add(python + '-' + abi + '-' + platform));
  }

  /** Most preferred first. */
  public List<String> tags() {
    return tags;
  }

  /** The rank of a wheel's best tag, 0 being the best; -1 when none fits. */
  public int rank(WheelName wheel) {
    return rank(wheel.python() + '-' + wheel.abi() + '-' + wheel.platform());
  }

  /**
   * The rank of the best of a wheel's tags, 0 being the best; -1 when none fits.
   *
   * @param compressed as they stand in its name: three parts, each with its choices joined by dots
   */
  int rank(String compressed) {
    if (wheels.size() > MANY) {
      wheels.clear();
    }
    return wheels.computeIfAbsent(compressed, this::best);
  }

  private int best(String compressed) {
    String[] parts = compressed.split("-", -1);
    int best = -1;
    for (String python : parts[0].split("\\.")) {
      for (String abi : parts[1].split("\\.")) {
        for (String platform : parts[2].split("\\.")) {
          Integer rank = ranks.get(python + '-' + abi + '-' + platform);
          if (rank != null && (best < 0 || rank < best)) {
            best = rank;
          }
        }
      }
    }
    return best;
  }
}
