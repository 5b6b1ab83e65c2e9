package org.omnipkg.environment.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Step;

/** Carries out the steps of a generation. */
final class Linking {
  private static final long EDITABLE = 128 << 10;
  private static final long EDITABLE_TEXT = 1 << 20;
  private static final int HEAD = 512;

  private final Set<Path> made = new HashSet<>();
  private final Optional<Path> launcher;
  private final Merging merging;
  private @Nullable Path launched;

  /**
   * @param launcher copied once; its further names are names of that copy
   */
  Linking(Optional<Path> launcher) {
    this.launcher = launcher;
    this.merging = new Merging(this);
  }

  void run(List<Step> steps, Progress progress) throws IOException {
    for (Step step : steps) {
      progress.checkpoint();
      if (step instanceof Step.Write write) {
        write(write);
      } else if (step instanceof Step.Symlink link) {
        parent(link.path());
        Files.createSymbolicLink(link.path(), Path.of(link.target()));
      } else if (step instanceof Step.Hardlink link) {
        parent(link.path());
        hardlink(link.path(), link.source());
      } else if (step instanceof Step.Copy copy) {
        copy(copy.into(), copy.folder());
      } else if (step instanceof Step.Directory directory) {
        Files.createDirectories(directory.path());
      } else if (step instanceof Step.Merge merge) {
        merging.merge(merge);
      }
    }
  }

  /**
   * Links, or copies where the file system will not link: another device, too many links, or a
   * source that belongs to somebody else (protected_hardlinks). What people and tools edit in place
   * is small, or text: it is copied, so that whoever writes here, root included, never writes into
   * the store. So is the launcher, which is for every environment the same.
   */
  void hardlink(Path path, Path source) throws IOException {
    if (launcher.filter(source::equals).isPresent()) {
      launcher(path, source);
    } else if (isEditable(source)) {
      copied(path, source);
    } else {
      linked(path, source);
    }
  }

  private void launcher(Path path, Path source) throws IOException {
    if (launched == null) {
      copied(path, source);
      launched = path;
    } else {
      linked(path, launched);
    }
  }

  private static void linked(Path path, Path source) throws IOException {
    try {
      Files.createLink(path, source);
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException e) {
      copied(path, source);
    }
  }

  private static void copied(Path path, Path source) throws IOException {
    Files.copy(source, path, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isEditable(Path source) throws IOException {
    long size = source.toFile().length();
    return size <= EDITABLE || (size <= EDITABLE_TEXT && isText(source));
  }

  private static boolean isText(Path source) throws IOException {
    try (InputStream in = Files.newInputStream(source)) {
      for (byte one : in.readNBytes(HEAD)) {
        if (one == 0) {
          return false;
        }
      }
      return true;
    }
  }

  private void write(Step.Write write) throws IOException {
    parent(write.path());
    Files.writeString(
        write.path(), write.text(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (write.executable() && !write.path().toFile().setExecutable(true, false)) {
      throw new FileSystemException(write.path().toString(), null, "cannot be made executable");
    }
  }

  private void copy(Path into, Path folder) throws IOException {
    parent(into.resolve("."));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Path place = into.resolve(file.getFileName().toString());
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          copy(place, file);
        } else if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
          Files.copy(file, place, StandardCopyOption.COPY_ATTRIBUTES);
          if (!place.toFile().setWritable(true, true)) { // The store's files are read-only.
            throw new FileSystemException(place.toString(), null, "cannot be made writable");
          }
        }
      }
    }
  }

  private void parent(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent != null && made.add(parent)) {
      Files.createDirectories(parent);
    }
  }
}
