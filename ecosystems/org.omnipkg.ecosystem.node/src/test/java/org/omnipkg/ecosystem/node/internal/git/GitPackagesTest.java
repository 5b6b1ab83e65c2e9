package org.omnipkg.ecosystem.node.internal.git;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.ecosystem.node.internal.words.Repository;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;
import org.omnipkg.tck.CannedDesk;

/** Against the git of this machine and a repository of its own. */
class GitPackagesTest {
  @TempDir Path folder;
  private final GitPackages packages = new GitPackages();
  private Path work;
  private CannedDesk desk;

  @BeforeEach
  void repository() throws Exception {
    work = Files.createDirectories(folder.resolve("repo"));
    desk =
        new CannedDesk(Files.createDirectories(folder.resolve("scratch")))
            .variable("PATH", System.getenv("PATH"))
            .running(GitPackagesTest::run);
    git("init", "-q", "-b", "main");
    commit("1.2.0");
    git("tag", "v1.2.0");
    commit("1.3.0");
    git("tag", "-a", "-m", "x", "v1.3.0");
    commit("2.0.0");
    git("branch", "other");
  }

  private void commit(String version) throws Exception {
    Files.writeString(
        work.resolve("package.json"), "{\"name\": \"a\", \"version\": \"" + version + "\"}");
    git("add", "-A");
    git("-c", "user.name=x", "-c", "user.email=a@b.example", "commit", "-q", "-m", version);
  }

  private String git(String... words) throws Exception {
    List<String> argv = new ArrayList<>(List.of("git", "-C", work.toString()));
    argv.addAll(List.of("-c", "user.name=x", "-c", "user.email=a@b.example"));
    argv.addAll(List.of(words));
    Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), said);
    return said.strip();
  }

  private static Desk.Output run(Desk.Command command) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command.argv()).directory(command.directory().toFile());
      Map<String, String> environment = new HashMap<>(command.environment());
      builder.environment().clear();
      builder.environment().putAll(environment);
      Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(process.getInputStream().readAllBytes());
      return new Desk.Output(process.waitFor(), said, "");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private Repository asked(String wanted) {
    String text = "git+file://" + work + (wanted.isEmpty() ? "" : "#" + wanted);
    return Repository.of(text).orElseThrow();
  }

  private String commitOf(String wanted) {
    return packages.fixed("a", asked(wanted), desk).wanted();
  }

  private static Artifact artifact(Repository at) {
    return new Artifact(
        "a.tar", "npm", at.location().orElseThrow(), Map.of(), OptionalLong.empty(), Map.of());
  }

  @Test
  void branches_tags_ranges_and_beginnings_of_names_lead_to_one_commit() throws Exception {
    String head = git("rev-parse", "HEAD");
    assertEquals(head, commitOf(""));
    assertEquals(head, commitOf("other"));
    assertEquals(git("rev-parse", "v1.2.0"), commitOf("v1.2.0"));
    assertEquals(git("rev-parse", "v1.3.0^{commit}"), commitOf("v1.3.0"));
    assertEquals(git("rev-parse", "v1.3.0^{commit}"), commitOf("semver:^1.2"));
    assertEquals(head, commitOf(head));
    assertEquals(head, commitOf(head.substring(0, 9)));
  }

  @Test
  void what_is_not_there_is_told() {
    for (String wanted : List.of("nothing", "semver:^9")) {
      Refusal refusal = assertThrows(Refusal.class, () -> commitOf(wanted));
      assertEquals("npm.repository", refusal.diagnostic().code());
    }
    Repository away = Repository.of("git+file://" + folder + "/away").orElseThrow();
    Refusal refusal = assertThrows(Refusal.class, () -> packages.fixed("a", away, desk));
    assertEquals("npm.repository", refusal.diagnostic().code());
  }

  @Test
  void a_commit_is_packed_to_the_same_bytes_each_time_and_kept() throws Exception {
    Artifact artifact = artifact(packages.fixed("a", asked("v1.2.0"), desk));
    assertTrue(packages.packs(artifact));
    assertFalse(packages.packs(artifact(asked("v1.2.0"))), "a tag moves");
    Path one = folder.resolve("one.tar");
    packages.pack(artifact, one, desk);
    Path two = folder.resolve("two.tar");
    CannedDesk other =
        new CannedDesk(Files.createDirectories(folder.resolve("second")))
            .variable("PATH", System.getenv("PATH"))
            .running(GitPackagesTest::run);
    packages.pack(artifact, two, other);
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
    desk.running(command -> new Desk.Output(1, "", "not asked again"));
    packages.pack(artifact, two, desk);
    assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
  }
}
