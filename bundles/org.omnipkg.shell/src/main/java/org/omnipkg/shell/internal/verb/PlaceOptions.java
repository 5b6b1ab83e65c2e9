package org.omnipkg.shell.internal.verb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.omnipkg.api.Sourcing;
import picocli.CommandLine.Option;

/** From where a verb may get what is not here, when that differs from the settings. */
class PlaceOptions {
  @Option(
      names = "--index",
      paramLabel = "URL",
      description = {
        "Index to ask instead of the configured one; `npm:URL` for",
        "Node, and so for every language but Python."
      })
  private List<String> indexes = new ArrayList<>();

  @Option(
      names = "--extra-index",
      paramLabel = "URL",
      description = "Further index; may be given again.")
  private List<String> extraIndexes = new ArrayList<>();

  @Option(
      names = "--find-links",
      paramLabel = "DIR",
      description = "Folder, archive or page of files to choose from; may be given again.")
  private List<String> findLinks = new ArrayList<>();

  @Option(
      names = "--allow-scripts",
      paramLabel = "NAME",
      split = ",",
      description = "Let this package run its own scripts; may be given again.")
  private List<String> scripts = new ArrayList<>();

  @Option(names = "--no-sandbox", description = "Build from source without a sandbox.")
  private boolean noSandbox;

  Sourcing sourcing() {
    return sourcing(Optional.empty());
  }

  final Sourcing sourcing(Optional<String> resolver) {
    return new Sourcing(resolver, indexes, extraIndexes, findLinks, !noSandbox, scripts);
  }
}
