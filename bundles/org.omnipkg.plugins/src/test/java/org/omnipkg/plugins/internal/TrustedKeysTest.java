package org.omnipkg.plugins.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

class TrustedKeysTest {
  private @TempDir Path home;
  private Path jar;
  private Signer ann;
  private TrustedKeys keys;

  @BeforeEach
  void publish() throws Exception {
    jar = Files.writeString(home.resolve("lua-1.0.jar"), "a jar");
    ann = new Signer("Ann <ann@example.org>");
    keys = new TrustedKeys(ShelfTest.places(home));
  }

  private void trust(Signer signer) throws Exception {
    signer.publicKey(home.resolve("trusted-keys/" + signer.hashCode() + ".asc"));
  }

  private Diagnostic refused(Path signature) {
    return assertThrows(Refusal.class, () -> keys.verify(jar, signature, "org.acme:lua:1.0"))
        .diagnostic();
  }

  @Test
  void one_who_is_trusted_is_named_with_the_fingerprint() throws Exception {
    trust(new Signer("Bob"));
    trust(ann);
    String signer = keys.verify(jar, ann.sign(jar), "org.acme:lua:1.0");
    assertTrue(signer.matches("Ann <ann@example\\.org> [0-9A-F]{40}"), signer);
  }

  @Test
  void one_who_is_not_trusted_is_told_by_the_key() throws Exception {
    Path signature = ann.sign(jar);
    assertEquals("plugin.unknown-key", refused(signature).code());
    trust(new Signer("Bob"));
    Diagnostic why = refused(signature);
    assertEquals("plugin.unknown-key", why.code());
    assertTrue(why.details().get(0).matches("signed by the key [0-9A-F]{16,64}"), why.toString());
    assertTrue(why.hint().contains("trusted-keys"), why.hint());
  }

  @Test
  void what_was_changed_after_it_was_signed_is_never_taken() throws Exception {
    trust(ann);
    Path signature = ann.sign(jar);
    Files.writeString(jar, "another jar");
    Diagnostic why = refused(signature);
    assertEquals("plugin.bad-signature", why.code());
    assertTrue(why.details().get(0).contains("Ann"), why.toString());
    assertTrue(!TrustedKeys.mayBeAllowed(new Refusal(why)));
  }

  @Test
  void what_is_no_signature_is_refused() throws Exception {
    trust(ann);
    for (String text : List.of("", "no signature at all")) {
      Path signature = Files.writeString(home.resolve("some.asc"), text);
      assertEquals("plugin.bad-signature", refused(signature).code(), text);
    }
  }

  @Test
  void a_file_that_holds_no_key_is_told_and_trusts_nobody() throws Exception {
    Path signature = ann.sign(jar);
    Files.createDirectories(home.resolve("trusted-keys"));
    Files.writeString(home.resolve("trusted-keys/broken.asc"), "no key");
    Diagnostic why = refused(signature);
    assertEquals("plugin.unknown-key", why.code());
    assertTrue(why.details().get(1).contains("broken.asc"), why.toString());
  }
}
