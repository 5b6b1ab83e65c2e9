package org.omnipkg.ecosystem.go.internal.sum;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;

/**
 * The go.sum files of a project: hashes that its modules must have. They reach the solver as
 * constraints that admit every version and carry the lines as features, one constraint a module.
 */
public final class GoSum {
  /** What is held against nothing. */
  public static final GoSum NONE = new GoSum(Map.of());

  private static final String MOD = "/go.mod";
  private static final String KIND = "h1:";
  private static final Pattern FEATURE = Pattern.compile("[0-9]{7} (\\S+) h1:(\\S+) (.+)");

  private final Map<String, Line> lines;

  private GoSum(Map<String, Line> lines) {
    this.lines = lines;
  }

  private record Line(String hash, String where) {}

  /** The lines of several files, in order. */
  public static final class Files {
    private final Map<String, Set<String>> features = new TreeMap<>();
    private int count;

    /**
     * Reads one more.
     *
     * @param where its name for people
     * @throws Refusal {@code project.malformed}, as the go command refuses it
     */
    public void add(String text, String where) {
      int number = 0;
      for (String line : text.lines().toList()) {
        number++;
        String[] words = line.strip().split("\\s+", -1);
        if (words.length == 1 && words[0].isEmpty()) {
          continue;
        }
        String at = where + " line " + number;
        if (words.length != 3) {
          throw new Refusal(
              Diagnostic.user(
                  "project.malformed",
                  "cannot read `" + at + "`: a line is a module, a version and a hash",
                  "take the line out; `go mod tidy` writes what is missing"));
        }
        if (words[2].startsWith(KIND) && words[2].length() > KIND.length()) {
          features
              .computeIfAbsent(words[0], path -> new TreeSet<>())
              .add(String.format(Locale.ROOT, "%07d %s %s %s", count++, words[1], words[2], at));
        }
      }
    }

    /** For {@link GoSum#of}. */
    public List<Dependency> constraints() {
      List<Dependency> constraints = new ArrayList<>();
      features.forEach(
          (path, held) ->
              constraints.add(
                  new Dependency(
                      new PackageName("go", path),
                      "",
                      held,
                      "",
                      Tie.CONSTRAINS,
                      Role.RUN,
                      Condition.ALWAYS,
                      Optional.empty(),
                      path + " as in go.sum")));
      return constraints;
    }
  }

  /** Whether a constraint is of a go.sum. */
  public static boolean is(Dependency constraint) {
    return constraint.tie() == Tie.CONSTRAINS
        && constraint.features().stream().anyMatch(held -> FEATURE.matcher(held).matches());
  }

  /**
   * What is among these constraints; of several lines about one file the first counts, as in Go.
   */
  public static GoSum of(List<Dependency> constraints) {
    Map<String, Line> lines = new HashMap<>();
    for (Dependency constraint : constraints) {
      for (String feature : new TreeSet<>(constraint.features())) {
        Matcher held = FEATURE.matcher(feature);
        if (constraint.tie() == Tie.CONSTRAINS && held.matches()) {
          lines.putIfAbsent(
              constraint.target().name() + " " + held.group(1),
              new Line(held.group(2), held.group(3)));
        }
      }
    }
    return lines.isEmpty() ? NONE : new GoSum(lines);
  }

  /** The hash that the files of a module must have, Base64. */
  public Optional<String> zip(String path, String version) {
    return Optional.ofNullable(lines.get(path + " " + version)).map(Line::hash);
  }

  /**
   * Holds a go.mod against the lines about it.
   *
   * @param by who says what its hash is, for people
   * @throws Refusal {@code integrity.go-sum}
   */
  public void admitMod(String path, String version, String hash, String by) {
    admit(path, version + MOD, hash, by);
  }

  /** Holds the files of a module against the lines about them, as {@link #admitMod} does. */
  public void admitZip(String path, String version, String hash, String by) {
    admit(path, version, hash, by);
  }

  private void admit(String path, String version, String hash, String by) {
    Line line = lines.get(path + " " + version);
    if (line == null || line.hash().equals(hash)) {
      return;
    }
    throw new Refusal(
        Diagnostic.user(
                "integrity.go-sum",
                "SECURITY: "
                    + line.where()
                    + " has another hash of `"
                    + path
                    + " "
                    + version
                    + "` than "
                    + by,
                "do not go on before you know who changed which: ask whoever wrote go.sum; if the"
                    + " line is wrong, take it out and let `go mod tidy` write it anew")
            .with(List.of(line.where() + ": h1:" + line.hash(), by + ": h1:" + hash)));
  }
}
