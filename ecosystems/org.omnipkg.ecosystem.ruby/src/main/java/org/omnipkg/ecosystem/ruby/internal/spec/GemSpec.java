package org.omnipkg.ecosystem.ruby.internal.spec;

import java.util.List;
import java.util.Map;
import org.omnipkg.ecosystem.ruby.internal.platform.GemPlatform;

/**
 * What a gem says of itself, as it was written; nothing in it was checked.
 *
 * @param platform empty for gems that run everywhere
 * @param requiredRuby conditions on the language, e.g. {@code >= 2.5}; empty for any
 * @param bindir folder of its executables in the gem
 * @param extensions files that are run to build native code
 * @param about what only people read: {@code summary}, {@code homepage} …, single values
 */
public record GemSpec(
    String name,
    String version,
    String platform,
    List<Need> needs,
    String requiredRuby,
    String requiredRubygems,
    String bindir,
    List<String> executables,
    List<String> requirePaths,
    List<String> extensions,
    List<String> authors,
    List<String> licenses,
    Map<String, String> about,
    Map<String, String> metadata) {
  public GemSpec {
    needs = List.copyOf(needs);
    executables = List.copyOf(executables);
    requirePaths = List.copyOf(requirePaths);
    extensions = List.copyOf(extensions);
    authors = List.copyOf(authors);
    licenses = List.copyOf(licenses);
    about = Map.copyOf(about);
    metadata = Map.copyOf(metadata);
  }

  /**
   * Another gem it needs.
   *
   * @param range conditions between commas
   * @param running false for what only its developers need
   */
  public record Need(String name, String range, boolean running) {}

  /** {@code rails-7.0.4}, {@code nokogiri-1.15.0-java}. */
  public String fullName() {
    return fullName(name, version, platform);
  }

  public static String fullName(String name, String version, String platform) {
    return name + "-" + version + (platform.isEmpty() ? "" : "-" + platform);
  }

  /** {@code ruby} and nothing mean the same. */
  public static String plain(String platform) {
    return platform.equals(GemPlatform.RUBY) ? "" : platform;
  }
}
