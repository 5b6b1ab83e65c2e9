package org.omnipkg.tck.toy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.GitPlace;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Packer;

/** Toys that are commits as they are. */
public final class ToyPacker implements Packer {
  @Override
  public boolean packs(Artifact artifact) {
    return artifact.format().equals("toy")
        && GitPlace.of(artifact.location()).filter(GitPlace::isPinned).isPresent();
  }

  @Override
  public void pack(Artifact artifact, Path into, Desk desk) {
    Path whole =
        desk.download(
            new Artifact(
                "commit.tar",
                "tar",
                artifact.location(),
                Map.of(),
                OptionalLong.empty(),
                Map.of()));
    try {
      Files.copy(whole, into);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
