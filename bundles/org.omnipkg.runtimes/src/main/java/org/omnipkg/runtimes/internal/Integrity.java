package org.omnipkg.runtimes.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.archive.DirectoryHash;
import org.omnipkg.archive.Unpacker;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;

/**
 * The digest a provider is pinned by.
 *
 * @param digest in hexadecimal, or Base64 for {@code h1}
 */
record Integrity(String algorithm, String digest) {
  private static final Pattern STATED =
      Pattern.compile(
          "(?:sha256:)?(?<sha256>[0-9a-f]{64})|sha512:(?<sha512>[0-9a-f]{128})"
              + "|h1:(?<h1>[A-Za-z0-9+/]{43}=)");
  private static final int SHORT = 12;

  /** Empty when nothing that can be relied on is stated. */
  static Optional<Integrity> of(String stated) {
    Matcher matcher = STATED.matcher(stated);
    return matcher.matches()
        ? List.of("sha256", "sha512", "h1").stream()
            .filter(algorithm -> matcher.group(algorithm) != null)
            .findFirst()
            .map(algorithm -> new Integrity(algorithm, matcher.group(algorithm)))
        : Optional.empty();
  }

  Map<String, String> hashes() {
    return Map.of(algorithm, digest);
  }

  /** Fit for a file's name. */
  String brief() {
    String hex =
        algorithm.equals(DirectoryHash.ALGORITHM)
            ? HexFormat.of().formatHex(Base64.getDecoder().decode(digest))
            : digest;
    return hex.substring(0, SHORT);
  }

  /** Holds against an archive what the fetcher could not; one that is another's is deleted. */
  void verify(Path archive, String filename, Unpacker unpacker, Progress progress)
      throws IOException {
    if (!algorithm.equals(DirectoryHash.ALGORITHM)) {
      return;
    }
    String found = DirectoryHash.of(archive, unpacker, progress);
    if (!found.equals(digest)) {
      Files.delete(archive);
      throw new Refusal(
          Diagnostic.outside(
                  "fetch.wrong-hash",
                  "`" + filename + "` is not the file that the index promises",
                  "")
              .with(List.of("expected h1 " + digest, "found    h1 " + found)));
    }
  }
}
