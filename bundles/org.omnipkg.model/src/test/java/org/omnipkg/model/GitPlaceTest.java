package org.omnipkg.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GitPlaceTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private static GitPlace of(String text) {
    return GitPlace.of(URI.create(text)).orElseThrow();
  }

  @Test
  void a_revision_stands_behind_the_last_at_sign_of_the_path() {
    assertEquals(
        new GitPlace("https://host.example/me/tool.git", "feature/x", ""),
        of("git+https://host.example/me/tool.git@feature/x#egg=tool"));
    assertEquals(
        new GitPlace("ssh://git@host.example/me/tool", "v1", "python/tool"),
        of("git+ssh://git@host.example/me/tool@v1#egg=tool&subdirectory=python/tool/"));
    assertEquals(
        new GitPlace("ssh://git@host.example/me/tool", "", ""),
        of("git+ssh://git@host.example/me/tool"));
    assertEquals(
        new GitPlace("https://host.example/@me/tool", "", ""),
        of("git+https://host.example/@me/tool"));
    assertEquals(new GitPlace("file:///srv/tool", "v1", ""), of("git+file:///srv/tool@v1"));
    assertEquals(new GitPlace("file:///srv/tool", "", ""), of("git+file:///srv/tool/"));
  }

  @Test
  void other_addresses_are_none() {
    assertEquals(Optional.empty(), GitPlace.of(URI.create("https://host.example/tool.git@v1")));
    assertEquals(Optional.empty(), GitPlace.of(URI.create("git+ssh:tool")));
  }

  @Test
  void only_a_whole_commit_pins() {
    assertFalse(of("git+https://host.example/tool@0123456").isPinned());
    GitPlace pinned = of("git+https://host.example/tool@main#subdirectory=a").at(COMMIT);
    assertTrue(pinned.isPinned());
    assertEquals("0123456789ab", pinned.brief());
    assertEquals(
        "git+https://host.example/tool@" + COMMIT + "#subdirectory=a", pinned.address().toString());
    assertEquals(pinned, GitPlace.of(pinned.address()).orElseThrow());
    assertTrue(pinned.isBeside(of("git+https://host.example/tool#subdirectory=a")));
  }
}
