package org.omnipkg.fetch.internal.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactionTest {
  @Test
  void an_address_loses_its_userinfo_and_fragment() {
    Map<String, String> expected =
        Map.of(
            "https://u:p@h.invalid/a?b=c#d", "https://h.invalid/a?b=c",
            "https://u%40x:p@h.invalid:81/a@b", "https://h.invalid:81/a@b",
            "https://h.invalid/a", "https://h.invalid/a",
            "maven:g:a:jar::1", "maven:g:a:jar::1");
    expected.forEach((from, to) -> assertEquals(URI.create(to), Redaction.bare(URI.create(from))));
  }

  @Test
  void a_name_holds_no_host_and_no_secret() {
    Map<String, String> expected =
        Map.of(
            "https://u:p@h.invalid/simple/demo/?token=x", "demo",
            "https://u:p@h.invalid/", "/",
            "https://u:p@h.invalid", "/",
            "https://h.invalid/my%20file%2B1.whl", "my file+1.whl",
            "https://h.invalid/odd%0Aname", "odd%0Aname",
            "zip:file:///a/b.zip!/c/d.whl", "d.whl",
            "maven:g:a:jar::1", "g:a:jar::1");
    expected.forEach((from, to) -> assertEquals(to, Redaction.name(URI.create(from))));
  }

  @Test
  void foreign_words_lose_every_address() {
    assertEquals(
        "cannot reach <address> or `<address>`",
        Redaction.words("cannot reach https://u:p@h.invalid/a?b or `file:///tmp/x`"));
  }
}
