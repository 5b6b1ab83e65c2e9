package org.omnipkg.ecosystem.ruby.internal.platform;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.omnipkg.ecosystem.ruby.internal.text.Malformed;
import org.omnipkg.ecosystem.ruby.internal.version.GemRequirement;
import org.omnipkg.ecosystem.ruby.internal.version.GemVersion;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;

/** Which gems run on a target. Pure; remembers what it has read. */
public final class Fit {
  /** Facts of an artifact: what the index says of it. */
  public static final String PLATFORM = "platform";

  public static final String REQUIRES_RUBY = "requires-ruby";
  public static final String REQUIRES_RUBYGEMS = "requires-rubygems";

  /** Facts of a runtime. */
  public static final String RUBY_VERSION = "ruby_version";

  public static final String RUBYGEMS_VERSION = "rubygems_version";
  public static final String LOCAL_PLATFORM = "gem_platform";

  /** What nothing is further away than: a gem that runs everywhere. */
  static final int EVERYWHERE = 1000;

  private static final int MANY = 4096;
  private static final Map<String, GemRequirement> RANGES = new ConcurrentHashMap<>();
  private static final Map<String, GemPlatform> PLATFORMS = new ConcurrentHashMap<>();

  private Fit() {}

  /** The best of some files; empty when none runs there. */
  public static Optional<Artifact> choose(List<Artifact> files, Target on) {
    Artifact best = null;
    for (Artifact file : files) {
      if (runs(file.facts(), on)
          && (best == null
              || order(file, on) < order(best, on)
              || order(file, on) == order(best, on)
                  && file.filename().compareTo(best.filename()) < 0)) {
        best = file;
      }
    }
    return Optional.ofNullable(best);
  }

  private static int order(Artifact file, Target on) {
    return distance(file.facts().getOrDefault(PLATFORM, ""), on);
  }

  /** Whether a gem with these facts runs on the target. */
  public static boolean runs(Map<String, String> facts, Target on) {
    Optional<Runtime> runtime = on.runtime("ruby");
    if (runtime.isEmpty()) {
      return false;
    }
    return fits(facts.getOrDefault(PLATFORM, ""), on)
        && admits(facts.getOrDefault(REQUIRES_RUBY, ""), version(runtime.get()))
        && admits(facts.getOrDefault(REQUIRES_RUBYGEMS, ""), runtime.get().fact(RUBYGEMS_VERSION));
  }

  /** The version of the language a runtime speaks, which gems ask for. */
  public static String version(Runtime runtime) {
    String stated = runtime.fact(RUBY_VERSION);
    return stated.isEmpty() ? runtime.version() : stated;
  }

  /** A range nobody can read admits nothing; an unknown version is admitted by any. */
  private static boolean admits(String range, String version) {
    if (range.isEmpty() || version.isEmpty()) {
      return true;
    }
    try {
      if (RANGES.size() > MANY) {
        RANGES.clear();
      }
      return RANGES.computeIfAbsent(range, GemRequirement::of).admits(GemVersion.of(version));
    } catch (Malformed e) {
      return false;
    }
  }

  /** Whether a gem for a platform runs on a target, whatever Ruby it asks for. */
  public static boolean fits(String platform, Target on) {
    return platform.isEmpty() || here(on).takes(platform(platform));
  }

  /** How special a gem for a platform is on a target: the smaller, the better. */
  public static int distance(String platform, Target on) {
    return platform.isEmpty() ? EVERYWHERE : here(on).distance(platform(platform));
  }

  private static GemPlatform platform(String text) {
    if (PLATFORMS.size() > MANY) {
      PLATFORMS.clear();
    }
    return PLATFORMS.computeIfAbsent(text, GemPlatform::of);
  }

  private static GemPlatform here(Target on) {
    String stated = on.runtime("ruby").map(r -> r.fact(LOCAL_PLATFORM)).orElse("");
    return platform(stated.isEmpty() ? guessed(on.platform()) : stated);
  }

  private static String guessed(Platform platform) {
    return switch (platform.os()) {
      case "macos" -> (platform.arch().equals("aarch64") ? "arm64" : platform.arch()) + "-darwin";
      case "windows" -> "x64-mingw-ucrt";
      default -> platform.arch() + "-linux" + (platform.libc().equals("musl") ? "-musl" : "");
    };
  }
}
