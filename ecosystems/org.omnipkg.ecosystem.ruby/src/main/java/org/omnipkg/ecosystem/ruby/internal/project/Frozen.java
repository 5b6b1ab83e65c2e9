package org.omnipkg.ecosystem.ruby.internal.project;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.omnipkg.ecosystem.ruby.internal.platform.GemPlatform;
import org.omnipkg.ecosystem.ruby.internal.settings.BundlerConfiguration;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/**
 * Whether a lock may be used on a platform it does not name. As with bundler it may, and what it
 * has of versions counts, unless it is frozen.
 *
 * @param file name of the lock
 * @param engine of Ruby the project names, or empty
 */
record Frozen(BundlerConfiguration bundler, String file, String engine) {
  private static final String JAVA = "java";

  void check(List<String> platforms) {
    boolean frozen =
        List.of("FROZEN", "DEPLOYMENT").stream()
            .anyMatch(key -> bundler.words(key).contains("true"));
    if (!frozen || platforms.isEmpty() || platforms.stream().anyMatch(this::here)) {
      return;
    }
    throw new Refusal(
        Diagnostic.user(
            "project.other-platforms",
            "`"
                + file
                + "` is frozen and made for "
                + String.join(", ", platforms)
                + " only; this is "
                + own(),
            "`bundle lock --add-platform "
                + own()
                + "` where it may be changed, or unset `BUNDLE_FROZEN`"));
  }

  /** Which Ruby will run is chosen later: where the project names none, a JRuby may. */
  private boolean here(String platform) {
    if (platform.equals(GemPlatform.RUBY)) {
      return true;
    }
    boolean java = GemPlatform.of(platform).os().equals(JAVA);
    return java
        ? engine.isEmpty() || engine.equals("jruby")
        : !engine.equals("jruby") && GemPlatform.of(local()).takes(GemPlatform.of(platform));
  }

  private String own() {
    return engine.equals("jruby") ? JAVA : local();
  }

  private static String local() {
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String cpu = Set.of("amd64", "x86_64").contains(arch) ? "x86_64" : arch;
    return os.startsWith("mac")
        ? (cpu.equals("aarch64") ? "arm64" : cpu) + "-darwin"
        : os.startsWith("win") ? "x64-mingw-ucrt" : cpu + "-linux";
  }
}
