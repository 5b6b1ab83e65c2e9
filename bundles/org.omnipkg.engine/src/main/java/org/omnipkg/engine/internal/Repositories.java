package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.api.Removal;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.GitPlace;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;

/**
 * Repositories of git during one request, for every language: fetched by the user's own client with
 * what it is configured for. Nothing of a repository is run: what is checked out is an archive of a
 * commit, byte for byte as it was committed, for the house to unpack.
 */
final class Repositories {
  /** Whatever a repository says of its files, they are archived as they are. */
  private static final String ATTRIBUTES =
      "* -export-ignore -export-subst -filter -text -eol -ident -working-tree-encoding\n";

  /** Where a name is looked for, in git's own order. */
  private static final List<String> FORMS =
      List.of("%s", "refs/%s", "refs/tags/%s", "refs/heads/%s");

  private static final String KEPT = "git";

  private final HouseDesk desk;
  private final GitClient git;
  private final Map<String, Map<String, String>> references = new HashMap<>();
  private final Set<Path> whole = new HashSet<>();

  Repositories(HouseDesk desk) {
    this.desk = desk;
    this.git = new GitClient(desk);
  }

  /** See {@link Desk#references}. */
  synchronized Map<String, String> references(GitPlace place) {
    Map<String, String> known = references.get(place.repository());
    if (known != null) {
      return known;
    }
    reach(place);
    Desk.Output output = git.run(desk.scratch(), List.of("ls-remote", "--", place.repository()));
    if (output.exit() != 0) {
      throw failed(place, GitClient.lines(output));
    }
    Map<String, String> found = new LinkedHashMap<>();
    output
        .out()
        .lines()
        .map(line -> line.split("\t", 2))
        .filter(pair -> pair.length == 2)
        // behind a tag of its own comes the commit it is put on
        .forEach(pair -> found.put(pair[1].replace("^{}", ""), pair[0]));
    references.put(place.repository(), found);
    return found;
  }

  /** See {@link Desk#pinned}. */
  synchronized GitPlace pinned(GitPlace place) {
    if (place.isPinned()) {
      return place;
    }
    String revision = place.revision().isEmpty() ? "HEAD" : place.revision();
    Map<String, String> names = references(place);
    Optional<String> commit =
        FORMS.stream()
            .flatMap(form -> Optional.ofNullable(names.get(String.format(form, revision))).stream())
            .findFirst();
    // a beginning of a commit's name, or a way from one to another
    return place.at(
        commit.or(() -> commit(whole(place), revision)).orElseThrow(() -> unknown(place)));
  }

  /** An archive of a pinned place's whole commit, the same bytes each time. */
  synchronized void archive(GitPlace place, Path file) throws IOException {
    check(place);
    String name = Sha256.ofText(place.repository() + "@" + place.revision()) + ".tar";
    Path kept = desk.cache(KEPT).resolve(name);
    if (!Files.isRegularFile(kept)) {
      Path made = Files.createTempFile(desk.cache(KEPT), "made", ".tmp");
      try {
        make(place, made);
        Files.move(made, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(made);
      }
    }
    Files.copy(kept, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private void make(GitPlace place, Path file) {
    Path clone = withCommit(place);
    write(clone.resolve("info/attributes"), ATTRIBUTES);
    boolean made =
        git.said(
                clone,
                List.of(
                    "-c",
                    "tar.umask=0022",
                    "archive",
                    "--format=tar",
                    "--prefix=" + place.brief() + "/",
                    "--output=" + file.toAbsolutePath(),
                    place.revision()))
            .isPresent();
    if (!made) {
      throw failed(place, List.of());
    }
    if (git.said(clone, List.of("cat-file", "-e", place.revision() + ":.gitmodules")).isPresent()) {
      desk.progress().note("note: the submodules of `" + GitClient.shown(place) + "` are left out");
    }
  }

  /** Puts the history beside the files of a commit, for builds that take a version from it. */
  synchronized void history(GitPlace place, Path tree) {
    whole(place);
    Path clone = withCommit(place);
    try {
      Path own = bare(clone, tree);
      // a tag of its own has a name like a commit's, and a head is a commit
      String commit = commit(clone, place.revision()).orElseGet(place::revision);
      git.said(own, List.of("update-ref", "--no-deref", "HEAD", commit));
      git.said(own, List.of("read-tree", "HEAD"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same for a folder of the user's own, if a repository begins there. */
  static void history(Path folder, Path tree) throws IOException {
    if (Files.isDirectory(folder.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
      bare(folder.resolve(".git"), tree);
    }
  }

  /** Without hooks, addresses and whatever else its configuration says. */
  private static Path bare(Path repository, Path tree) throws IOException {
    Path own = tree.resolve(".git");
    Folders.copy(repository, own);
    write(own.resolve("config"), "[core]\n\trepositoryformatversion = 0\n\tbare = false\n");
    write(own.resolve("info/attributes"), "");
    Removal.of(own.resolve("hooks"));
    // who builds from it sees no address, which may have credentials in it
    Files.deleteIfExists(own.resolve("FETCH_HEAD"));
    return own;
  }

  /** With as little else as its server lets it be. */
  private Path withCommit(GitPlace place) {
    Path clone = folder(place);
    String commit = place.revision();
    if (commit(clone, commit).isEmpty() && !fetched(clone, place, List.of("--depth=1"), commit)) {
      whole(place);
    }
    if (commit(clone, commit).isEmpty()) {
      throw unknown(place);
    }
    return clone;
  }

  /** With every branch and tag and all that led to them. */
  private Path whole(GitPlace place) {
    Path clone = folder(place);
    if (whole.contains(clone)) {
      return clone;
    }
    List<String> words = new ArrayList<>(List.of("fetch", "--quiet", "--no-recurse-submodules"));
    boolean shallow = Files.exists(clone.resolve("shallow"));
    if (shallow) {
      words.add("--unshallow");
    }
    words.addAll(
        List.of(
            "--", place.repository(), "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"));
    if (shallow) {
      words.add(place.revision());
    }
    Desk.Output output = git.inside(clone, words);
    if (output.exit() != 0) {
      throw failed(place, GitClient.lines(output));
    }
    Optional.ofNullable(references.getOrDefault(place.repository(), Map.of()).get("HEAD"))
        .ifPresent(head -> git.said(clone, List.of("update-ref", "--no-deref", "HEAD", head)));
    whole.add(clone);
    return clone;
  }

  /** Its own folder, empty at first. */
  private Path folder(GitPlace place) {
    Path folder = desk.scratch().resolve("git-" + Sha256.ofText(place.repository()));
    if (Files.isDirectory(folder)) {
      return folder;
    }
    reach(place);
    desk.progress().step("Fetching " + GitClient.shown(place));
    Desk.Output output =
        git.run(desk.scratch(), List.of("init", "--quiet", "--bare", "--", folder.toString()));
    if (output.exit() != 0) {
      throw failed(place, GitClient.lines(output));
    }
    return folder;
  }

  /** Neither may be read as an option. */
  private static void check(GitPlace place) {
    if (place.repository().startsWith("-") || place.revision().startsWith("-")) {
      throw unknown(place);
    }
  }

  private void reach(GitPlace place) {
    check(place);
    if (desk.offline() && !place.repository().startsWith("file:")) {
      throw new Refusal(
          Diagnostic.outside(
              "fetch.offline",
              "`"
                  + GitClient.shown(place)
                  + "` is not on this machine, and the network may not be used",
              "run the command once without `--offline`"));
    }
  }

  private Optional<String> commit(Path clone, String revision) {
    return git.said(clone, List.of("rev-parse", "--verify", "--quiet", revision + "^{commit}"))
        .map(String::strip);
  }

  private boolean fetched(Path clone, GitPlace place, List<String> how, String revision) {
    List<String> words = new ArrayList<>(List.of("fetch", "--quiet", "--no-recurse-submodules"));
    words.addAll(how);
    words.addAll(List.of("--", place.repository(), revision));
    return git.said(clone, words).isPresent();
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Refusal failed(GitPlace place, List<String> lines) {
    return new Refusal(
        Diagnostic.outside(
                "repository.unreachable",
                "git could not fetch `" + GitClient.shown(place) + "`",
                "try `git ls-remote` with that address: omnipkg uses your own git, with its"
                    + " credentials and proxies")
            .with(lines));
  }

  private static Refusal unknown(GitPlace place) {
    return new Refusal(
        Diagnostic.user(
            "repository.unknown-revision",
            "`"
                + GitClient.shown(place)
                + "` has no revision `"
                + (place.revision().isEmpty() ? "HEAD" : place.revision())
                + "`",
            "name a branch, a tag or a commit it has, as `@v1.2` behind its address"));
  }
}
