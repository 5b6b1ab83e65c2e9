package org.omnipkg.ecosystem.ruby.internal.project;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.ruby.internal.spec.GemSpec;
import org.omnipkg.ecosystem.ruby.internal.version.GemVersion;

/**
 * What a {@code Gemfile.lock} fixes.
 *
 * @param gems of gem sources, in order; a gem has several where its platforms differ
 * @param platforms it was made for; empty when it names none
 */
record GemfileLock(List<Locked> gems, List<Repository> repositories, List<String> platforms) {
  private static final Pattern SPEC = Pattern.compile(" {4}([^ (]+) \\(([^)]+)\\)");
  private static final Pattern OPTION = Pattern.compile(" {2}([a-z]+): (.*)");
  private static final Pattern PLATFORM = Pattern.compile(" {2}(\\S+)");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  /**
   * One gem of a source.
   *
   * @param platform empty for the one that runs everywhere
   */
  record Locked(String name, String version, String platform) {}

  /**
   * A section {@code GIT}.
   *
   * @param options {@code branch}, {@code tag}, {@code ref}, {@code glob} …
   * @param gems name to version
   */
  record Repository(
      String remote, String revision, Map<String, String> options, Map<String, String> gems) {}

  static GemfileLock read(String text, String file) {
    return new Reader(file).read(text);
  }

  /** What it has of each gem. */
  Map<String, List<Locked>> byName() {
    Map<String, List<Locked>> found = new LinkedHashMap<>();
    gems.forEach(gem -> found.computeIfAbsent(gem.name(), n -> new ArrayList<>()).add(gem));
    return found;
  }

  /** One reading. */
  private static final class Reader {
    private final String file;
    private final List<Locked> gems = new ArrayList<>();
    private final List<Repository> repositories = new ArrayList<>();
    private final List<String> platforms = new ArrayList<>();
    private String section = "";
    private int number;
    private int header;
    private @Nullable Map<String, String> options;
    private @Nullable Map<String, String> own;

    Reader(String file) {
      this.file = file;
    }

    GemfileLock read(String text) {
      for (String line : text.split("\r?\n", -1)) {
        number++;
        if (line.startsWith("<<<<<<<") || line.startsWith(">>>>>>>")) {
          throw Trouble.malformed(file, number, "a merge that was not finished");
        }
        if (!line.isEmpty() && line.charAt(0) != ' ') {
          close();
          section = line.strip();
          header = number;
        }
        switch (section) {
          case "GEM" -> gem(line);
          case "GIT" -> git(line);
          case "PLATFORMS" -> platform(line);
          default -> {}
        }
      }
      close();
      return new GemfileLock(List.copyOf(gems), List.copyOf(repositories), List.copyOf(platforms));
    }

    private void gem(String line) {
      Matcher spec = SPEC.matcher(line);
      if (spec.matches()) {
        String[] parts = spec.group(2).split("-", 2);
        String platform = parts.length > 1 ? GemSpec.plain(parts[1]) : "";
        gems.add(new Locked(spec.group(1), version(parts[0]), platform));
      }
    }

    private String version(String text) {
      if (!GemVersion.valid(text)) {
        throw Trouble.malformed(file, number, "`" + text + "`, which is no version,");
      }
      return text;
    }

    private void git(String line) {
      Matcher option = OPTION.matcher(line);
      Matcher spec = SPEC.matcher(line);
      if (options == null || own == null) {
        options = new LinkedHashMap<>();
        own = new LinkedHashMap<>();
      }
      if (option.matches()) {
        options.put(option.group(1), option.group(2).strip());
      } else if (spec.matches()) {
        own.put(spec.group(1), version(spec.group(2).replaceFirst("-.*", "")));
      }
    }

    private void platform(String line) {
      Matcher platform = PLATFORM.matcher(line);
      if (platform.matches()) {
        platforms.add(platform.group(1));
      }
    }

    private void close() {
      if (options != null && own != null) {
        String revision = options.getOrDefault("revision", "");
        if (!COMMIT.matcher(revision).matches()) {
          throw Trouble.malformed(file, header, "a repository without its revision");
        }
        repositories.add(
            new Repository(options.getOrDefault("remote", ""), revision, options, own));
      }
      options = null;
      own = null;
    }
  }
}
