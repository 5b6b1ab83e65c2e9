package org.omnipkg.ecosystem.python.internal.requirement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omnipkg.ecosystem.python.internal.Tables;
import org.omnipkg.ecosystem.python.internal.Targets;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Target;

class MarkerTest {
  private static Marker marker(String text) {
    return RequirementReader.read("name ; " + text).marker();
  }

  @Test
  void every_answer_of_the_table_is_ours() throws JsonProcessingException {
    List<String> lines = Tables.lines("markers.txt");
    List<Map<String, String>> environments =
        new ObjectMapper().readValue(lines.get(0), new TypeReference<>() {});
    for (String line : lines.subList(1, lines.size())) {
      String[] parts = line.split("\t");
      for (int i = 0; i < parts[1].length(); i++) {
        Marker marker = marker(parts[0]).withExtra(i % 2 == 0 ? "" : "test");
        Map<String, String> facts = environments.get(i / 2);
        assertEquals(parts[1].charAt(i) == '1', marker.evaluate(facts::get), line + " at " + i);
        Target target = Targets.on(new Platform("linux", "x86_64", "", ""), "3.0", "", "", facts);
        assertEquals(parts[1].charAt(i) == '1', marker.holds(target), line + " at " + i);
      }
    }
    assertTrue(lines.size() > 100, lines.size() + " lines");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "extra == 'x' and python_version < '3' | x | python_version < \"3\"",
        "extra == 'x' or python_version < '3' | `` | python_version < \"3\"",
        "extra == 'x' or python_version < '3' | x | ``",
        "extra == 'x' and (os_name == 'nt' or os_name == 'a') | x | os_name == \"nt\" or os_name == \"a\"",
        "extra == 'x' and extra == 'y' | x | false",
        "os_name == 'nt' and (sys_platform == 'a' or sys_platform == 'b') | x"
            + " | os_name == \"nt\" and (sys_platform == \"a\" or sys_platform == \"b\")"
      })
  void a_known_extra_leaves_the_rest(String text, String extra, String rest) {
    assertEquals(rest, marker(text).withExtra(extra).toString());
  }

  @Test
  void a_marker_prints_as_text_that_means_the_same() {
    String text = "\"linux\" in sys_platform and python_version not in '2.7 \"3\"'";
    assertEquals(text, marker(text).toString());
    assertEquals(marker(text), marker(marker(text).toString()));
  }

  @Test
  void a_development_build_of_python_has_a_version() {
    Target target =
        Targets.on(new Platform("linux", "x86_64", "", ""), "3.13.0+", "cp313", "cp313", Map.of());
    assertTrue(marker("python_full_version >= '3.13'").holds(target));
  }
}
