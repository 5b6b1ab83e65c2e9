package org.omnipkg.ecosystem.ruby.internal.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.omnipkg.model.Edge;
import org.omnipkg.model.GitPlace;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;

/**
 * Gems of repositories as bundler looks for them: a folder for each commit, in it the gems where
 * the repository has them, and as much of a repository of git as says which commit that is.
 * Settings of bundler's lead it there where a project has no lock that names the commit.
 */
final class Checkouts {
  private static final String SOURCE = "source-location";
  private static final Pattern BRANCH = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./-]*");

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  private static final Pattern REF = Pattern.compile("[#&]ref=([^&]+)");

  /** Bundler reads a setting's name in lower case, with signs of its own. */
  private static final Pattern TOLD = Pattern.compile("[a-z0-9]+([_.-][a-z0-9]+)*");

  private final Prefix prefix;
  private final Path gems;
  private final Map<Path, List<Checkout>> folders = new LinkedHashMap<>();

  /** One gem of a repository. */
  private record Checkout(Prefix.Tree tree, GitPlace place, String gemspec) {
    String folder() {
      int slash = gemspec.lastIndexOf('/');
      return slash < 0 ? "" : gemspec.substring(0, slash);
    }
  }

  /**
   * @param gems the gem home
   */
  Checkouts(Prefix prefix, Path gems) {
    this.prefix = prefix;
    this.gems = gems;
    for (Prefix.Tree tree : prefix.trees()) {
      of(tree)
          .ifPresent(
              one ->
                  folders
                      .computeIfAbsent(folder(one.place()), folder -> new ArrayList<>())
                      .add(one));
    }
  }

  private static Optional<Checkout> of(Prefix.Tree tree) {
    String gemspec = GemFacts.of(tree.facts()).gemspec();
    Optional<GitPlace> place =
        tree.node()
            .artifact()
            .map(artifact -> artifact.facts().getOrDefault(SOURCE, ""))
            .filter(source -> !source.isEmpty())
            .flatMap(source -> GitPlace.of(URI.create(source)))
            .filter(GitPlace::isPinned);
    if (gemspec.isEmpty() || place.isEmpty()) {
      return Optional.empty();
    }
    String above = place.get().subdirectory();
    String whole = above.isEmpty() ? gemspec : above + "/" + gemspec;
    boolean inside = !whole.startsWith("/") && !List.of(whole.split("/", -1)).contains("..");
    return inside ? Optional.of(new Checkout(tree, place.get(), whole)) : Optional.empty();
  }

  /** Bundler names it so, by the address and the first twelve digits of the commit. */
  private Path folder(GitPlace place) {
    String name = place.repository().replaceFirst(".*[/:]", "").replaceFirst("\\.git$", "");
    return gems.resolve("bundler/gems").resolve(name + "-" + place.brief());
  }

  List<Step> steps(String extensions) {
    List<Step> steps = new ArrayList<>();
    folders.forEach(
        (folder, all) -> {
          repository(folder, all, steps);
          Set<String> others = new HashSet<>();
          all.forEach(one -> others.add(one.folder().split("/", 2)[0]));
          for (Checkout one : all) {
            files(one, folder, one.folder().isEmpty() ? others : Set.of(), steps);
            built(one, folder, extensions, steps);
          }
        });
    return steps;
  }

  private static void files(Checkout one, Path folder, Set<String> others, List<Step> steps) {
    Path into = folder.resolve(one.folder());
    String full = GemFacts.of(one.tree().facts()).fullName();
    Path gemspec = folder.resolve(one.gemspec());
    for (Path child : children(one.tree().path().resolve("gems").resolve(full))) {
      Path link = into.resolve(String.valueOf(child.getFileName()));
      if (!link.equals(gemspec) && !others.contains(String.valueOf(child.getFileName()))) {
        steps.add(new Step.Symlink(link, child.toString()));
      }
    }
    Path written = one.tree().path().resolve("specifications/" + full + ".gemspec");
    steps.add(new Step.Symlink(gemspec, written.toString()));
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of(); // a gem that only names others
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where bundler expects what was built of a gem's native code. */
  private void built(Checkout one, Path folder, String extensions, List<Step> steps) {
    String full = GemFacts.of(one.tree().facts()).fullName();
    Path made = one.tree().path().resolve("extensions").resolve(extensions).resolve(full);
    if (Files.isDirectory(made)) {
      String scope = String.valueOf(folder.getFileName());
      String last = one.folder().replaceFirst(".*/", "");
      Path place =
          gems.resolve("bundler/gems/extensions")
              .resolve(extensions)
              .resolve(last.isEmpty() ? scope : scope + "-" + last);
      steps.add(new Step.Symlink(place, made.toString()));
    }
  }

  private void repository(Path folder, List<Checkout> all, List<Step> steps) {
    Path git = folder.resolve(".git");
    GitPlace place = all.get(0).place();
    String commit = place.revision() + "\n";
    steps.add(new Step.Directory(git.resolve("objects")));
    steps.add(new Step.Write(git.resolve("HEAD"), commit, false));
    steps.add(
        new Step.Write(
            git.resolve("config"),
            "[core]\n\trepositoryformatversion = 0\n\tbare = false\n",
            false));
    Set<String> names = new TreeSet<>(Set.of("omnipkg"));
    for (Edge edge : prefix.edges()) {
      if (all.stream().anyMatch(one -> one.tree().node().id().equals(edge.to()))) {
        names.addAll(asked(edge.text()));
      }
    }
    for (String name : names) {
      steps.add(new Step.Write(git.resolve("refs/heads").resolve(name), commit, false));
    }
  }

  /** The branches, tags or beginnings of commits that a request names. */
  private static List<String> asked(String words) {
    int at = words.indexOf("git+");
    if (at < 0) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    try {
      GitPlace.of(URI.create(words.substring(at).strip()))
          .map(GitPlace::revision)
          .ifPresent(names::add);
    } catch (IllegalArgumentException unreadable) {
      return List.of();
    }
    Matcher ref = REF.matcher(words);
    if (ref.find()) {
      names.add(ref.group(1));
    }
    names.removeIf(
        name ->
            !BRANCH.matcher(name).matches()
                || COMMIT.matcher(name).matches()
                || name.contains("..")
                || name.endsWith(".lock"));
    return names;
  }

  /** Variables that lead bundler to them, but for gems whose names no setting can tell. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    folders.forEach(
        (folder, all) ->
            all.forEach(
                one -> {
                  String name = one.tree().node().pin().name().name();
                  if (TOLD.matcher(name).matches()) {
                    settings.put(
                        "BUNDLE_LOCAL__"
                            + name.replace(".", "__")
                                .replace("-", "___")
                                .toUpperCase(java.util.Locale.ROOT),
                        folder.toString());
                  }
                }));
    if (!settings.isEmpty()) {
      settings.put("BUNDLE_DISABLE_LOCAL_BRANCH_CHECK", "true");
    }
    return settings;
  }
}
