package org.omnipkg.ecosystem.python.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;

class DirectUrlTest {
  private static Node node(Map<String, String> facts, String source) {
    Artifact artifact =
        new Artifact(
            "tool-1-py3-none-any.whl",
            "wheel",
            URI.create("https://me:secret@host.example/tool-1-py3-none-any.whl#sha256=00"),
            Map.of("sha256", "00"),
            OptionalLong.empty(),
            facts);
    Pin pin = new Pin(new PackageName("python", "tool"), "1");
    return new Node("tool", pin, Optional.of(artifact), Set.of(), source);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          file:///home/me/tool          | tool-folder.tar | {"dir_info": {}, "url": "file:///home/me/tool"}
          file:///home/me/tool#editable | tool-folder.tar | {"dir_info": {"editable": true}, "url": "file:///home/me/tool"}
          file:///home/me/tool-1.tar.gz | tool-1.tar.gz   | {"archive_info": {"hashes": {"sha256": "11"}}, "url": "file:///home/me/tool-1.tar.gz"}
          """)
  void what_was_built_is_said_to_come_from_its_source(String place, String name, String json) {
    Map<String, String> facts =
        Map.of("source-location", place, "source-filename", name, "source-sha256", "11");
    assertEquals(Optional.of(json + "\n"), DirectUrl.of(node(facts, "direct")));
  }

  @Test
  void an_address_is_said_without_its_secrets_and_an_index_not_at_all() {
    assertEquals(
        Optional.of(
            "{\"archive_info\": {\"hashes\": {\"sha256\": \"00\"}},"
                + " \"url\": \"https://host.example/tool-1-py3-none-any.whl\"}\n"),
        DirectUrl.of(node(Map.of(), "direct")));
    assertEquals(Optional.empty(), DirectUrl.of(node(Map.of(), "index")));
  }
}
