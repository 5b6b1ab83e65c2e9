package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.omnipkg.api.Places;
import org.omnipkg.fetch.Access;
import org.omnipkg.fetch.Fetcher;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Ecosystem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes a place readable for everybody: archives and SSH servers become a folder in the cache (one
 * per place and, for a local archive, per change of it), and an index always has the form of one of
 * its language, or a folder per name.
 */
@Component(service = LocalCopies.class)
public final class LocalCopies {
  private static final String INDEX = "index.html";

  private final Fetcher fetcher;
  private final Places places;

  @Activate
  public LocalCopies(@Reference Fetcher fetcher, @Reference Places places) {
    this.fetcher = fetcher;
    this.places = places;
  }

  Source local(Source source, Ecosystem ecosystem, HouseDesk desk) {
    String scheme = source.location().getScheme() == null ? "" : source.location().getScheme();
    if (scheme.startsWith("http")) {
      return source;
    }
    if (scheme.equals("file") && !Files.exists(Path.of(source.location()))) {
      throw new Refusal(missing(source));
    }
    try {
      boolean folder = scheme.equals("file") && !archive(source.location());
      Path here = folder ? Path.of(source.location()) : copy(source, desk);
      if (source.form() == Source.Form.FLAT) {
        return folder ? source : at(source, flattened(here));
      }
      return at(source, index(here, folder, ecosystem, desk));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A place that is not there is no empty one: another index would answer for its names. */
  private static Diagnostic missing(Source source) {
    Path name = Path.of(source.location()).getFileName();
    return Diagnostic.user(
        "fetch.no-folder",
        "`" + source.label() + "` names `" + name + "`, which is neither a folder nor an archive",
        "");
  }

  private static Source at(Source source, Path folder) {
    return new Source(source.label(), folder.toUri(), source.form());
  }

  private static boolean archive(URI location) {
    return Files.isRegularFile(Path.of(location)) && LocalPages.isLocalFolder(location);
  }

  /** Without the network a far place is what it was when it was seen last. */
  private Path copy(Source source, HouseDesk desk) throws IOException {
    URI location = source.location();
    boolean file = "file".equals(location.getScheme());
    String changed = file ? Files.getLastModifiedTime(Path.of(location)).toString() : "";
    UUID name =
        UUID.nameUUIDFromBytes((bare(location) + " " + changed).getBytes(StandardCharsets.UTF_8));
    Path folder = places.cache().resolve("links").resolve(name.toString());
    boolean far = "sftp".equals(location.getScheme());
    if (!(far && desk.offline() && Files.isDirectory(folder))) {
      desk.progress().step("Reading " + source.label());
      // the request's list of sources is still in the making
      Access access = new Access(desk.environment(), desk.offline(), address -> source.label());
      fetcher.copy(location, Files.createDirectories(folder), access, desk.progress());
    }
    return folder;
  }

  private static String bare(URI location) {
    return location.toString().replaceFirst("://[^/@]*@", "://");
  }

  /** Foreign resolvers do not look below a flat place. */
  private static Path flattened(Path folder) throws IOException {
    List<Path> files = files(folder);
    if (files.stream().allMatch(file -> folder.equals(file.getParent()))) {
      return folder;
    }
    Path flat = Files.createDirectories(folder.resolveSibling(folder.getFileName() + "-flat"));
    for (Path file : files) {
      Path link = flat.resolve(String.valueOf(file.getFileName()));
      if (!Files.exists(link) || !Files.isSameFile(link, file)) {
        Path staged = flat.resolve("." + UUID.randomUUID());
        Files.createLink(staged, file);
        Files.move(staged, link, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return flat;
  }

  /** The folder that has one folder per name: there already, else made of pages of links. */
  private static Path index(Path folder, boolean asGiven, Ecosystem ecosystem, HouseDesk desk)
      throws IOException {
    for (Path root : asGiven ? List.of(folder) : List.of(folder, folder.resolve("simple"))) {
      if (hasPages(root) || Files.isDirectory(root) && ecosystem.index().isIndex(root)) {
        return root;
      }
    }
    return new NamePages(ecosystem)
        .of(files(folder), Files.createTempDirectory(desk.scratch(), "index"));
  }

  private static boolean hasPages(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return false;
    }
    try (Stream<Path> children = Files.list(root)) {
      return children.anyMatch(child -> Files.isRegularFile(child.resolve(INDEX)));
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder, 8)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
