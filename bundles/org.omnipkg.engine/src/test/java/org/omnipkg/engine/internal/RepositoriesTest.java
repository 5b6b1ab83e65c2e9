package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Removal;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.GitPlace;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.process.Processes;
import org.omnipkg.spi.Desk;

/** With the git of this machine. */
class RepositoriesTest {
  @TempDir private Path home;
  private SmallHouse house;
  private HouseDesk desk;
  private Repositories repositories;
  private Path origin;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void commit() throws Exception {
    house = new SmallHouse(home);
    environment.put("PATH", System.getenv("PATH"));
    environment.put("GIT_DIR", "/nowhere");
    desk = desk();
    repositories = desk.repositories();
    origin = Files.createDirectories(home.resolve("origin"));
    git("init", "--quiet", "--initial-branch=main");
    Files.writeString(origin.resolve("word"), "one\n");
    Files.writeString(origin.resolve("left-out"), "$Format:%H$\n");
    Files.writeString(
        origin.resolve(".gitattributes"), "left-out export-ignore\nword text eol=crlf\n");
    all("one");
    git("tag", "v1");
    Files.writeString(origin.resolve("word"), "two\n");
    all("two");
  }

  private HouseDesk desk() {
    return new HouseDesk(
        new Caller(environment, house.work, false, Duration.ZERO, Progress.SILENT),
        Wishes.NONE,
        new DeskRooms(
            house.fetcher,
            new Children(),
            () -> home,
            house.tools,
            house.sources,
            house.store,
            house.unpacker,
            new PackedFiles(house.languages)));
  }

  @AfterEach
  void leave() {
    desk.close();
  }

  private void all(String message) throws IOException {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
  }

  private String git(String... words) throws IOException {
    List<String> argv =
        new ArrayList<>(List.of("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org"));
    argv.addAll(List.of(words));
    return Children.run(argv, origin, System.getenv()).out().strip();
  }

  private GitPlace place(String revision) {
    return new GitPlace(origin.toUri().toString(), revision, "");
  }

  private Diagnostic refused(GitPlace place) {
    return assertThrows(Refusal.class, () -> repositories.pinned(place)).diagnostic();
  }

  @Test
  void a_branch_a_tag_a_short_commit_and_nothing_are_one_commit_each() throws IOException {
    String one = git("rev-parse", "v1");
    String two = git("rev-parse", "main");
    assertEquals(place(one), repositories.pinned(place("v1")));
    assertEquals(place(two), repositories.pinned(place("main")));
    assertEquals(place(two), repositories.pinned(place("")));
    assertEquals(place(one), repositories.pinned(place(one.substring(0, 9))));
    assertEquals(place(one), repositories.pinned(place(one)));
  }

  @Test
  void a_commit_on_no_branch_is_found_by_its_reference() throws IOException {
    git("checkout", "--quiet", "--detach");
    Files.writeString(origin.resolve("word"), "three\n");
    all("three");
    String three = git("rev-parse", "HEAD");
    git("update-ref", "refs/review/7", "HEAD");
    git("checkout", "--quiet", "main");
    assertEquals(place(three), repositories.pinned(place("refs/review/7")));
  }

  @Test
  void an_archive_is_the_commit_byte_for_byte_and_the_same_each_time() throws IOException {
    GitPlace pinned = repositories.pinned(place("v1"));
    Path first = home.resolve("first.tar");
    Path second = home.resolve("second.tar");
    repositories.archive(pinned, first);
    desk.close();
    try (HouseDesk other = desk()) {
      other.repositories().archive(pinned, second);
    }
    assertEquals(-1, Files.mismatch(first, second));
    String text = Files.readString(first, StandardCharsets.ISO_8859_1);
    assertTrue(text.contains("one\n"), "not in the line ends of another system");
    assertTrue(text.contains("$Format:%H$"), "nothing is left out or put in");
  }

  @Test
  void the_history_beside_it_knows_the_tag_and_no_address() throws IOException {
    GitPlace pinned = repositories.pinned(place("v1"));
    Path tree = Files.createDirectories(home.resolve("tree"));
    Files.writeString(tree.resolve("word"), "one\n");
    Files.writeString(tree.resolve("left-out"), "$Format:%H$\n");
    Files.copy(origin.resolve(".gitattributes"), tree.resolve(".gitattributes"));
    repositories.history(pinned, tree);
    List<String> describe = List.of("git", "describe", "--tags", "--dirty");
    assertEquals("v1", Children.run(describe, tree, System.getenv()).out().strip());
    assertFalse(Files.readString(tree.resolve(".git/config")).contains("url"));
  }

  @Test
  void what_is_not_there_is_refused_by_name() {
    assertEquals("repository.unknown-revision", refused(place("nope")).code());
    assertEquals("repository.unknown-revision", refused(place("--upload-pack=x")).code());
    GitPlace nowhere =
        new GitPlace("file://ada:secret@localhost" + home.resolve("nothing"), "main", "");
    Diagnostic unreachable = refused(nowhere);
    assertEquals("repository.unreachable", unreachable.code());
    assertFalse(unreachable.toString().contains("secret"), unreachable.toString());
  }

  @Test
  void references_are_commits_and_a_tag_of_its_own_is_the_one_it_is_put_on() throws IOException {
    git("tag", "--annotate", "--message", "x", "v2");
    Map<String, String> references = desk.references(place(""));
    assertEquals(git("rev-parse", "main"), references.get("HEAD"));
    assertEquals(git("rev-parse", "v1"), references.get("refs/tags/v1"));
    assertEquals(git("rev-parse", "v2^{commit}"), references.get("refs/tags/v2"));
    assertEquals(place(git("rev-parse", "main")), desk.pinned(place("v2")));
  }

  @Test
  void a_commit_comes_alone_and_what_led_to_it_when_it_is_asked_for() throws IOException {
    GitPlace pinned = repositories.pinned(place("main"));
    repositories.archive(pinned, home.resolve("commit.tar"));
    Path clone = home.resolve("cache/scratch").toFile().listFiles()[0].toPath();
    List<String> count = List.of("git", "rev-list", "--count", "FETCH_HEAD");
    Path one = clone.resolve("git-" + Sha256.ofText(pinned.repository()));
    assertEquals("1", Children.run(count, one, System.getenv()).out().strip());
    Path tree = Files.createDirectories(home.resolve("tree"));
    repositories.history(pinned, tree);
    List<String> log = List.of("git", "rev-list", "--count", "HEAD");
    assertEquals("2", Children.run(log, tree, System.getenv()).out().strip());
    assertFalse(Files.exists(tree.resolve(".git/FETCH_HEAD")));
  }

  @Test
  void a_commit_that_was_archived_once_is_there_without_its_repository() throws IOException {
    GitPlace pinned = repositories.pinned(place("v1"));
    repositories.archive(pinned, home.resolve("first.tar"));
    Removal.of(origin);
    try (HouseDesk other = desk()) {
      other.repositories().archive(pinned, home.resolve("second.tar"));
    }
    assertEquals(-1, Files.mismatch(home.resolve("first.tar"), home.resolve("second.tar")));
  }

  @Test
  void what_would_run_a_command_is_no_repository() {
    Path trace = home.resolve("trace");
    for (String repository : List.of("--upload-pack=touch " + trace, "ext::touch " + trace)) {
      GitPlace place = new GitPlace(repository, "", "");
      assertTrue(refused(place).code().startsWith("repository."), repository);
      GitPlace pinned = place.at("1".repeat(40));
      Path file = home.resolve("file");
      assertThrows(Refusal.class, () -> repositories.archive(pinned, file));
    }
    assertFalse(Files.exists(trace));
  }

  @Test
  void submodules_are_left_out_and_that_is_said() throws IOException {
    Files.writeString(origin.resolve(".gitmodules"), "[submodule \"x\"]\n\tpath = x\n");
    all("three");
    repositories.archive(repositories.pinned(place("main")), home.resolve("file"));
    assertEquals(1, desk.notes());
  }

  @Test
  void without_git_a_repository_cannot_be_had() {
    environment.put("PATH", home.toString());
    repositories = desk().repositories();
    assertEquals("repository.no-git", refused(place("v1")).code());
  }

  /** Runs them as the house does, without confinement. */
  private static final class Children implements Processes {
    @Override
    public Desk.Output run(Desk.Command command, Progress progress) {
      try {
        return run(command.argv(), command.directory(), command.environment());
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    static Desk.Output run(List<String> argv, Path directory, Map<String, String> environment)
        throws IOException {
      ProcessBuilder builder = new ProcessBuilder(argv).directory(directory.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      Path errors = Files.createTempFile("git", "err");
      Process process = builder.redirectError(errors.toFile()).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      try {
        return new Desk.Output(process.waitFor(), out, Files.readString(errors));
      } catch (InterruptedException e) {
        throw new IOException(e);
      } finally {
        Files.delete(errors);
      }
    }

    @Override
    public Optional<String> confinement() {
      return Optional.empty();
    }

    @Override
    public Platform platform() {
      return new Platform("linux", "x86_64", "glibc", "2.36");
    }
  }
}
