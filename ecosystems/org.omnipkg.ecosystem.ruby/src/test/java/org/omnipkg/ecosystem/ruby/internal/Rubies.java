package org.omnipkg.ecosystem.ruby.internal;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;

/** Targets for tests. */
public final class Rubies {
  private static final Platform LINUX = new Platform("linux", "x86_64", "glibc", "2.36");

  private Rubies() {}

  /** A Ruby of this version on Linux. */
  public static Target ruby(String version) {
    return new Target(LINUX, List.of(runtime("ruby", version, version, "x86_64-linux", Map.of())));
  }

  public static Target ruby31() {
    return ruby("3.1.2");
  }

  /** A JRuby that speaks 3.1. */
  public static Target jruby() {
    return new Target(
        LINUX,
        List.of(
            runtime(
                "jruby",
                "9.4.14.0",
                "3.1.7",
                "universal-java-17",
                Map.of("environment.JAVA_HOME", "/java"))));
  }

  private static Runtime runtime(
      String engine, String version, String speaks, String platform, Map<String, String> more) {
    Map<String, String> facts = new HashMap<>(more);
    facts.put("ruby_version", speaks);
    facts.put("ruby_api", speaks.replaceFirst("\\.[0-9]+$", ".0"));
    facts.put("gem_platform", platform);
    facts.put("extension_folder", platform + "/" + facts.get("ruby_api"));
    facts.put("rubygems_version", "3.3.15");
    facts.put("bundler_version", "2.3.7");
    facts.put("has_headers", "true");
    return new Runtime(
        "ruby", engine, version, Path.of("/ruby/bin/ruby"), Path.of("/ruby"), "path", facts);
  }
}
