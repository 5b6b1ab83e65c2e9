package org.omnipkg.ecosystem.python.internal.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.omnipkg.model.Entry;

/**
 * Libraries that find each other across packages: the loader resolves {@code $ORIGIN/..} behind a
 * directory link inside the store, where the other package is not. The folders above such a file
 * must be real in the farm.
 *
 * @param folders where ELF files lie, in the tree
 * @param reaches folders an ELF file looks into from another, as {@code from|to}
 */
public record Spine(Set<String> folders, Set<String> reaches) {
  static Spine of(Wheel wheel, Map<String, Scheme.Place> places) {
    Set<String> folders = new TreeSet<>();
    Set<String> reaches = new TreeSet<>();
    places.forEach(
        (path, place) -> {
          Entry entry = wheel.entries.get(path);
          if (entry == null || !maybeElf(entry)) {
            return;
          }
          Optional<List<String>> search =
              Elf.searchPath((offset, length) -> wheel.read(entry, offset, length));
          if (search.isPresent()) {
            String folder = parent(place.path());
            folders.add(folder);
            for (String searched : search.get()) {
              target(folder, searched).ifPresent(to -> reaches.add(folder + "|" + to));
            }
          }
        });
    return new Spine(folders, reaches);
  }

  private static boolean maybeElf(Entry entry) {
    String name = entry.path().substring(entry.path().lastIndexOf('/') + 1);
    return entry.digest().size() >= 52
        && (name.contains(".so")
            || entry.executable()
            || name.indexOf('.') < 0
            || name.endsWith(".bin"));
  }

  /** Where a search path entry points in the tree, when it is relative and stays inside. */
  static Optional<String> target(String folder, String search) {
    String rest = search.replace("${ORIGIN}", "$ORIGIN");
    if (!rest.startsWith("$ORIGIN")) {
      return Optional.empty();
    }
    List<String> at = new ArrayList<>(List.of(folder.split("/")));
    for (String part : rest.substring("$ORIGIN".length()).split("/")) {
      if (part.equals("..")) {
        if (at.isEmpty()) {
          return Optional.empty();
        }
        at.remove(at.size() - 1);
      } else if (!part.isEmpty() && !part.equals(".")) {
        at.add(part);
      }
    }
    String to = String.join("/", at);
    return to.isEmpty() || to.equals(folder) ? Optional.empty() : Optional.of(to);
  }

  /** Folders below site-packages that must be real beside trees with these library folders. */
  Set<String> real(Set<String> others) {
    Set<String> real = new TreeSet<>();
    for (String reach : reaches) {
      int bar = reach.indexOf('|');
      String from = reach.substring(0, bar);
      if (others.contains(reach.substring(bar + 1)) && from.startsWith(Scheme.SITE)) {
        for (String up = from; up.length() > Scheme.SITE.length(); up = parent(up)) {
          real.add(up.substring(Scheme.SITE.length()));
        }
      }
    }
    return real;
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }
}
