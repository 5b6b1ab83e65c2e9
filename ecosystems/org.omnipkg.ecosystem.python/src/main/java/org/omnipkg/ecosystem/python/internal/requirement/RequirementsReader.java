package org.omnipkg.ecosystem.python.internal.requirement;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.python.internal.text.Malformed;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.RequirementsFile;

/** Reads a requirements file as pip does: comments, continued lines, options, variables, hashes. */
public final class RequirementsReader {
  private static final Pattern COMMENT = Pattern.compile("(^|\\s+)#.*$");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)\\}");
  private static final Pattern HASH = Pattern.compile("\\s--hash(?:=|\\s+)(\\S+)");
  private static final Pattern OPTION =
      Pattern.compile("(--?[A-Za-z][A-Za-z-]*?)(?:\\s*=\\s*|\\s+|(?<=^-[a-z])(?=\\S))(.*)");

  private final String origin;
  private final Map<String, String> environment;
  private final List<Dependency> requirements = new ArrayList<>();
  private final Map<PackageName, List<String>> hashes = new LinkedHashMap<>();
  private final List<Source> extra = new ArrayList<>();
  private final List<Source> links = new ArrayList<>();
  private final List<String> includes = new ArrayList<>();
  private Optional<Source> index = Optional.empty();
  private boolean prereleases;
  private boolean hashesRequired;
  private int line;

  /**
   * A reader of one file.
   *
   * @param origin the file's name, for messages
   * @param environment values for {@code ${NAME}}; an unknown name stays as it is written
   */
  public RequirementsReader(String origin, Map<String, String> environment) {
    this.origin = origin;
    this.environment = environment;
  }

  public RequirementsFile read(String text) {
    StringBuilder open = new StringBuilder();
    int number = 0;
    for (String physical : text.replace("\ufeff", "").split("\r\n|\r|\n", -1)) {
      number++;
      line = open.length() == 0 ? number : line;
      boolean comment = physical.strip().startsWith("#");
      if (physical.endsWith("\\") && !comment) {
        open.append(physical, 0, physical.length() - 1);
        continue;
      }
      logical(open.append(comment && open.length() > 0 ? " " : "").append(physical).toString());
      open.setLength(0);
    }
    logical(open.toString());
    requirements.forEach(this::checkHashed);
    List<Source> sources = new ArrayList<>(extra);
    index.ifPresent(sources::add);
    sources.addAll(links);
    return new RequirementsFile(requirements, List.of(), hashes, sources, includes, prereleases);
  }

  private void logical(String raw) {
    String words = expand(COMMENT.matcher(raw).replaceAll("").strip());
    if (words.startsWith("-")) {
      option(words);
    } else if (!words.isEmpty()) {
      requirement(words);
    }
  }

  private void requirement(String words) {
    Matcher options = Pattern.compile("\\s--[a-z]").matcher(words);
    boolean any = options.find();
    String spelled = any ? words.substring(0, options.start()).strip() : words;
    String tail = any ? words.substring(options.start()) : "";
    Dependency dependency;
    try {
      dependency = RequirementReader.read(spelled).dependency("", Tie.NEEDS);
    } catch (Malformed e) {
      throw new Refusal(placed(Explanation.of(e)), e);
    }
    requirements.add(dependency);
    Matcher hash = HASH.matcher(tail);
    while (hash.find()) {
      hashes
          .computeIfAbsent(dependency.target(), name -> new ArrayList<>())
          .add(hash.group(1).toLowerCase(java.util.Locale.ROOT));
    }
  }

  private void option(String words) {
    Matcher parts = OPTION.matcher(words);
    String name = parts.matches() ? parts.group(1) : words;
    String value = parts.matches() ? unquoted(parts.group(2).strip()) : "";
    switch (name) {
      case "-r", "--requirement" -> includes.add("-r " + value);
      case "-c", "--constraint" -> includes.add("-c " + value);
      case "-i", "--index-url", "--pypi-url" -> index = Optional.of(index("default", value));
      case "--extra-index-url" -> extra.add(index("extra-" + (extra.size() + 1), value));
      case "-f", "--find-links" ->
          links.add(new Source("links-" + (links.size() + 1), address(value), Source.Form.FLAT));
      case "--pre" -> prereleases = true;
      case "-e", "--editable" ->
          throw new Refusal(
              placed(
                  Diagnostic.user(
                      "requirement.editable-unsupported",
                      "cannot install `" + Secrets.hidden(value) + "` in editable form",
                      "only a folder can be; leave `-e` away, or clone the repository and name the"
                          + " clone's folder")));
      case "--require-hashes" -> hashesRequired = true;
      case "--prefer-binary", "--use-feature", "--trusted-host", "--use-wheel" -> {
        // True here anyway, or of no effect: nothing less is promised by leaving it out.
      }
      case "--no-index", "--only-binary", "--no-binary", "--no-use-wheel" ->
          throw new Refusal(
              placed(
                  Diagnostic.user(
                      "requirement.option-unsupported",
                      "the option `" + name + "` of a requirements file is not supported yet",
                      "")));
      default ->
          throw new Refusal(
              placed(
                  Diagnostic.user(
                      "requirement.option-unknown",
                      "`" + Secrets.hidden(words) + "` is no option of a requirements file",
                      "")));
    }
  }

  private void checkHashed(Dependency requirement) {
    if (hashesRequired && !hashes.containsKey(requirement.target())) {
      throw new Refusal(
          Diagnostic.user(
                  "requirement.hash-missing",
                  "`" + Secrets.hidden(requirement.text()) + "` has no hash, but all must have one",
                  "add --hash=sha256:… to it, or leave out --require-hashes")
              .with(List.of("read in " + origin)));
    }
  }

  private Source index(String label, String value) {
    return new Source(label, address(value), Source.Form.INDEX);
  }

  /** An address, or a path, which stays relative when it is. */
  private URI address(String value) {
    try {
      return value.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")
          ? new URI(value)
          : new URI(
              null,
              null,
              value.startsWith("/") || value.startsWith(".") ? value : "./" + value,
              null);
    } catch (URISyntaxException e) {
      throw new Refusal(
          placed(
              Diagnostic.user(
                  "requirement.address-malformed",
                  "cannot read the address `" + Secrets.hidden(value) + "`",
                  "")));
    }
  }

  private Diagnostic placed(Diagnostic diagnostic) {
    List<String> details = new ArrayList<>(diagnostic.details());
    details.add("read in " + origin + " line " + line);
    return diagnostic.with(details);
  }

  private String expand(String words) {
    return VARIABLE
        .matcher(words)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(environment.getOrDefault(found.group(1), found.group())));
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() > 1
            && (value.startsWith("\"") && value.endsWith("\"")
                || value.startsWith("'") && value.endsWith("'"));
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
