package org.omnipkg.environment.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.omnipkg.spi.Step;

/** Merges folders of the store into one, with as few acts on the disk as the result allows. */
final class Merging {
  private static final Set<String> WHOLE = Set.of("**");

  private final Linking linking;

  Merging(Linking linking) {
    this.linking = linking;
  }

  /** One folder that has something at a place, and which folders below it must be real. */
  private record Owner(Path path, boolean folder, Set<String> real) {}

  void merge(Step.Merge step) throws IOException {
    List<Owner> owners = new ArrayList<>();
    for (Step.Part part : step.parts()) {
      owners.add(new Owner(part.folder(), true, part.real()));
    }
    boolean fresh = !Files.isDirectory(step.into());
    Files.createDirectories(step.into());
    merge(step.into(), fresh, owners, step.alwaysReal());
  }

  private void merge(Path into, boolean fresh, List<Owner> owners, Set<String> alwaysReal)
      throws IOException {
    Set<String> there = fresh ? Set.of() : names(into);
    for (Map.Entry<String, List<Owner>> entry : children(owners).entrySet()) {
      String name = entry.getKey();
      Path place = into.resolve(name);
      Owner first = entry.getValue().get(0);
      boolean exists = there.contains(name);
      if (!first.folder) {
        if (!exists) {
          linking.hardlink(place, first.path);
        }
        continue;
      }
      List<Owner> folders = entry.getValue().stream().filter(Owner::folder).toList();
      if (exists && !Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      if (!exists && folders.size() == 1 && first.real.isEmpty() && !alwaysReal.contains(name)) {
        Files.createSymbolicLink(place, first.path);
        continue;
      }
      if (!exists) {
        Files.createDirectory(place);
      }
      merge(place, !exists, folders, Set.of());
    }
  }

  private static Map<String, List<Owner>> children(List<Owner> owners) throws IOException {
    Map<String, List<Owner>> children = new LinkedHashMap<>();
    for (Owner owner : owners) {
      Map<String, Set<String>> real = below(owner.real);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(owner.path)) {
        for (Path file : files) {
          String name = file.getFileName().toString();
          boolean folder = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
          Set<String> inside = owner.real.equals(WHOLE) ? WHOLE : real.getOrDefault(name, Set.of());
          children
              .computeIfAbsent(name, n -> new ArrayList<>(1))
              .add(new Owner(file, folder, inside));
        }
      } catch (NoSuchFileException e) {
        continue;
      }
    }
    return children;
  }

  /** The paths below each first name; a name itself stands as the empty path. */
  private static Map<String, Set<String>> below(Set<String> paths) {
    Map<String, Set<String>> below = new LinkedHashMap<>();
    for (String path : paths) {
      int slash = path.indexOf('/');
      String name = slash < 0 ? path : path.substring(0, slash);
      below
          .computeIfAbsent(name, n -> new HashSet<>())
          .add(slash < 0 ? "" : path.substring(slash + 1));
    }
    return below;
  }

  private static Set<String> names(Path folder) throws IOException {
    Set<String> names = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    return names;
  }
}
