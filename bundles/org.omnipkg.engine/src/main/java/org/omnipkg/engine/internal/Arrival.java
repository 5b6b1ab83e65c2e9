package org.omnipkg.engine.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.GitPlace;

/** How an artifact comes to a desk: it is made of what lies here, or it is downloaded. */
record Arrival(HouseDesk desk, DeskRooms rooms, RequestSources sources) {
  void of(Artifact artifact, Path file) throws IOException {
    VerifiedDownload held = new VerifiedDownload(rooms.fetcher(), rooms.unpacker());
    if (rooms.packed().make(artifact, file, desk, held)) {
      return;
    }
    Optional<GitPlace> place = GitPlace.of(artifact.location());
    if (place.isPresent()) {
      held.made(
          artifact, file, into -> desk.repositories().archive(place.get(), into), desk.progress());
    } else if (FolderArchive.isOf(artifact)) {
      Path folder = Path.of(artifact.location().getPath());
      held.made(artifact, file, into -> FolderArchive.write(folder, into), desk.progress());
    } else {
      held.run(sources.withLogin(artifact), file, desk.access(), desk.progress());
      if (artifact.hashes().isEmpty()) {
        desk.progress()
            .note(
                "note: nothing but its address vouches for `"
                    + artifact.filename()
                    + "`; its digest is taken as it is now and held from now on");
      }
    }
  }
}
