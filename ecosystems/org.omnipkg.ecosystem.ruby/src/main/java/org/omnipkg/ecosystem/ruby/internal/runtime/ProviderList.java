package org.omnipkg.ecosystem.ruby.internal.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.ruby.internal.platform.Fit;
import org.omnipkg.ecosystem.ruby.internal.version.GemVersion;
import org.omnipkg.ecosystem.support.Script;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.RuntimeSource.Provider;

/** JRubies of Maven Central that the Java this runs on can run; the same file for each platform. */
final class ProviderList {
  private static final List<String> PLATFORMS =
      List.of("linux-x86_64", "linux-aarch64", "macos-x86_64", "macos-aarch64");
  private static final Comparator<Row> NEWEST_FIRST =
      Comparator.comparing((Row row) -> GemVersion.of(row.version())).reversed();

  private final int java;

  /** The least Java it runs on stands with each, and what it says of itself. */
  private record Row(
      String version, int java, String ruby, String rubygems, String bundler, String sha256) {}

  ProviderList(int java) {
    this.java = java;
  }

  List<Provider> all(Platform platform) {
    if (!PLATFORMS.contains(platform.id())) {
      return List.of();
    }
    return rows().stream()
        .filter(row -> row.java() <= java)
        .sorted(NEWEST_FIRST)
        .map(row -> provider(row, platform))
        .toList();
  }

  /** What one of them will say of itself on the Java this runs on. */
  Optional<Runtime> foretell(Provider provider) {
    Path nowhere = Path.of("");
    return rows().stream()
        .filter(row -> row.version().equals(provider.version()))
        .findFirst()
        .map(
            row ->
                new Runtime(
                    "ruby",
                    "jruby",
                    row.version(),
                    nowhere,
                    nowhere,
                    Runtime.OFFERED,
                    Map.of(
                        "engine",
                        "jruby",
                        Fit.RUBY_VERSION,
                        row.ruby(),
                        Fit.RUBYGEMS_VERSION,
                        row.rubygems(),
                        Fit.LOCAL_PLATFORM,
                        "universal-java-" + java,
                        "bundler_version",
                        row.bundler())));
  }

  private static Provider provider(Row row, Platform platform) {
    return new Provider(
        "ruby",
        row.version(),
        platform.id(),
        "maven:org.jruby:jruby-dist:tar.gz:bin:" + row.version(),
        row.sha256(),
        "tar.gz",
        1,
        "",
        List.of("bin/*"),
        Map.of("JAVA_HOME", "${java}"),
        "bin/jruby");
  }

  private static List<Row> rows() {
    try {
      String text = Script.of(ProviderList.class, "providers.json").text();
      return new ObjectMapper().readValue(text, new TypeReference<List<Row>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the bundle's own list of providers", e);
    }
  }
}
