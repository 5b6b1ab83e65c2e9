package org.omnipkg.ecosystem.node.internal.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.node.internal.semver.Range;
import org.omnipkg.ecosystem.node.internal.semver.Version;
import org.omnipkg.ecosystem.node.internal.words.Repository;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Packer;
import org.osgi.service.component.annotations.Component;

/**
 * Commits of repositories as files: what {@code git archive} makes of one is the same each time.
 */
@Component(property = Ecosystem.ID + "=node")
public final class GitPackages implements Packer {
  private static final String CACHE = "npm-git";

  @Override
  public boolean packs(Artifact artifact) {
    return artifact.format().equals("npm")
        && Repository.at(artifact.location()).filter(Repository::fixed).isPresent();
  }

  /** The repository at the commit that is meant now. */
  public Repository fixed(String name, Repository asked, Desk desk) {
    if (asked.fixed()) {
      return asked;
    }
    if (desk.offline()) {
      throw offline(name);
    }
    Git git = new Git(desk.scratch(), desk);
    Map<String, String> refs = new LinkedHashMap<>();
    git.told(name, "ls-remote", "--", asked.remote())
        .lines()
        .map(line -> line.split("\t", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> refs.put(pair[1], pair[0]));
    return asked.at(
        commit(asked.wanted(), refs)
            .or(() -> abbreviated(name, asked, git, desk))
            .orElseThrow(() -> nothing(name, asked)));
  }

  private static Optional<String> commit(String wanted, Map<String, String> refs) {
    if (wanted.startsWith("semver:")) {
      return newest(wanted.substring("semver:".length()), refs);
    }
    if (wanted.isEmpty()) {
      return Optional.ofNullable(refs.get("HEAD"));
    }
    for (String form : new String[] {"refs/tags/%s^{}", "refs/tags/%s", "refs/heads/%s", "%s"}) {
      String found = refs.get(String.format(form, wanted));
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /** Of the tags that are versions the newest that a range admits. */
  private static Optional<String> newest(String words, Map<String, String> refs) {
    Optional<Range> range = Range.of(words);
    String best = "";
    Version version = null;
    for (String ref : refs.keySet()) {
      Optional<Version> read =
          ref.startsWith("refs/tags/") && !ref.endsWith("^{}")
              ? Version.of(ref.substring("refs/tags/".length()).replaceFirst("^v", ""))
              : Optional.empty();
      if (read.isPresent()
          && range.filter(r -> r.admits(read.get())).isPresent()
          && (version == null || read.get().compareTo(version) > 0)) {
        version = read.get();
        best = ref;
      }
    }
    return Optional.ofNullable(refs.getOrDefault(best + "^{}", refs.get(best)));
  }

  /** The beginning of a commit's name is known only to who has all of them. */
  private static Optional<String> abbreviated(String name, Repository asked, Git git, Desk desk) {
    if (!asked.wanted().matches("[0-9a-f]{7,39}")) {
      return Optional.empty();
    }
    String into = folder(desk).toString();
    git.told(name, "init", "-q", "--bare", into);
    all(name, asked, git, into);
    return git.asked("-C", into, "rev-parse", "--verify", "-q", asked.wanted() + "^{commit}")
        .map(String::strip);
  }

  private static void all(String name, Repository asked, Git git, String into) {
    git.told(
        name,
        "-C",
        into,
        "fetch",
        "-q",
        "--",
        asked.remote(),
        "+refs/heads/*:refs/heads/*",
        "+refs/tags/*:refs/tags/*");
  }

  @Override
  public void pack(Artifact artifact, Path into, Desk desk) {
    Repository repository = Repository.at(artifact.location()).orElseThrow();
    String name = artifact.filename();
    try {
      Path kept = desk.cache(CACHE).resolve(sha256(artifact.location().toString()) + ".tar");
      if (!Files.isRegularFile(kept)) {
        if (desk.offline()) {
          throw offline(name);
        }
        Path made = fetch(name, repository, desk);
        Files.move(made, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.copy(kept, into, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path fetch(String name, Repository repository, Desk desk) throws IOException {
    Git git = new Git(desk.scratch(), desk);
    String into = folder(desk).toString();
    git.told(name, "init", "-q", "--bare", into);
    boolean alone =
        git.asked(
                "-C",
                into,
                "fetch",
                "-q",
                "--depth=1",
                "--",
                repository.remote(),
                repository.wanted())
            .isPresent();
    if (!alone) {
      all(name, repository, git, into);
    }
    Path made = Files.createTempFile(desk.cache(CACHE), "packed", ".tmp");
    git.told(
        name,
        "-C",
        into,
        "archive",
        "--format=tar",
        "--prefix=package/",
        "--output=" + made,
        repository.wanted() + "^{commit}");
    return made;
  }

  private static Path folder(Desk desk) {
    try {
      return Files.createTempDirectory(desk.scratch(), "repository");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Refusal offline(String name) {
    return new Refusal(
        Diagnostic.outside(
            "fetch.offline",
            "`" + name + "` lies in a repository and offline mode forbids to ask it",
            "run the command once without `--offline`"));
  }

  private static Refusal nothing(String name, Repository asked) {
    return new Refusal(
        Diagnostic.user(
            "npm.repository",
            "the repository of `" + name + "` has no `" + asked.wanted() + "`",
            "name a branch, a tag or a commit in full"));
  }
}
