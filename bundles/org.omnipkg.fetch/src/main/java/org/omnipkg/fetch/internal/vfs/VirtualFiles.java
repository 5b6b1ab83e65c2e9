package org.omnipkg.fetch.internal.vfs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.vfs2.FileObject;
import org.apache.commons.vfs2.FileSystemException;
import org.omnipkg.fetch.Access;
import org.omnipkg.fetch.internal.download.Part;
import org.omnipkg.fetch.internal.shared.Redaction;
import org.omnipkg.fetch.internal.shared.Trouble;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Desk;

/** Documents and artifacts from folders and archives; nothing is cached, all is near. */
public final class VirtualFiles {
  private static final int BUFFER = 1 << 16;

  private final Sight.Opener opener;
  private final long largest;

  public VirtualFiles(Sight.Opener opener, long largest) {
    this.opener = opener;
    this.largest = largest;
  }

  public Desk.Reply document(Desk.Ask ask, Access access) {
    String what = Redaction.name(ask.location());
    try (Sight sight = open(ask.location(), access)) {
      FileObject file = sight.resolve(ask.location());
      if (file.exists() && file.isFolder()) {
        file = file.resolveFile("index.html");
      }
      if (!file.exists() || !file.isFile()) {
        return new Desk.Reply(404, ask.location(), Map.of(), Optional.empty());
      }
      return read(what, file, ask.range());
    } catch (IOException e) {
      throw SshTrouble.of(what, ask.location(), access, e);
    }
  }

  private Desk.Reply read(String what, FileObject file, Optional<String> range) throws IOException {
    long size = file.getContent().getSize();
    Span span = Span.of(range, size);
    if (span.length() > largest) {
      throw Trouble.tooLarge(what, largest);
    }
    try (InputStream in = file.getContent().getInputStream()) {
      in.skipNBytes(span.first());
      byte[] body = in.readNBytes((int) span.length());
      Map<String, String> headers =
          span.length() == size ? Map.of() : Map.of("content-range", span.header(size));
      int status = span.length() == size ? 200 : 206;
      return new Desk.Reply(
          status, Address.uri(file.getName().getURI()), headers, Optional.of(body));
    }
  }

  public void download(Artifact artifact, Path into, Access access, Progress progress) {
    try (Sight sight = open(artifact.location(), access);
        Part part = new Part(artifact, into, progress)) {
      FileObject file = sight.resolve(artifact.location());
      if (!file.exists() || !file.isFile()) {
        throw Trouble.notFound(artifact.filename());
      }
      part.restart();
      // a bare buffer of VFS holds 4 KiB, and a local wheel would come in thousands of calls
      try (InputStream in = file.getContent().getInputStream(BUFFER)) {
        byte[] buffer = new byte[BUFFER];
        for (int count; (count = in.read(buffer)) >= 0; ) {
          progress.checkpoint();
          part.add(buffer, count);
        }
      }
      part.finish();
    } catch (IOException e) {
      throw SshTrouble.of(artifact.filename(), artifact.location(), access, e);
    }
  }

  /** Brings a folder, or what an archive holds, with all below it; what is there already stays. */
  public void copy(URI location, Path into, Access access, Progress progress) {
    String what = Redaction.name(location);
    try (Sight sight = open(location, access)) {
      FileObject place = sight.resolve(location);
      if (!place.exists()) {
        throw Trouble.notFound(what);
      }
      if (place.isFile()) {
        place = sight.resolve(Address.inside(location).orElseThrow(() -> Trouble.noFolder(what)));
      }
      new Copy(progress).of(place, into);
    } catch (IOException e) {
      throw SshTrouble.of(what, location, access, e);
    }
  }

  private Sight open(URI location, Access access) throws FileSystemException {
    if (access.offline() && Address.isFar(location)) {
      throw Trouble.offline(Redaction.name(location));
    }
    return opener.open(access);
  }

  /** The files of a folder; of an archive all files, for it often holds one folder with them. */
  public List<URI> children(URI location, Access access) {
    String what = Redaction.name(location);
    try (Sight sight = open(location, access)) {
      FileObject place = sight.resolve(location);
      List<URI> found = new ArrayList<>();
      if (place.exists() && place.isFile()) {
        URI inside = Address.inside(location).orElseThrow(() -> Trouble.noFolder(what));
        collect(sight.resolve(inside), true, found);
      } else if (place.exists()) {
        collect(place, false, found);
      } else {
        throw Trouble.notFound(what);
      }
      found.sort(Comparator.naturalOrder());
      return List.copyOf(found);
    } catch (IOException e) {
      throw SshTrouble.of(what, location, access, e);
    }
  }

  private static void collect(FileObject folder, boolean deep, List<URI> into)
      throws FileSystemException {
    for (FileObject child : folder.getChildren()) {
      if (child.isFile()) {
        into.add(Address.uri(child.getName().getURI()));
      } else if (deep && child.isFolder()) {
        collect(child, true, into);
      }
    }
  }
}
