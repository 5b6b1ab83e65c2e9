package org.omnipkg.ecosystem.node.internal.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.omnipkg.ecosystem.node.internal.words.Repository;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.GitPlace;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Packer;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.PackerContract;
import org.omnipkg.tck.SmallArchives;

class GitPackagesTest extends PackerContract {
  private static final String REMOTE = "https://host.example/me/tool.git";
  private static final String OLD = "1".repeat(40);
  private static final String NEW = "2".repeat(40);
  private static final String HEAD = "3".repeat(40);

  private final GitPackages packages = new GitPackages();

  @Override
  protected Packer packer() {
    return packages;
  }

  private static Artifact at(String wanted) {
    URI place = URI.create("git+" + REMOTE + "#" + wanted);
    return new Artifact("tool.tar", "npm", place, Map.of(), OptionalLong.empty(), Map.of());
  }

  @Override
  protected Artifact artifact() {
    return at(OLD);
  }

  @Override
  protected Artifact other() {
    return at(NEW);
  }

  @Override
  protected Artifact moving() {
    return at("v1.2.0");
  }

  private static byte[] commit(String version) {
    String manifest = "{\"name\": \"tool\", \"version\": \"" + version + "\"}";
    return SmallArchives.tar(Map.of("tool/package.json", manifest));
  }

  @Override
  protected Desk desk(Path scratch) {
    return new CannedDesk(scratch)
        .repository(
            REMOTE,
            Map.of(
                "HEAD", HEAD,
                "refs/heads/main", HEAD,
                "refs/tags/v1.2.0", OLD,
                "refs/tags/v1.3.0", NEW,
                "refs/tags/v2.0.0", HEAD))
        .document(new GitPlace(REMOTE, OLD, "").address().toString(), "", commit("1.2.0"))
        .document(new GitPlace(REMOTE, NEW, "").address().toString(), "", commit("1.3.0"));
  }

  @Override
  protected Desk bare(Path scratch) {
    return new CannedDesk(scratch);
  }

  private String commitOf(String wanted) {
    String text = "git+" + REMOTE + (wanted.isEmpty() ? "" : "#" + wanted);
    return packages.fixed(Repository.of(text).orElseThrow(), desk(temporary)).wanted();
  }

  @Test
  void branches_tags_ranges_and_beginnings_of_names_lead_to_one_commit() {
    assertEquals(HEAD, commitOf(""));
    assertEquals(HEAD, commitOf("main"));
    assertEquals(OLD, commitOf("v1.2.0"));
    assertEquals(NEW, commitOf("semver:^1.2"));
    assertEquals(HEAD, commitOf(HEAD));
    assertEquals(OLD, commitOf(OLD.substring(0, 9)));
  }

  @Test
  void what_is_not_there_is_told() {
    for (String wanted : List.of("nothing", "semver:^9")) {
      Refusal refusal = assertThrows(Refusal.class, () -> commitOf(wanted));
      assertEquals("repository.unknown-revision", refusal.diagnostic().code());
    }
    Repository away = Repository.of("git+https://me:secret@host.example/away").orElseThrow();
    Desk desk = desk(temporary);
    Refusal refusal = assertThrows(Refusal.class, () -> packages.fixed(away, desk));
    assertEquals("repository.unreachable", refusal.diagnostic().code());
    assertEquals("https://host.example/away", away.shown());
  }
}
