package org.omnipkg.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.omnipkg.fetch.internal.shared.Hashes;
import org.omnipkg.fetch.internal.shared.Trouble;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Progress;

/** What is stated of a file that was made on this machine, held to as that of a download is. */
public final class Promise {
  private Promise() {}

  /**
   * Counts every digest stated of a file's bytes that is known here. {@link Fetcher#FILES_HASH} is
   * left to the caller, as with a download.
   *
   * @throws org.omnipkg.model.Refusal {@code fetch.wrong-hash}; {@code fetch.no-hash} when none
   *     that is stated is one to rely on
   */
  public static void keep(Artifact artifact, Path file, Progress progress) throws IOException {
    Hashes hashes =
        new Hashes(artifact.hashes(), artifact.hashes().containsKey(Fetcher.FILES_HASH));
    if (!hashes.isVouched()) {
      throw Trouble.noHash(artifact.filename());
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int count; (count = in.read(buffer)) >= 0; ) {
        progress.checkpoint();
        hashes.add(buffer, count);
      }
    }
    hashes.verify(artifact.filename());
  }
}
