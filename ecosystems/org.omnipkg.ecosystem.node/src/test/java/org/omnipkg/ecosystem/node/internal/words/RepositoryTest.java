package org.omnipkg.ecosystem.node.internal.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RepositoryTest {
  private static String remote(String words) {
    return Repository.of(words).map(Repository::remote).orElse("");
  }

  @Test
  void every_spelling_of_npm_is_an_address_for_git() {
    assertEquals("https://github.com/me/tool.git", remote("github:me/tool#main"));
    assertEquals("https://github.com/me/tool.git", remote("me/tool"));
    assertEquals("https://gitlab.com/a/b/c.git", remote("gitlab:a/b/c"));
    assertEquals("https://host.example/x.git", remote("git+https://host.example/x.git#v1"));
    assertEquals("https://host.example/x.git", remote("https://host.example/x.git"));
    assertEquals("ssh://git@host.example/me/x.git", remote("git@host.example:me/x.git"));
    assertEquals("ssh://git@host.example/me/x.git", remote("git+ssh://git@host.example:me/x.git"));
    assertEquals("ssh://git@host.example:22/x.git", remote("git+ssh://git@host.example:22/x.git"));
    assertEquals("git://host.example/x.git", remote("git://host.example/x.git"));
  }

  @Test
  void git_is_told_nothing_that_it_could_take_for_an_option_or_a_command() {
    for (String words :
        List.of(
            "git+ext::sh -c x",
            "git+https://host.example/x.git#--upload-pack=x",
            "git+https://host.example/x.git#a b",
            "git+ftp://host.example/x.git",
            "git+-x://host.example")) {
      assertEquals(Optional.empty(), Repository.of(words), words);
    }
  }

  @Test
  void an_address_says_the_same_again() {
    for (String words :
        List.of(
            "git+https://host.example/x.git#semver:^1.2 || >=3",
            "git+https://host.example/x.git#feature/one",
            "git+https://host.example/x.git")) {
      Repository repository = Repository.of(words).orElseThrow();
      URI location = repository.location().orElseThrow();
      assertEquals(Optional.of(repository), Repository.at(location), words);
    }
    assertEquals(Optional.empty(), Repository.at(URI.create("https://host.example/x.tgz")));
  }
}
