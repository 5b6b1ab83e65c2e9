package org.omnipkg.engine.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.omnipkg.archive.DirectoryHash;
import org.omnipkg.archive.Unpacker;
import org.omnipkg.fetch.Access;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;

/**
 * A file under its name only when every digest stated of it was held against it: those of its bytes
 * by the fetcher, that of a module zip's files here.
 */
record VerifiedDownload(Fetcher fetcher, Unpacker unpacker) {
  void run(Artifact artifact, Path file, Access access, Progress progress) throws IOException {
    String stated = artifact.hashes().get(DirectoryHash.ALGORITHM);
    if (stated == null) {
      fetcher.download(artifact, file, access, progress);
      return;
    }
    Path unverified = file.resolveSibling(file.getFileName() + ".unverified");
    fetcher.download(artifact, unverified, access, progress);
    String expected = KnownTrees.digest(DirectoryHash.ALGORITHM, stated);
    String actual = DirectoryHash.of(unverified, unpacker, progress);
    if (!actual.equals(expected)) {
      Files.deleteIfExists(unverified);
      throw new Refusal(
          Diagnostic.outside(
                  "fetch.wrong-hash",
                  "`" + artifact.filename() + "` is not the file that the index promises",
                  "")
              .with(List.of("expected h1 " + expected, "found    h1 " + actual)));
    }
    Files.move(unverified, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
