package org.omnipkg.ecosystem.ruby.internal.project;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.GitPlace;

/**
 * A repository as bundler is told of it.
 *
 * @param uri as it was written: an address, {@code git@host:path}, or a folder's path
 * @param ref a commit, or any other name of one; empty when none was given, as the next two
 * @param glob where the specifications of gems lie in it; empty for bundler's usual places
 */
record GitSource(
    String uri, String ref, String branch, String tag, String glob, boolean submodules) {
  /** Part of an address that says what a commit was asked for as; {@code bundle exec} needs it. */
  private static final String REF = "ref=";

  private static final Pattern SCP = Pattern.compile("([^\\s@/:]+@[^\\s:/]+):(?!//)/?(.+)");
  private static final Pattern ADDRESS = Pattern.compile("(https?|ssh|git|file)://\\S+");
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_.-]+");

  /** The address bundler makes of {@code owner/name}, or of a name that is its owner's too. */
  static Optional<String> github(String words) {
    String whole = words.contains("/") ? words : words + "/" + words;
    String[] parts = whole.split("/", -1);
    boolean plain =
        parts.length == 2 && PART.matcher(parts[0]).matches() && PART.matcher(parts[1]).matches();
    return plain ? Optional.of("https://github.com/" + whole + ".git") : Optional.empty();
  }

  /** What is asked for in it; empty for the repository's own choice. */
  String revision() {
    return !ref.isEmpty() ? ref : !branch.isEmpty() ? branch : tag;
  }

  /**
   * The house's word for it at a revision; empty when git should not be told such a thing.
   *
   * @param folder of the Gemfile, where relative paths begin
   */
  Optional<String> words(String revision, Path folder) {
    if (uri.contains("://") && !ADDRESS.matcher(uri).matches()) {
      return Optional.empty();
    }
    Matcher scp = SCP.matcher(uri);
    String address =
        ADDRESS.matcher(uri).matches()
            ? uri
            : scp.matches()
                ? "ssh://" + scp.group(1) + "/" + scp.group(2)
                : folder.resolve(uri).normalize().toUri().toString();
    try {
      GitPlace place = new GitPlace(address, revision, subdirectory());
      boolean locked = !revision.equals(revision());
      String more = place.subdirectory().isEmpty() ? "#" : "&";
      return Optional.of(
          place.address() + (locked && !revision().isEmpty() ? more + REF + revision() : ""));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /** The folder that all of its specifications lie in, if the glob names one. */
  private String subdirectory() {
    int slash = glob.lastIndexOf('/');
    String folder = slash < 0 ? "" : glob.substring(0, slash);
    return folder.matches("[A-Za-z0-9_./-]*") ? folder.replaceFirst("^(\\./)+", "") : "";
  }

  /** Whether a lock's section is about this one. */
  boolean isOf(GemfileLock.Repository locked) {
    return bare(uri).equals(bare(locked.remote()))
        && ref.equals(locked.options().getOrDefault("ref", ""))
        && branch.equals(locked.options().getOrDefault("branch", ""))
        && tag.equals(locked.options().getOrDefault("tag", ""));
  }

  private static String bare(String address) {
    return address.replaceFirst("/+$", "");
  }
}
