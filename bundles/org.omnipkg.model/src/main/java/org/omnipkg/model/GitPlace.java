package org.omnipkg.model;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a repository of git: {@code git+https://host/path@revision#subdirectory=folder}.
 *
 * @param repository address the git client takes
 * @param revision branch, tag or commit; empty for the repository's own choice
 * @param subdirectory folder of the project in it, relative and {@code /}-separated; empty for the
 *     top
 */
public record GitPlace(String repository, String revision, String subdirectory) {
  private static final String PREFIX = "git+";
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final Pattern FOLDER = Pattern.compile("(?:^|&)subdirectory=([^&]*)");
  private static final int SHORT = 12;

  public GitPlace {
    repository = repository.replaceFirst("/+$", "");
  }

  /** Empty for any other address. */
  public static Optional<GitPlace> of(URI place) {
    String text = place.toString();
    if (!text.startsWith(PREFIX) || place.getRawPath() == null) {
      return Optional.empty();
    }
    String fragment = place.getFragment() == null ? "" : place.getFragment();
    Matcher folder = FOLDER.matcher(fragment);
    String subdirectory = folder.find() ? folder.group(1).replaceAll("^/+|/+$", "") : "";
    String address = text.substring(PREFIX.length()).replaceFirst("#.*$", "");
    int path = address.length() - place.getRawPath().length();
    int at = address.lastIndexOf('@');
    return at > path && address.charAt(at - 1) != '/'
        ? Optional.of(
            new GitPlace(address.substring(0, at), address.substring(at + 1), subdirectory))
        : Optional.of(new GitPlace(address, "", subdirectory));
  }

  /** Whether the revision is a whole commit, which can mean nothing else tomorrow. */
  public boolean isPinned() {
    return COMMIT.matcher(revision).matches();
  }

  /** The same place at another revision. */
  public GitPlace at(String commit) {
    return new GitPlace(repository, commit, subdirectory);
  }

  /** Whether both are in the same folder of the same repository, at whatever revision. */
  public boolean isBeside(GitPlace other) {
    return repository.equals(other.repository) && subdirectory.equals(other.subdirectory);
  }

  /** The revision for people. */
  public String brief() {
    return isPinned() ? revision.substring(0, SHORT) : revision;
  }

  /** As {@link #of} reads it. */
  public URI address() {
    return URI.create(
        PREFIX
            + repository
            + (revision.isEmpty() ? "" : "@" + revision)
            + (subdirectory.isEmpty() ? "" : "#subdirectory=" + subdirectory));
  }
}
