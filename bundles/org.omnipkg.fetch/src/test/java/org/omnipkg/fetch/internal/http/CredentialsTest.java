package org.omnipkg.fetch.internal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialsTest {
  private static Optional<String> shown(String userinfo) {
    return new Credentials(Map.of("HOME", "/nowhere"))
        .of(URI.create("https://" + userinfo + "@host.example/"));
  }

  @Test
  void a_user_and_a_password_are_shown_as_such() {
    assertEquals(Optional.of("Basic bWU6c2VjcmV0"), shown("me:secret"));
  }

  @Test
  void a_token_is_shown_as_it_is() {
    assertEquals(Optional.of("Bearer t/0="), shown("_authToken:t%2F0%3D"));
  }
}
