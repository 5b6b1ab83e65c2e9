package org.omnipkg.solver.pip.internal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Release;
import org.omnipkg.solver.support.EmptyWheel;
import org.omnipkg.solver.support.Permitted;
import org.omnipkg.spi.Facts;

/** The pages and files of the house's own index, in the form of PEP 503 with PEP 658. */
record Shelves(Problem problem, Facts facts, String key) {
  private static final String METADATA = ".metadata";

  /** A page or a file by its path; empty when there is none. */
  Optional<byte[]> answer(String path) {
    String[] parts = path.split("/", -1);
    if (parts[0].equals("simple") && parts.length == 3 && !parts[1].isEmpty()) {
      return page(name(parts[1])).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
    if (parts[0].equals("files") && parts.length == 4 && parts[2].matches("\\d{1,9}")) {
      return file(name(parts[1]), Integer.parseInt(parts[2]), parts[3]);
    }
    return Optional.empty();
  }

  private PackageName name(String spelled) {
    return facts.ecosystem(problem.ecosystem()).grammar().name(spelled);
  }

  private Optional<String> page(PackageName name) {
    Listing listing = facts.releases(name);
    if (listing.releases().isEmpty()) {
      return Optional.empty();
    }
    StringBuilder page = new StringBuilder("<!DOCTYPE html><html><body>\n");
    for (int i = 0; i < listing.releases().size(); i++) {
      Release release = listing.releases().get(i);
      boolean late =
          problem.excludeNewer().isPresent()
              && release.published().isPresent()
              && release.published().get().isAfter(problem.excludeNewer().get());
      if (!late) {
        for (Artifact artifact : Permitted.by(problem, release)) {
          if (artifact.format().equals("wheel")) {
            page.append(link(name, i, release, artifact)).append('\n');
          }
        }
      }
    }
    return Optional.of(page.append("</body></html>\n").toString());
  }

  private String link(PackageName name, int position, Release release, Artifact artifact) {
    String range = artifact.facts().getOrDefault("requires-python", release.runtimeRange());
    return "<a href=\""
        + key
        + "files/"
        + name.name()
        + "/"
        + position
        + "/"
        + escape(artifact.filename().replace("+", "%2B"))
        + "\" data-core-metadata=\"true\" data-dist-info-metadata=\"true\""
        + (range.isEmpty() ? "" : " data-requires-python=\"" + escape(range) + "\"")
        + release.withdrawn().map(why -> " data-yanked=\"" + escape(why) + "\"").orElse("")
        + ">"
        + escape(artifact.filename())
        + "</a>";
  }

  private Optional<byte[]> file(PackageName name, int position, String filename) {
    Listing listing = facts.releases(name);
    String[] words = filename.split("-", 3);
    if (position >= listing.releases().size() || words.length < 3) {
      return Optional.empty();
    }
    String metadata = metadata(listing.releases().get(position));
    return Optional.of(
        filename.endsWith(METADATA)
            ? metadata.getBytes(StandardCharsets.UTF_8)
            : EmptyWheel.of(words[0] + "-" + words[1], metadata));
  }

  /** A release whose needs nobody can read is shown as one that fits no interpreter. */
  private String metadata(Release release) {
    Answer<Manifest> manifest = facts.manifest(release);
    return manifest
        .value()
        .map(EmptyWheel::metadata)
        .orElseGet(() -> EmptyWheel.metadata(release.pin()) + "Requires-Python: <0\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("\"", "&quot;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
