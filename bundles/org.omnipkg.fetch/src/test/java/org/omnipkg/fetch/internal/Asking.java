package org.omnipkg.fetch.internal;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.omnipkg.fetch.Access;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Desk;

/** A fetcher as one asker uses it. */
record Asking(RoutingFetcher fetcher, Map<String, String> environment) {
  Desk.Reply document(Desk.Ask ask, boolean offline, Progress progress) {
    return fetcher.document(ask, Access.of(environment, offline), progress);
  }

  void download(Artifact artifact, Path into, boolean offline, Progress progress) {
    fetcher.download(artifact, into, Access.of(environment, offline), progress);
  }

  List<URI> children(URI location, boolean offline, Progress progress) {
    return fetcher.children(location, Access.of(environment, offline), progress);
  }

  void copy(URI location, Path into, boolean offline) {
    fetcher.copy(location, into, Access.of(environment, offline), Progress.SILENT);
  }
}
