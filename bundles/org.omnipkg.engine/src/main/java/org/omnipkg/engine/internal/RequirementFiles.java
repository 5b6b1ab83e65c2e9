package org.omnipkg.engine.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.api.Caller;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.RequirementsFile;

/** Reads files of requirements or constraints, with the files those name. */
final class RequirementFiles {
  /** A folder, and no repository or address. */
  private static final Pattern EDITABLE =
      Pattern.compile("\\s*(?:-e\\s*|--editable[\\s=]\\s*)([^\\s#:@]+?)\\s*(?:\\s#.*)?");

  private final Caller caller;
  private final Languages languages;
  private final Set<String> seen = new HashSet<>();
  private final List<Words.Demand> demands = new ArrayList<>();
  private final List<Dependency> constraints = new ArrayList<>();
  private final Map<String, String> origins = new HashMap<>();
  private final Map<PackageName, List<String>> hashes = new LinkedHashMap<>();
  private final List<Source> sources = new ArrayList<>();
  private boolean prereleases;

  RequirementFiles(Caller caller, Languages languages) {
    this.caller = caller;
    this.languages = languages;
  }

  /** With these as well; relative to where the caller is. */
  RequirementFiles read(List<Path> files, boolean constraint) {
    for (Path file : files) {
      read(caller.directory().resolve(file).normalize(), constraint);
    }
    return this;
  }

  private void read(Path file, boolean constraint) {
    if (!seen.add((constraint ? "-c " : "-r ") + file)) {
      return;
    }
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new Refusal(
          Diagnostic.user(
              "requirement.file-unreadable",
              "cannot read the requirements file `" + file.getFileName() + "`",
              "check the path after -r"),
          e);
    }
    try (Languages.Lease<Ecosystem> lease = languages.ecosystem(Words.BARE)) {
      String name = String.valueOf(file.getFileName());
      String rest = constraint ? text : editables(text, name, folder(file));
      RequirementsFile read = lease.service().grammar().file(rest, name, caller.environment());
      for (Dependency dependency : read.requirements()) {
        String where = name + line(text, dependency.text());
        if (constraint) {
          constraints.add(dependency);
          origins.put(dependency.text(), where);
        } else {
          demands.add(
              Words.absolute(Words.BARE + ":" + dependency.text(), where, folder(file), languages));
        }
      }
      constraints.addAll(read.constraints());
      hashes.putAll(read.hashes());
      read.sources().forEach(source -> sources.add(absolute(source, folder(file))));
      prereleases |= read.prereleases();
      Deque<String> includes = new ArrayDeque<>(read.includes());
      while (!includes.isEmpty()) {
        String[] include = includes.pop().split(" ", 2);
        Path parent = file.getParent();
        Path next = parent == null ? Path.of(include[1]) : parent.resolve(include[1]);
        read(next.normalize(), constraint || include[0].startsWith("-c"));
      }
    }
  }

  /** Takes out the lines that name folders to be run from; the others keep their numbers. */
  private String editables(String text, String name, Path folder) {
    List<String> rest = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      Matcher found = EDITABLE.matcher(line);
      if (found.matches()) {
        String word = LocalProject.editable(found.group(1));
        demands.add(Words.absolute(word, name + " line " + number, folder, languages));
      }
      rest.add(found.matches() ? "" : line);
    }
    return String.join("\n", rest);
  }

  /** Which line of a file says something; nothing where that is not plain to see. */
  private static String line(String text, String requirement) {
    String plain = requirement.replaceAll("\\s", "");
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String own = line.replaceAll("\\s", "");
      if (own.startsWith(plain) && own.substring(plain.length()).matches("(|[\\\\#;-].*)")) {
        return " line " + number;
      }
    }
    return "";
  }

  private static Path folder(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file : parent;
  }

  private static Source absolute(Source source, Path folder) {
    return source.location().isAbsolute()
        ? source
        : new Source(
            source.label(), Addressed.address(source.location().toString(), folder), source.form());
  }

  List<Words.Demand> demands() {
    return demands;
  }

  List<Dependency> constraints() {
    return constraints;
  }

  /** Where constraints were read, by their text. */
  Map<String, String> origins() {
    return origins;
  }

  Map<PackageName, List<String>> hashes() {
    return hashes;
  }

  List<Source> sources() {
    return sources;
  }

  boolean prereleases() {
    return prereleases;
  }
}
