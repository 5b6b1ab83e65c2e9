package org.omnipkg.bounds.internal;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Node;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Instance;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;
import org.omnipkg.spi.Versions;

/** What answers of a language are like, as far as it costs little to look. */
final class Laws {
  private static final int MOST_RELEASES = 200_000;
  private static final int LONGEST_NAME = 1_000;
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9+-]{0,39}");
  private static final Pattern ALIAS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,39}");
  private static final Pattern FILE = Pattern.compile("(?!\\.\\.?$)[^/\\\\\\p{Cntrl}]{1,255}");

  private final String language;
  private final @Nullable Ecosystem whole;

  /**
   * @param whole the language as it is, asked from within the same bounds
   */
  Laws(String language, @Nullable Ecosystem whole) {
    this.language = language;
    this.whole = whole;
  }

  void check(
      Class<?> kind, java.lang.reflect.Method method, Object @Nullable [] given, Object answer) {
    Object first = given == null || given.length == 0 ? "" : given[0];
    switch (kind.getSimpleName() + "." + method.getName()) {
      case "Ecosystem.id" -> id(answer);
      case "Ecosystem.aliases" -> all(ALIAS, (Set<?>) answer, "an alias");
      case "Grammar.name" -> name((PackageName) answer);
      case "Grammar.parse" -> name(((Dependency) answer).target());
      case "Grammar.purl" ->
          law(answer.toString().startsWith("pkg:"), "`%s` is no package URL", answer);
      case "Versions.select" -> choice((Versions.Choice) answer, (Listing) required(given)[1]);
      case "Versions.prefer" -> preferred((Integer) answer, (BitSet) first);
      case "PackageIndex.releases" -> listing((Listing) answer, (PackageName) first);
      case "Layout.shelf" ->
          law(FILE.matcher(answer.toString()).matches(), "`%s` is no shelf", answer);
      case "Layout.place" -> bubble((Bubble) answer);
      case "Layout.instances" -> ((List<?>) answer).forEach(one -> instance((Instance) one));
      case "Layout.prefix" -> steps((List<?>) answer, (Prefix) first);
      case "ProjectReader.files" -> all(FILE, (List<?>) answer, "the name of a file");
      case "Builder.build" -> inside((Artifact) answer, (Path) required(given)[3]);
      case "Surveyor.pack" -> inside((Artifact) answer, (Path) required(given)[2]);
      case "Solver.solve" -> outcome((Outcome) answer);
      default -> {}
    }
  }

  private static Object[] required(Object @Nullable [] given) {
    return java.util.Objects.requireNonNull(given);
  }

  private static void law(boolean kept, String broken, Object... what) {
    if (!kept) {
      throw new Nonsense(String.format(broken, what));
    }
  }

  private void id(Object answer) {
    law(ID.matcher(answer.toString()).matches(), "`%s` is no id of a language", answer);
    law(answer.equals(language), "it is `%s`, its service says `%s`", answer, language);
  }

  private static void all(Pattern form, java.util.Collection<?> words, String what) {
    words.forEach(
        one -> law(form.matcher(one.toString()).matches(), "`%s` cannot be %s", one, what));
  }

  private void name(PackageName name) {
    String text = name.name();
    law(name.ecosystem().equals(language), "`%s` is not of %s", name, language);
    law(!text.isBlank() && text.length() < LONGEST_NAME, "a name is empty or far too long");
    law(text.chars().noneMatch(Character::isISOControl), "a name has control characters");
  }

  private static void choice(Versions.Choice choice, Listing of) {
    int count = of.releases().size();
    law(
        choice.admitted().length() <= count && choice.lastResort().length() <= count,
        "it chooses releases beyond the %s there are",
        count);
  }

  private static void preferred(int index, BitSet among) {
    law(
        index == -1 ? among.isEmpty() : index >= 0 && among.get(index),
        "it prefers %s of %s",
        index,
        among);
  }

  private void listing(Listing listing, PackageName asked) {
    law(
        listing.name().equals(asked),
        "it was asked for %s and answers for %s",
        asked,
        listing.name());
    List<Release> releases = listing.releases();
    law(releases.size() <= MOST_RELEASES, "it has %s releases", releases.size());
    String before = "";
    Versions order = whole == null ? null : whole.versions();
    for (Release release : releases) {
      Pin pin = release.pin();
      law(pin.name().equals(asked), "a release of %s is among those of %s", pin.name(), asked);
      law(
          before.isEmpty() || order == null || order.compare(before, pin.version()) <= 0,
          "%s stands before %s",
          before,
          pin.version());
      before = pin.version();
    }
  }

  private static void bubble(Bubble bubble) {
    law(FILE.matcher(bubble.key()).matches(), "`%s` cannot be the key of a tree", bubble.key());
    bubble.placements().forEach(one -> relative(one.path()));
    bubble.caches().forEach(Laws::relative);
  }

  private static void instance(Instance instance) {
    law(FILE.matcher(instance.key()).matches(), "`%s` cannot be a key", instance.key());
    if (!instance.at().isEmpty()) {
      relative(instance.at());
    }
    instance
        .links()
        .forEach(
            (path, target) -> {
              relative(path);
              law(!target.startsWith("/") && !target.isEmpty(), "a link leads to `%s`", target);
            });
  }

  /** Below where it is meant, whatever the file system makes of it. */
  private static void relative(String path) {
    String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    boolean below = !plain.isEmpty() && plain.indexOf('\0') < 0;
    for (String part : plain.split("/", -1)) {
      below &= !part.isEmpty() && !part.equals("..") && !part.equals(".");
    }
    law(below, "the path `%s` does not stay below its place", path);
  }

  private static void steps(List<?> steps, Prefix prefix) {
    for (Object step : steps) {
      Path path = place((Step) step);
      Path plain = path.normalize();
      law(
          path.isAbsolute() && (plain.startsWith(prefix.root()) || plain.startsWith(prefix.farm())),
          "a step of the generation writes `%s`, outside of it",
          path);
    }
  }

  private static Path place(Step step) {
    if (step instanceof Step.Write write) {
      return write.path();
    }
    if (step instanceof Step.Symlink link) {
      return link.path();
    }
    if (step instanceof Step.Hardlink link) {
      return link.path();
    }
    if (step instanceof Step.Copy copy) {
      return copy.into();
    }
    if (step instanceof Step.Directory directory) {
      return directory.path();
    }
    return ((Step.Merge) step).into();
  }

  private static void inside(Artifact artifact, Path into) {
    law(
        "file".equals(artifact.location().getScheme())
            && Path.of(artifact.location()).normalize().startsWith(into.normalize()),
        "what it made does not lie where it was told to put it");
    law(
        FILE.matcher(artifact.filename()).matches(),
        "`%s` is no name of a file",
        artifact.filename());
  }

  private static void outcome(Outcome outcome) {
    law(
        outcome.solved().isPresent()
            || outcome.unsolvable().isPresent()
            || !outcome.needs().isEmpty()
            || !outcome.wanting().isEmpty(),
        "it says nothing");
    Set<String> ids = new HashSet<>();
    outcome
        .solved()
        .ifPresent(
            solved -> {
              for (Node node : solved.nodes()) {
                law(ids.add(node.id()), "`%s` is twice in it", node.id());
              }
            });
  }
}
