package org.omnipkg.ecosystem.go.internal.requirement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.go.internal.version.Semver;

/**
 * A range of versions as people and manifests write it: a version, a beginning of one ({@code
 * v1.9}), comparisons joined by commas, {@code latest}, or a name of a commit.
 */
public record RangeText(Kind kind, String word, List<Comparison> comparisons) {
  private static final Pattern COMPARISON = Pattern.compile("(>=|<=|==|!=|>|<)\\s*(\\S+)");
  private static final Pattern COMMIT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+/-]*");

  /** What kind of range. */
  public enum Kind {
    /** Any version, the newest gladly. */
    ANY,
    /** One version. */
    EXACT,
    /** All versions with these first numbers. */
    PREFIX,
    /** Comparisons, all of which must hold. */
    COMPARED,
    /** A commit, a branch or a tag: only the proxy knows which version it is. */
    REVISION
  }

  /** One comparison. */
  public record Comparison(String operator, String version) {
    boolean holds(String other) {
      int order = Semver.compare(other, version);
      return switch (operator) {
        case ">=" -> order >= 0;
        case "<=" -> order <= 0;
        case ">" -> order > 0;
        case "<" -> order < 0;
        case "==" -> order == 0;
        default -> order != 0;
      };
    }
  }

  /** Empty when it is no range. */
  public static Optional<RangeText> of(String text) {
    String range = text.strip();
    if (range.isEmpty() || range.equals("latest") || range.equals("upgrade")) {
      return Optional.of(new RangeText(Kind.ANY, "", List.of()));
    }
    if ("<>=!".indexOf(range.charAt(0)) >= 0) {
      return compared(range);
    }
    Optional<Semver> version = Semver.of(range);
    if (version.isPresent()) {
      boolean complete = version.get().complete();
      return Optional.of(new RangeText(complete ? Kind.EXACT : Kind.PREFIX, range, List.of()));
    }
    return COMMIT.matcher(range).matches() && !range.contains("..")
        ? Optional.of(new RangeText(Kind.REVISION, range, List.of()))
        : Optional.empty();
  }

  private static Optional<RangeText> compared(String range) {
    List<Comparison> all = new ArrayList<>();
    for (String part : range.split(",", -1)) {
      Matcher m = COMPARISON.matcher(part.strip());
      if (!m.matches() || Semver.of(m.group(2)).isEmpty()) {
        return Optional.empty();
      }
      all.add(new Comparison(m.group(1), m.group(2)));
    }
    if (all.size() == 1 && all.get(0).operator().equals("==")) {
      return Optional.of(new RangeText(Kind.EXACT, all.get(0).version(), List.of()));
    }
    return Optional.of(new RangeText(Kind.COMPARED, "", List.copyOf(all)));
  }

  /** Whether a version is in it. */
  public boolean admits(String version) {
    return switch (kind) {
      case ANY -> true;
      case EXACT, REVISION -> version.equals(word);
      case PREFIX -> begins(version);
      case COMPARED -> comparisons.stream().allMatch(c -> c.holds(version));
    };
  }

  private boolean begins(String version) {
    return version.equals(word) || version.startsWith(word + ".") || version.startsWith(word + "-");
  }

  /** Whether it names pre-releases, which are then as good as others. */
  public boolean namesPrerelease() {
    return comparisons.stream()
        .anyMatch(c -> Semver.of(c.version()).filter(v -> !v.prerelease().isEmpty()).isPresent());
  }

  /** The least version that is in it, when it names one as such. */
  public Optional<String> least() {
    return comparisons.stream()
        .filter(c -> c.operator().equals(">="))
        .map(Comparison::version)
        .max(Semver.ORDER);
  }
}
