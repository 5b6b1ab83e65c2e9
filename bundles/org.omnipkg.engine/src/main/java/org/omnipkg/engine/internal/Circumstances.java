package org.omnipkg.engine.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
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
  static Optional<List<String>> of(List<Source> sources, Map<String, String> environment) {
    List<String> text = new ArrayList<>();
    try {
      for (Source source : sources) {
        Optional<String> state = state(source);
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
  private static Optional<String> state(Source source) throws IOException {
    URI location = source.location();
    String scheme = String.valueOf(location.getScheme());
    if (scheme.matches("https?")) {
      return Optional.of("");
    }
    if (!scheme.equals("file") || source.form() != Source.Form.FLAT) {
      return Optional.empty();
    }
    Path folder = Path.of(location);
    return Files.isDirectory(folder) ? Optional.of(contents(folder)) : Optional.empty();
  }

  private static String contents(Path folder) throws IOException {
    TreeSet<String> files = new TreeSet<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path file : all) {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
          throw new IOException("files here cannot be told apart for sure");
        }
        // through links: what they lead to is what is read
        LinkOption[] how =
            Files.exists(file) ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
        files.add("\n" + file.getFileName() + new TreeMap<>(Files.readAttributes(file, STAT, how)));
      }
    }
    return String.join("", files);
  }
}
