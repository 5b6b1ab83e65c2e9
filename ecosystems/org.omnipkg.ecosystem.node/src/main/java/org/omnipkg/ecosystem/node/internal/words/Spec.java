package org.omnipkg.ecosystem.node.internal.words;

import java.util.Optional;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.node.internal.semver.Range;
import org.omnipkg.ecosystem.node.internal.semver.Version;

/**
 * What stands behind the {@code @} of a requirement, or as a value in a manifest.
 *
 * @param kind what it is
 * @param target for an alias the package meant, else empty
 * @param text the range, tag or address
 */
public record Spec(Kind kind, String target, String text) {
  private static final Pattern SHORTHAND = Pattern.compile("[^@./\\s:][^:@\\s/]*/[^:\\s/]+");
  private static final Pattern SSH = Pattern.compile("[^\\s@/]+@[^\\s:/]+:.+");
  private static final Pattern HOSTED = Pattern.compile("(github|gitlab|bitbucket|gist):.*");
  private static final Pattern PATH =
      Pattern.compile("(\\.{0,2}/|~/|\\.{1,2}$|[A-Za-z]:[/\\\\]).*");
  private static final Pattern TARBALL = Pattern.compile("(?i).*\\.(tgz|tar|tar\\.gz)");

  /** The forms npm knows. */
  public enum Kind {
    /** A version or a range; the empty one means any. */
    RANGE,
    /** A name the registry keeps for a version. */
    TAG,
    /** Another package under this name. */
    ALIAS,
    /** A tarball at an address. */
    REMOTE,
    /** A file or folder of this machine. */
    FILE,
    /** A repository. */
    GIT,
    /** A form of another client. */
    FOREIGN
  }

  /** Reads one; never fails, since manifests hold whatever their authors wrote. */
  public static Spec of(String words) {
    String text = words.strip();
    if (text.startsWith("npm:")) {
      String real = text.substring("npm:".length());
      int at = real.indexOf('@', 1);
      return at < 0
          ? new Spec(Kind.ALIAS, real, "")
          : new Spec(Kind.ALIAS, real.substring(0, at), real.substring(at + 1).strip());
    }
    return new Spec(kind(text), "", text);
  }

  private static Kind kind(String text) {
    if (text.isEmpty() || Range.of(text).isPresent()) {
      return Kind.RANGE;
    }
    if (text.startsWith("git+") || text.startsWith("git:") || HOSTED.matcher(text).matches()) {
      return Kind.GIT;
    }
    if (text.startsWith("http:") || text.startsWith("https:")) {
      return text.endsWith(".git") || text.contains(".git#") ? Kind.GIT : Kind.REMOTE;
    }
    if (text.startsWith("file:")
        || PATH.matcher(text).matches()
        || TARBALL.matcher(text).matches()) {
      return Kind.FILE;
    }
    if (SSH.matcher(text).matches() || SHORTHAND.matcher(text).matches()) {
      return Kind.GIT;
    }
    return text.contains(":") ? Kind.FOREIGN : Kind.TAG;
  }

  /** The version it names, when it names one. */
  public Optional<Version> version() {
    return kind == Kind.RANGE ? Version.of(text) : Optional.empty();
  }
}
