package org.omnipkg.resolve.internal.house;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Certainty;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Release;
import org.omnipkg.model.Role;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;
import org.omnipkg.spi.Versions;

/**
 * A language on paper. Versions are numbers, those with a {@code p} are pre-releases. A requirement
 * reads {@code name[extra] 1 2 3 ? 7 8}: the versions taken, none for all, and the runtimes on
 * which it counts, none for all; after a {@code ~} it brings nothing but limits what others bring.
 * A withdrawn release is taken where it alone is named.
 */
final class PaperWorld implements Facts, Ecosystem, Grammar, Versions, Layout, PackageIndex {
  static final String ID = "paper";

  private final Map<PackageName, Map<String, Paper>> papers = new TreeMap<>();
  private final Map<Pin, String> ranges = new LinkedHashMap<>();
  private final Map<Pin, List<Dependency>> undeclared = new LinkedHashMap<>();
  private final Map<Pin, Instant> published = new LinkedHashMap<>();
  private final Set<Pin> withdrawn = new HashSet<>();
  private final Map<Pin, Map<String, List<Dependency>>> guessed = new LinkedHashMap<>();

  private record Paper(
      String version,
      Map<String, List<Dependency>> features,
      Set<String> runtimes,
      String format) {}

  /** A release for every runtime. */
  PaperWorld with(String name, String version, String... needs) {
    return with(name, version, Set.of(), "sheet", needs);
  }

  PaperWorld only(String runtime, String name, String version, String... needs) {
    return with(name, version, Set.of(runtime), "sheet", needs);
  }

  PaperWorld source(String name, String version, String... needs) {
    return with(name, version, Set.of(), "sdist", needs);
  }

  PaperWorld undeclared(String name, String version, String need) {
    undeclared
        .computeIfAbsent(new Pin(name(name), version), pin -> new ArrayList<>())
        .add(parse(need));
    return this;
  }

  PaperWorld published(String name, String version, String day) {
    published.put(pin(name, version), Instant.parse(day + "T12:00:00Z"));
    return this;
  }

  /** What the release says that it asks of the runtime. */
  PaperWorld asking(String name, String version, String range) {
    ranges.put(pin(name, version), range);
    return this;
  }

  PaperWorld withdrawn(String name, String version) {
    withdrawn.add(pin(name, version));
    return this;
  }

  Pin pin(String name, String version) {
    return new Pin(name(name), version);
  }

  /** What the release declares is only an estimate. */
  PaperWorld guessed(String name, String version) {
    guessed.put(pin(name, version), papers.get(name(name)).get(version).features());
    return this;
  }

  /** Nor is the estimate what a build would tell. */
  PaperWorld guessed(String name, String version, String... needs) {
    guessed.put(pin(name, version), features(needs));
    return this;
  }

  /** What a build makes of a source. */
  static Artifact built(Pin pin) {
    String file = pin.name().name() + "-" + pin.version() + "-1";
    return new Artifact(
        file, "sheet", URI.create("made:" + file), Map.of(), OptionalLong.empty(), Map.of());
  }

  /** A need may be put under an extra: {@code extra: b 1}. */
  private PaperWorld with(
      String name, String version, Set<String> runtimes, String format, String... needs) {
    papers
        .computeIfAbsent(name(name), key -> new TreeMap<>(this))
        .put(version, new Paper(version, features(needs), runtimes, format));
    return this;
  }

  private Map<String, List<Dependency>> features(String... needs) {
    Map<String, List<Dependency>> features = new LinkedHashMap<>();
    for (String need : needs) {
      int colon = need.indexOf(':');
      boolean under = colon > 0 && !need.startsWith("runtime:");
      String feature = under ? need.substring(0, colon) : "";
      String words = under ? need.substring(colon + 1).strip() : need;
      features.computeIfAbsent(feature, key -> new ArrayList<>()).add(parse(words));
    }
    return features;
  }

  boolean knows(Pin pin) {
    return papers.getOrDefault(pin.name(), Map.of()).containsKey(pin.version());
  }

  /** What a release really needs under a feature. */
  List<Dependency> declared(Pin pin, String feature) {
    return papers.get(pin.name()).get(pin.version()).features().getOrDefault(feature, List.of());
  }

  static Runtime runtime(String version) {
    return new Runtime(ID, "paper", version, Path.of("/p"), Path.of("/"), "path", Map.of());
  }

  Problem problem(List<String> runtimes, String... words) {
    List<Runtime> offered = runtimes.stream().map(PaperWorld::runtime).toList();
    return new Problem(
        ID,
        List.of(words).stream().map(this::parse).toList(),
        List.of(),
        new Target(new Platform("linux", "x86_64", "glibc", "2.36"), List.of(offered.get(0))),
        Map.of(),
        false,
        Optional.empty(),
        Map.of(),
        Map.of(),
        offered.size() > 1 ? offered : List.of(),
        Map.of());
  }

  @Override
  public Dependency parse(String words) {
    boolean limit = words.startsWith("~");
    String[] halves = words.substring(limit ? 1 : 0).split("\\?", 2);
    Set<String> where = halves.length < 2 ? Set.of() : Set.of(halves[1].strip().split(" "));
    String[] parts = halves[0].strip().split(" ", 2);
    int bracket = parts[0].indexOf('[');
    String name = bracket < 0 ? parts[0] : parts[0].substring(0, bracket);
    return new Dependency(
        name.startsWith("runtime:") ? new PackageName("runtime", name.substring(8)) : name(name),
        parts.length < 2 ? "" : parts[1].strip(),
        bracket < 0
            ? Set.of()
            : Set.of(parts[0].substring(bracket + 1, parts[0].length() - 1).split(",")),
        "",
        limit ? Tie.CONSTRAINS : Tie.NEEDS,
        Role.RUN,
        where.isEmpty()
            ? Condition.ALWAYS
            : target -> where.contains(target.runtime(ID).orElseThrow().version()),
        Optional.empty(),
        words);
  }

  @Override
  public PackageName name(String spelled) {
    return new PackageName(ID, spelled.toLowerCase(Locale.ROOT));
  }

  @Override
  public String purl(Pin pin) {
    return "pkg:paper/" + pin.name().name() + "@" + pin.version();
  }

  @Override
  public int compare(String one, String other) {
    int order = Integer.compare(number(one), number(other));
    return order != 0 ? order : Boolean.compare(other.endsWith("p"), one.endsWith("p"));
  }

  private static int number(String version) {
    return Integer.parseInt(version.replace("p", ""));
  }

  @Override
  public Choice select(String range, Listing of) {
    Set<String> named = range.isBlank() ? Set.of() : Set.of(range.split(" "));
    BitSet admitted = new BitSet();
    BitSet lastResort = new BitSet();
    for (int i = 0; i < of.releases().size(); i++) {
      Release release = of.releases().get(i);
      boolean open = release.withdrawn().isEmpty() || named.size() == 1;
      boolean taken = open && (named.isEmpty() || named.contains(release.pin().version()));
      boolean shy = release.prerelease() && named.isEmpty();
      (shy ? lastResort : admitted).set(i, taken);
    }
    return new Choice(admitted, lastResort, named.size() == 1);
  }

  @Override
  public int prefer(BitSet among, Listing of, Target on) {
    return among.length() - 1;
  }

  @Override
  public Listing releases(PackageName name) {
    List<Release> all = new ArrayList<>();
    for (Paper paper : papers.getOrDefault(name, Map.of()).values()) {
      String file = name.name() + "-" + paper.version();
      Artifact artifact =
          new Artifact(
              file,
              paper.format(),
              URI.create("paper:" + file),
              Map.of(),
              OptionalLong.empty(),
              Map.of());
      Pin pin = new Pin(name, paper.version());
      all.add(
          new Release(
              pin,
              Optional.ofNullable(published.get(pin)),
              withdrawn.contains(pin) ? Optional.of("broken") : Optional.empty(),
              paper.version().endsWith("p"),
              target ->
                  paper.runtimes().isEmpty()
                      || paper.runtimes().contains(target.runtime(ID).orElseThrow().version()),
              ranges.getOrDefault(pin, ""),
              List.of(artifact)));
    }
    return new Listing(name, all, Map.of(), Map.of(), all.isEmpty() ? "" : "desk");
  }

  @Override
  public Answer<Manifest> manifest(Release release) {
    Paper paper = papers.get(release.pin().name()).get(release.pin().version());
    boolean made = release.artifacts().get(0).location().getScheme().equals("made");
    Map<String, List<Dependency>> guess = guessed.get(release.pin());
    return Answer.of(
        guess == null || made
            ? new Manifest(release.pin(), paper.features(), "", Certainty.STATED, Set.of())
            : new Manifest(release.pin(), guess, "", Certainty.ESTIMATED, Set.of()));
  }

  @Override
  public Ecosystem ecosystem(String id) {
    return this;
  }

  @Override
  public List<Dependency> overlay(Pin pin) {
    return undeclared.getOrDefault(pin, List.of());
  }

  @Override
  public void soon(PackageName name, BitSet among) {}

  @Override
  public void walking(PackageName name, BitSet among) {}

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<String> aliases() {
    return Set.of();
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
  public Listing releases(PackageName name, Desk desk) {
    return releases(name);
  }

  @Override
  public Answer<Manifest> manifest(Release release, Desk desk) {
    return manifest(release);
  }

  @Override
  public String shelf() {
    return "paper";
  }

  @Override
  public Optional<Artifact> choose(Release release, Target on) {
    return release.artifacts().stream().findFirst();
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
}
