package org.omnipkg.tck;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.omnipkg.spi.Step;

/** What steps would do, without doing it. */
final class Steps {
  private Steps() {}

  /** The place a step makes or fills. */
  static Path made(Step step) {
    if (step instanceof Step.Write write) {
      return write.path();
    } else if (step instanceof Step.Symlink link) {
      return link.path();
    } else if (step instanceof Step.Hardlink link) {
      return link.path();
    } else if (step instanceof Step.Copy copy) {
      return copy.into();
    } else if (step instanceof Step.Directory directory) {
      return directory.path();
    } else if (step instanceof Step.Merge merge) {
      return merge.into();
    }
    throw new IllegalArgumentException("an unknown step: " + step);
  }

  /** What a step reads. */
  static List<Path> sources(Step step) {
    if (step instanceof Step.Hardlink link) {
      return List.of(link.source());
    } else if (step instanceof Step.Copy copy) {
      return List.of(copy.folder());
    } else if (step instanceof Step.Merge merge) {
      return merge.parts().stream().map(Step.Part::folder).toList();
    }
    return List.of();
  }

  /** Whether it makes one file or link, which must not be there yet. */
  static boolean isFile(Step step) {
    return step instanceof Step.Write
        || step instanceof Step.Symlink
        || step instanceof Step.Hardlink;
  }

  /** A link that stands above a place once all steps are done. */
  static Optional<Path> linkAbove(Path place, List<Step> steps) {
    for (Step step : steps) {
      if (step instanceof Step.Symlink link
          && place.startsWith(link.path())
          && !place.equals(link.path())) {
        return Optional.of(link.path());
      }
      if (step instanceof Step.Merge merge && place.startsWith(merge.into())) {
        Path folder = place.getParent();
        while (folder != null && !folder.equals(merge.into())) {
          if (linked(merge, merge.into().relativize(folder))) {
            return Optional.of(folder);
          }
          folder = folder.getParent();
        }
      }
    }
    return Optional.empty();
  }

  /** A folder of a merge becomes a link when one part has it and nobody wants it real. */
  private static boolean linked(Step.Merge merge, Path folder) {
    List<Step.Part> owners =
        merge.parts().stream()
            .filter(part -> Files.isDirectory(part.folder().resolve(folder.toString())))
            .toList();
    return owners.size() == 1
        && !real(owners.get(0), folder)
        && !(folder.getNameCount() == 1 && merge.alwaysReal().contains(folder.toString()));
  }

  private static boolean real(Step.Part part, Path folder) {
    return part.real().contains("**")
        || part.real().stream().anyMatch(real -> Path.of(real).startsWith(folder));
  }
}
