package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.omnipkg.api.Places;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Source;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Flat places foreign resolvers cannot read (archives, file systems only VFS knows) become a folder
 * in the cache: one folder per place and, for a local archive, per change of it.
 */
@Component(service = LocalCopies.class)
public final class LocalCopies {
  private final Fetcher fetcher;
  private final Places places;

  @Activate
  public LocalCopies(@Reference Fetcher fetcher, @Reference Places places) {
    this.fetcher = fetcher;
    this.places = places;
  }

  Source local(Source source, HouseDesk desk) {
    if (source.form() != Source.Form.FLAT || readable(source.location())) {
      return source;
    }
    try {
      String identity = source.location() + " " + changed(source.location());
      UUID name = UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
      Path folder =
          Files.createDirectories(places.cache().resolve("links").resolve(name.toString()));
      for (URI child : fetcher.children(source.location(), desk.offline(), desk.progress())) {
        String path = child.getSchemeSpecificPart();
        String file = path.substring(path.lastIndexOf('/') + 1);
        if (!Files.exists(folder.resolve(file))) {
          fetcher.download(
              new Artifact(file, "file", child, Map.of(), OptionalLong.empty(), Map.of()),
              folder.resolve(file),
              desk.offline(),
              desk.progress());
        }
      }
      return new Source(source.label(), folder.toUri(), source.form());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean readable(URI location) {
    String scheme = location.getScheme() == null ? "" : location.getScheme();
    return scheme.startsWith("http") || (scheme.equals("file") && !archive(location));
  }

  private static boolean archive(URI location) {
    return Files.isRegularFile(Path.of(location)) && LocalPages.isLocalFolder(location);
  }

  private static String changed(URI location) throws IOException {
    return "file".equals(location.getScheme())
        ? Files.getLastModifiedTime(Path.of(location)).toString()
        : "";
  }
}
