package org.omnipkg.environment.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Step;

/**
 * What a further language may put into a generation: not what another has put there, and nothing
 * through another's links, which lead into the store.
 */
final class Coexistence {
  private final Path root;
  private final Path farm;

  Coexistence(Path root, Path farm) {
    this.root = root;
    this.farm = farm;
  }

  /** The steps that find their place free; a note tells of every other. */
  List<Step> fitting(String language, List<Step> steps, Progress progress) throws IOException {
    List<Step> fitting = new ArrayList<>();
    for (Step step : steps) {
      Path place = place(step);
      boolean shared =
          step instanceof Step.Merge || step instanceof Step.Copy || step instanceof Step.Directory;
      if (reachable(place) && (shared ? isFolderOrFree(place) : isFree(place))) {
        fitting.add(step);
      } else if (!isSame(step)) {
        progress.note(
            "`"
                + name(place)
                + "` is another language's already: that of "
                + language
                + " is left out");
      }
    }
    return fitting;
  }

  private static Path place(Step step) {
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
    }
    return ((Step.Merge) step).into();
  }

  private boolean reachable(Path place) {
    Path top = place.startsWith(farm) ? farm : root;
    for (Path folder = place.getParent();
        folder != null && folder.startsWith(top) && !folder.equals(top);
        folder = folder.getParent()) {
      if (!isFolderOrFree(folder)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFolderOrFree(Path place) {
    return Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS) || isFree(place);
  }

  private static boolean isFree(Path place) {
    return !Files.exists(place, LinkOption.NOFOLLOW_LINKS);
  }

  /** Two who want the same link do not quarrel. */
  private static boolean isSame(Step step) throws IOException {
    return step instanceof Step.Symlink link
        && Files.isSymbolicLink(link.path())
        && Files.readSymbolicLink(link.path()).toString().equals(link.target());
  }

  private String name(Path place) {
    return (place.startsWith(root) ? root.relativize(place) : farm.relativize(place)).toString();
  }
}
