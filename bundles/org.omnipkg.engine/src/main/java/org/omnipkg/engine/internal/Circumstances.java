package org.omnipkg.engine.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.omnipkg.model.Source;

/**
 * What an answer depends on beside its question: where packages come from and how they are reached.
 * As text, so that two are the same when their texts are.
 */
final class Circumstances {
  /** Variables that say how servers are reached, whom they are trusted by and as whom. */
  private static final Pattern REACH =
      Pattern.compile("(?i)home|.*(?:proxy|cert|ssl|tls|netrc|keyring|insecure|trusted).*");

  private static final String STAT = "unix:ino,size,lastModifiedTime,ctime";

  private Circumstances() {}

  /** Empty where a change of a source could pass unseen: then every question is asked anew. */
  static Optional<List<String>> of(
      List<Source> sources, Map<String, String> environment, Instant now) {
    List<String> text = new ArrayList<>();
    try {
      for (Source source : sources) {
        Optional<String> state = state(source, now);
        if (state.isEmpty()) {
          return Optional.empty();
        }
        text.add(source.label() + " " + source.form() + " " + source.location() + state.get());
      }
    } catch (IOException unreadable) {
      return Optional.empty();
    }
    new TreeMap<>(environment)
        .forEach(
            (name, value) -> {
              if (REACH.matcher(name).matches()) {
                text.add(name + "=" + value);
              }
            });
    return Optional.of(text);
  }

  /** Servers say themselves how long what they told holds; a flat folder is looked at. */
  private static Optional<String> state(Source source, Instant now) throws IOException {
    URI location = source.location();
    String scheme = String.valueOf(location.getScheme());
    if (scheme.matches("https?")) {
      return Optional.of("");
    }
    if (!scheme.equals("file") || source.form() != Source.Form.FLAT) {
      return Optional.empty();
    }
    Path folder = Path.of(location);
    return Files.isDirectory(folder) ? contents(folder, now) : Optional.empty();
  }

  /** A file changed a moment ago may change again without looking otherwise. */
  private static Optional<String> contents(Path folder, Instant now) throws IOException {
    TreeSet<String> files = new TreeSet<>();
    Instant newest = Instant.MIN;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path file : all) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
          return Optional.empty();
        }
        // through links: what they lead to is what is read
        LinkOption[] how =
            Files.exists(file) ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
        Map<String, Object> seen = Files.readAttributes(file, STAT, how);
        files.add("\n" + file.getFileName() + new TreeMap<>(seen));
        if (seen.get("ctime") instanceof FileTime changed && changed.toInstant().isAfter(newest)) {
          newest = changed.toInstant();
        }
      }
    }
    boolean settled = newest.isBefore(now.minus(Lying.SETTLED));
    return settled ? Optional.of(String.join("", files)) : Optional.empty();
  }
}
