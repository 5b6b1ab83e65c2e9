package org.omnipkg.ecosystem.node.internal.words;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.GitPlace;

/**
 * A repository as npm spells it, and what of it is meant.
 *
 * @param remote what git is told, e.g. {@code https://host/me/tool.git}
 * @param wanted a branch, a tag, a commit, {@code semver:} and a range, or empty
 */
public record Repository(String remote, String wanted) {
  private static final Map<String, String> HOSTS =
      Map.of(
          "github", "https://github.com/",
          "gitlab", "https://gitlab.com/",
          "bitbucket", "https://bitbucket.org/",
          "gist", "https://gist.github.com/");
  private static final Pattern HOSTED = Pattern.compile("(github|gitlab|bitbucket|gist):(.+)");
  private static final Pattern SHORT = Pattern.compile("[^@./\\s:][^:@\\s/]*/[^:\\s/]+");
  private static final Pattern SCP = Pattern.compile("([^\\s@/:]+@[^\\s:/]+):(?!//)(.+)");
  private static final Pattern REMOTE = Pattern.compile("(?:https?|ssh|git|file)://[^\\s'\"\\\\]+");

  /** Reads one; empty when git should not be told such a thing. */
  public static Optional<Repository> of(String words) {
    int hash = words.indexOf('#');
    String place = hash < 0 ? words : words.substring(0, hash);
    String wanted = hash < 0 ? "" : words.substring(hash + 1);
    boolean plain = wanted.matches("[^\\s~:?*\\[\\\\-][^\\s~:?*\\[\\\\]*|semver:.+|");
    return plain
        ? remote(place)
            .filter(at -> REMOTE.matcher(at).matches())
            .map(at -> new Repository(at, wanted))
        : Optional.empty();
  }

  private static Optional<String> remote(String place) {
    String bare = place.startsWith("git+") ? place.substring("git+".length()) : place;
    Matcher hosted = HOSTED.matcher(bare);
    if (hosted.matches()) {
      return Optional.of(HOSTS.get(hosted.group(1)) + ending(hosted.group(2)));
    }
    if (SHORT.matcher(bare).matches()) {
      return Optional.of(HOSTS.get("github") + ending(bare));
    }
    String noScheme = bare.startsWith("ssh://") ? bare.substring("ssh://".length()) : bare;
    Matcher scp = SCP.matcher(noScheme);
    if (scp.matches() && !scp.group(2).matches("[0-9]+/.*")) {
      return Optional.of("ssh://" + scp.group(1) + "/" + scp.group(2).replaceFirst("^/", ""));
    }
    return Optional.of(bare);
  }

  private static String ending(String path) {
    return path.endsWith(".git") ? path : path + ".git";
  }

  /** As an artifact's location has it; {@code git+} tells it from a file's address. */
  public Optional<URI> location() {
    try {
      String fragment =
          wanted
              .replace(" ", "%20")
              .replace("^", "%5E")
              .replace("|", "%7C")
              .replace("<", "%3C")
              .replace(">", "%3E");
      return Optional.of(URI.create("git+" + remote + (fragment.isEmpty() ? "" : "#" + fragment)));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /** What {@link #location()} says; empty for another address. */
  public static Optional<Repository> at(URI location) {
    String text = location.toString();
    if (!text.startsWith("git+")) {
      return Optional.empty();
    }
    int hash = text.indexOf('#');
    String fragment = location.getFragment();
    return of(
        (hash < 0 ? text : text.substring(0, hash))
            + (fragment == null || fragment.isEmpty() ? "" : "#" + fragment));
  }

  /** As the house's git knows it; {@code semver:} and a range is no revision of git's. */
  public GitPlace place() {
    return new GitPlace(remote, wanted, "");
  }

  /** The repository for people, without what could be a password. */
  public String shown() {
    return remote.replaceFirst("://[^/]*@", "://");
  }

  /** The same at one commit. */
  public Repository at(String commit) {
    return new Repository(remote, commit);
  }

  /** Whether it names a commit in full. */
  public boolean fixed() {
    return wanted.matches("[0-9a-f]{40}");
  }
}
