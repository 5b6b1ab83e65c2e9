package org.omnipkg.ecosystem.ruby.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Source;
import org.omnipkg.spi.NameSearch.Candidate;
import org.omnipkg.tck.CannedDesk;

class RubyNamesTest {
  @TempDir Path scratch;

  private List<Candidate> search(String word) {
    String many =
        IntStream.range(0, 500).mapToObj(i -> "1." + i + " |").collect(Collectors.joining("\n"));
    return new RubyNames()
        .search(
            word,
            new CannedDesk(scratch)
                .document("https://x.example/versions", "", "---")
                .document("https://x.example/info/rails", "", "---\n" + many)
                .document(
                    "https://x.example/info/raisl",
                    "",
                    "---\n1.0 |created_at:2024-05-01T10:00:00Z\n1.0-java |")
                .source("default", "https://x.example", Source.Form.INDEX));
  }

  @Test
  void a_word_means_the_gem_of_that_name_and_says_how_often_it_was_released() {
    Candidate rails = search("rails").get(0);
    assertEquals("500 versions", rails.evidence());
    assertTrue(rails.exact());
    Candidate squat = search("raisl").get(0);
    assertEquals("1 version since 2024", squat.evidence());
    assertTrue(rails.renown() > squat.renown() + 30);
  }

  @Test
  void a_word_no_source_knows_means_nothing_and_one_that_is_no_name_is_not_asked_for() {
    assertEquals(List.of(), search("railz"));
    assertEquals(List.of(), search("../versions"));
    assertEquals(List.of(), search("rаils"));
  }
}
