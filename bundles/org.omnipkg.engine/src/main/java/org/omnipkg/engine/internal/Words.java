package org.omnipkg.engine.internal;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Spelling;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.ProjectReader;

/** Reads the words and files of a command line into demands. Pure but for the files it reads. */
final class Words {
  /** The language of a bare word until bare names are looked up everywhere. */
  static final String BARE = "python";

  private final List<Demand> demands = new ArrayList<>();
  private final List<Dependency> constraints = new ArrayList<>();
  private final Map<String, String> origins = new HashMap<>();
  private final Map<PackageName, List<String>> hashes = new LinkedHashMap<>();
  private final List<Source> sources = new ArrayList<>();
  private final Map<String, Map<String, String>> overrides = new LinkedHashMap<>();
  private final Map<String, String> runtimes = new LinkedHashMap<>();
  private boolean prereleases;

  private Words() {}

  /**
   * One root.
   *
   * @param text with its ecosystem prefix, as kept in the environment's state
   * @param where {@code word 2} or {@code requirements.txt}, for explanations
   */
  record Demand(String text, Dependency dependency, String where) {
    /** As people type it: Python's words bare, npm's with the name of their registry. */
    String typed() {
      int colon = text.indexOf(':');
      return Spelling.of(text.substring(0, colon), text.substring(colon + 1));
    }
  }

  /** The same words with another demand in the place of one. */
  Words with(Demand one, Demand other) {
    Words words = new Words();
    demands.forEach(demand -> words.demands.add(demand.equals(one) ? other : demand));
    words.constraints.addAll(constraints);
    words.origins.putAll(origins);
    words.hashes.putAll(hashes);
    words.sources.addAll(sources);
    words.overrides.putAll(overrides);
    words.runtimes.putAll(runtimes);
    words.prereleases = prereleases;
    return words;
  }

  /** Demands that were not typed. */
  static Words demanding(List<Demand> demands) {
    Words words = new Words();
    words.demands.addAll(demands);
    return words;
  }

  static Words read(List<String> words, List<Path> files, Caller caller, Languages languages) {
    Words read = new Words();
    int number = 0;
    for (String word : words) {
      number++;
      read.demands.add(absolute(word, "word " + number, caller.directory(), languages));
    }
    read.take(new RequirementFiles(caller, languages).read(files, false));
    return read;
  }

  /** Limits versions by files of constraints. */
  void limit(List<Path> files, Caller caller, Languages languages) {
    take(new RequirementFiles(caller, languages).read(files, true));
  }

  /** Replaces what is demanded of the names in files of requirements. */
  void override(List<Path> files, Caller caller, Languages languages) {
    new RequirementFiles(caller, languages).read(files, false).demands().forEach(this::override);
  }

  private void take(RequirementFiles read) {
    demands.addAll(read.demands());
    constraints.addAll(read.constraints());
    origins.putAll(read.origins());
    hashes.putAll(read.hashes());
    sources.addAll(read.sources());
    prereleases |= read.prereleases();
  }

  private void override(Demand demand) {
    Dependency by = demand.dependency();
    if (by.direct().isPresent() || by.when() != Condition.ALWAYS || !by.features().isEmpty()) {
      throw new Refusal(
          Diagnostic.user(
                  "requirement.unsupported",
                  "`" + by.text() + "` cannot take the place of other demands",
                  "an override is a name and a range, such as `urllib3<2`")
              .with(List.of("asked for in " + demand.where())));
    }
    overrides
        .computeIfAbsent(by.target().ecosystem(), language -> new HashMap<>())
        .put(by.target().name(), by.range());
  }

  static Words none() {
    return new Words();
  }

  /** What a project's own files of a language ask for. */
  void add(String language, ProjectReader.Project project, Languages languages) {
    for (ProjectReader.Wanted wanted : project.wanted()) {
      demands.add(demand(language + ":" + wanted.words(), wanted.where(), languages));
    }
    constraints.addAll(project.constraints());
    overrides.computeIfAbsent(language, any -> new HashMap<>()).putAll(project.overrides());
    project.runtime().ifPresent(range -> runtimes.put(language, range));
  }

  /** What a project's file asks for; its relative places start in the project's folder. */
  static Words project(ProjectFile project, Languages languages) {
    Words read = new Words();
    for (String requirement : project.requirements()) {
      read.demands.add(absolute(requirement, ProjectFile.NAME, project.folder(), languages));
    }
    for (String requirement : project.constraints()) {
      Dependency limit = demand(requirement, ProjectFile.NAME, languages).dependency();
      read.constraints.add(limit);
      read.origins.put(limit.text(), ProjectFile.NAME);
    }
    for (String requirement : project.overrides()) {
      read.override(demand(requirement, ProjectFile.NAME, languages));
    }
    return read;
  }

  /** A demand whose file, if it names one by a relative path, is named from the root on. */
  static Demand absolute(String typed, String where, Path directory, Languages languages) {
    String word = LocalProject.named(typed, directory);
    Demand demand = demand(word, where, languages);
    URI direct = demand.dependency().direct().orElse(null);
    if (direct == null || direct.isAbsolute()) {
      return demand;
    }
    Dependency dependency = demand.dependency();
    String extras =
        dependency.features().isEmpty()
            ? ""
            : dependency.features().stream().sorted().collect(Collectors.joining(",", "[", "]"));
    String prefix = dependency.target().ecosystem() + ":";
    return demand(
        prefix
            + dependency.target().name()
            + extras
            + " @ "
            + Addressed.address(direct.toString(), directory),
        where,
        languages);
  }

  /** One requirement with or without prefix. */
  static Demand demand(String word, String where, Languages languages) {
    String[] parts = split(word, languages);
    try (Languages.Lease<Ecosystem> lease = languages.ecosystem(parts[0])) {
      Dependency dependency = lease.service().grammar().parse(parts[1]);
      return new Demand(lease.service().id() + ":" + parts[1], dependency, where);
    }
  }

  static boolean isPrefixed(String word) {
    int colon = word.indexOf(':');
    return colon > 1
        && word.substring(0, colon).matches("[a-z][a-z0-9]*")
        && !word.startsWith("//", colon + 1)
        && !word.startsWith("file:");
  }

  /** Splits {@code npm:react}; a URL's scheme or a Windows drive is no prefix. */
  private static String[] split(String word, Languages languages) {
    int colon = word.indexOf(':');
    return isPrefixed(word)
        ? new String[] {word.substring(0, colon), word.substring(colon + 1)}
        : new String[] {BARE, word};
  }

  List<Demand> demands() {
    return List.copyOf(demands);
  }

  /** Those of one language. */
  List<Demand> of(String language) {
    return demands.stream()
        .filter(one -> one.dependency().target().ecosystem().equals(language))
        .toList();
  }

  /** Where constraints were read, by their text. */
  Map<String, String> origins() {
    return Map.copyOf(origins);
  }

  List<Dependency> constraints() {
    return List.copyOf(constraints);
  }

  Map<PackageName, List<String>> hashes() {
    return Map.copyOf(hashes);
  }

  /** Ranges that replace what is demanded of names, in one language. */
  Map<String, String> overrides(String language) {
    return Map.copyOf(overrides.getOrDefault(language, Map.of()));
  }

  /** The range of runtimes a project asks for, by language. */
  Map<String, String> runtimes() {
    return Map.copyOf(runtimes);
  }

  List<Source> sources() {
    return List.copyOf(sources);
  }

  boolean prereleases() {
    return prereleases;
  }
}
