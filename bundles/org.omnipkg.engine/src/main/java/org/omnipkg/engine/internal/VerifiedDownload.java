package org.omnipkg.engine.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import org.omnipkg.archive.DirectoryHash;
import org.omnipkg.archive.Unpacker;
import org.omnipkg.fetch.Access;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.fetch.Promise;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;

/**
 * A file under its name only when every digest stated of it was held against it: those of its bytes
 * by the fetcher, that of a module zip's files here. What is made on this machine is held to the
 * same.
 */
record VerifiedDownload(Fetcher fetcher, Unpacker unpacker) {
  /** A commit in full is a digest that an address itself states. */
  private static final Pattern COMMIT =
      Pattern.compile("git\\+.*[@#]([0-9a-f]{40}|[0-9a-f]{64})(#[^#]*)?");

  /** Makes a file where it is told to. */
  interface Making {
    void into(Path file) throws IOException;
  }

  void run(Artifact artifact, Path file, Access access, Progress progress) throws IOException {
    if (!artifact.hashes().containsKey(DirectoryHash.ALGORITHM)) {
      fetcher.download(artifact, file, access, progress);
      return;
    }
    Path unverified = unverified(file);
    fetcher.download(artifact, unverified, access, progress);
    orNothing(unverified, () -> settle(artifact, unverified, file, progress));
  }

  /**
   * A file made here. Without any digest it is taken where its address says what is in it, or it is
   * the user's own: whoever asks notes the digest then.
   *
   * @throws Refusal {@code fetch.wrong-hash}, {@code fetch.no-hash}
   */
  void made(Artifact artifact, Path file, Making making, Progress progress) throws IOException {
    Path unverified = unverified(file);
    orNothing(
        unverified,
        () -> {
          making.into(unverified);
          if (!artifact.hashes().isEmpty() || !isSelfEvident(artifact)) {
            keep(artifact, unverified, progress);
          }
          settle(artifact, unverified, file, progress);
        });
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void orNothing(Path unverified, Work work) throws IOException {
    try {
      work.run();
    } finally {
      Files.deleteIfExists(unverified);
    }
  }

  private static void keep(Artifact artifact, Path unverified, Progress progress)
      throws IOException {
    try {
      Promise.keep(artifact, unverified, progress);
    } catch (Refusal refusal) {
      Diagnostic said = refusal.diagnostic();
      if (!said.code().equals("fetch.wrong-hash")) {
        throw refusal;
      }
      throw new Refusal(
          Diagnostic.outside(
                  said.code(),
                  "the source of `"
                      + artifact.filename()
                      + "` is not what it was when it was noted",
                  "install it anew, then export the lock again")
              .with(said.details()));
    }
  }

  private static boolean isSelfEvident(Artifact artifact) {
    String location = artifact.location().toString();
    return location.startsWith("file:") || COMMIT.matcher(location).matches();
  }

  private void settle(Artifact artifact, Path unverified, Path file, Progress progress)
      throws IOException {
    String stated = artifact.hashes().get(DirectoryHash.ALGORITHM);
    if (stated != null) {
      String expected = KnownTrees.digest(DirectoryHash.ALGORITHM, stated);
      String actual = DirectoryHash.of(unverified, unpacker, progress);
      if (!actual.equals(expected)) {
        throw new Refusal(
            Diagnostic.outside(
                    "fetch.wrong-hash",
                    "`" + artifact.filename() + "` is not the file that the index promises",
                    "")
                .with(List.of("expected h1 " + expected, "found    h1 " + actual)));
      }
    }
    Files.move(unverified, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path unverified(Path file) {
    return file.resolveSibling(file.getFileName() + ".unverified");
  }
}
