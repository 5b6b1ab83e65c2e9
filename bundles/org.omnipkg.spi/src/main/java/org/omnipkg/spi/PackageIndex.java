package org.omnipkg.spi;

import java.nio.file.Path;
import java.util.Optional;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;
import org.osgi.annotation.versioning.ConsumerType;

/** Facts from registries. Blocking and stateless: the engine owns threads, caches and retries. */
@ConsumerType
public interface PackageIndex {
  /** Every release known, ascending; an empty listing when no source knows the name. */
  Listing releases(PackageName name, Desk desk);

  /**
   * A release that no listing shows though it is there (a commit of a repository, a version its
   * registry has hidden); empty for all others.
   */
  default Optional<Release> unlisted(Pin pin, Desk desk) {
    return Optional.empty();
  }

  /**
   * Whether a folder of this machine that is named as an index has the form of one. Others are
   * shown as what lies about in them: a folder for each name, with a page of links (PEP 503).
   */
  default boolean isIndex(Path folder) {
    return false;
  }

  /** What a release declares, for all targets at once; wanting when only a build can tell. */
  Answer<Manifest> manifest(Release release, Desk desk);
}
