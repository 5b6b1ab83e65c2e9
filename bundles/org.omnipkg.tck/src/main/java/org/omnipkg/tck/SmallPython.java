package org.omnipkg.tck;

import java.net.URI;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Role;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;
import org.omnipkg.spi.Versions;

/**
 * The little of Python's language that tests of solvers need: {@code name[extra]>=1,<2} and {@code
 * name @ place}, versions of dotted numbers, wheels for everybody, sources, wheels for nobody.
 */
final class SmallPython implements Ecosystem, Grammar, Versions, Layout, PackageIndex {
  private static final Pattern REQUIREMENT =
      Pattern.compile(
          "([A-Za-z0-9][A-Za-z0-9._-]*)\\s*(?:\\[([^]]*)])?\\s*(?:@\\s*(\\S+)|([<>=!][^;]*)?)");
  private static final Pattern CLAUSE = Pattern.compile("\\s*(==|!=|>=|<=|>|<)\\s*([0-9.]+)\\s*");

  private final SmallWorld world;

  SmallPython(SmallWorld world) {
    this.world = world;
  }

  @Override
  public String id() {
    return "python";
  }

  @Override
  public Set<String> aliases() {
    return Set.of("pypi");
  }

  @Override
  public Grammar grammar() {
    return this;
  }

  @Override
  public Versions versions() {
    return this;
  }

  @Override
  public PackageIndex index() {
    return this;
  }

  @Override
  public Layout layout() {
    return this;
  }

  @Override
  public Dependency parse(String words) {
    Matcher matcher = REQUIREMENT.matcher(words.strip());
    if (!matcher.matches()) {
      throw new Refusal(
          Diagnostic.user("requirement.malformed", "`" + words + "` cannot be read", ""));
    }
    String features = matcher.group(2) == null ? "" : matcher.group(2);
    return new Dependency(
        name(matcher.group(1)),
        matcher.group(4) == null ? "" : matcher.group(4).replace(" ", ""),
        features.isBlank() ? Set.of() : new TreeSet<>(Arrays.asList(features.split("\\s*,\\s*"))),
        "",
        Tie.NEEDS,
        Role.RUN,
        Condition.ALWAYS,
        Optional.ofNullable(matcher.group(3)).map(URI::create),
        words);
  }

  @Override
  public PackageName name(String spelled) {
    return new PackageName("python", spelled.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-"));
  }

  @Override
  public String purl(Pin pin) {
    return "pkg:pypi/" + pin.name().name() + "@" + pin.version();
  }

  @Override
  public Choice select(String range, Listing of) {
    BitSet admitted = new BitSet();
    for (int i = 0; i < of.releases().size(); i++) {
      admitted.set(i, admits(range, of.releases().get(i).pin().version()));
    }
    return new Choice(admitted, new BitSet(), range.startsWith("==") && !range.contains(","));
  }

  private boolean admits(String range, String version) {
    for (String clause : range.isBlank() ? new String[0] : range.split(",")) {
      Matcher matcher = CLAUSE.matcher(clause);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("not a range: " + range);
      }
      int order = compare(version, matcher.group(2));
      boolean holds =
          switch (matcher.group(1)) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case ">=" -> order >= 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order < 0;
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int prefer(BitSet among, Listing of, Target on) {
    return among.length() - 1;
  }

  @Override
  public int compare(String one, String other) {
    String[] left = one.split("\\.");
    String[] right = other.split("\\.");
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int order =
          Integer.compare(
              i < left.length ? Integer.parseInt(left[i]) : 0,
              i < right.length ? Integer.parseInt(right[i]) : 0);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @Override
  public String shelf() {
    return "py";
  }

  @Override
  public Optional<Artifact> choose(Release release, Target on) {
    return release.artifacts().stream()
        .filter(artifact -> artifact.filename().endsWith("-any.whl"))
        .findFirst()
        .or(
            () ->
                release.artifacts().stream()
                    .filter(artifact -> artifact.format().equals("sdist"))
                    .findFirst());
  }

  @Override
  public Bubble place(
      Node node, Artifact artifact, List<Entry> files, Contents contents, Target on) {
    throw new UnsupportedOperationException("solvers place nothing");
  }

  @Override
  public List<Step> prefix(Prefix prefix) {
    throw new UnsupportedOperationException("solvers lay nothing out");
  }

  @Override
  public Listing releases(PackageName name, Desk desk) {
    return world.releases(name);
  }

  @Override
  public Answer<Manifest> manifest(Release release, Desk desk) {
    return world.manifest(release);
  }
}
