package org.omnipkg.engine.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.omnipkg.model.Artifact;
import org.omnipkg.resolve.Languages;
import org.omnipkg.spi.Packer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Files of artifacts that a language makes itself, under their names only when digests agree. */
@Component(service = PackedFiles.class)
public final class PackedFiles {
  private final Languages languages;

  @Activate
  public PackedFiles(@Reference Languages languages) {
    this.languages = languages;
  }

  /** Whether a language makes such files itself. */
  boolean isSkill(String language) {
    Optional<Languages.Lease<Packer>> skill = languages.skill(Packer.class, language);
    skill.ifPresent(Languages.Lease::close);
    return skill.isPresent();
  }

  /** Whether a language made it; else it is to be fetched. */
  boolean make(Artifact artifact, Path file, HouseDesk desk, VerifiedDownload held)
      throws IOException {
    // what fetchers know has one word for a scheme
    if (!String.valueOf(artifact.location().getScheme()).contains("+")) {
      return false;
    }
    for (String language : languages.ids()) {
      Optional<Languages.Lease<Packer>> skill = languages.skill(Packer.class, language);
      if (skill.isPresent()) {
        try (Languages.Lease<Packer> packer = skill.get()) {
          if (packer.service().packs(artifact)) {
            held.made(
                artifact,
                file,
                into -> packer.service().pack(artifact, into, desk),
                desk.progress());
            return true;
          }
        }
      }
    }
    return false;
  }
}
