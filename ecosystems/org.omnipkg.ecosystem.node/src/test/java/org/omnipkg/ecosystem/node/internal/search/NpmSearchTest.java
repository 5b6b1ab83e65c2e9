package org.omnipkg.ecosystem.node.internal.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Source;
import org.omnipkg.spi.NameSearch.Candidate;
import org.omnipkg.tck.CannedDesk;

class NpmSearchTest {
  @TempDir Path scratch;

  private List<Candidate> search(String word, String... dates) {
    StringBuilder versions = new StringBuilder();
    StringBuilder times = new StringBuilder();
    for (int i = 0; i < dates.length; i++) {
      String comma = i == 0 ? "" : ", ";
      versions.append(comma + "\"1." + i + ".0\": {\"dist\": {\"tarball\": \"a/" + i + ".tgz\"}}");
      times.append(comma + "\"1." + i + ".0\": \"" + dates[i] + "T00:00:00Z\"");
    }
    CannedDesk desk =
        new CannedDesk(scratch)
            .source("default", "https://registry.example/", Source.Form.INDEX)
            .document(
                "https://registry.example/known",
                "",
                "{\"versions\": {" + versions + "}, \"time\": {" + times + "}}");
    return new NpmSearch().search(word, desk);
  }

  @Test
  void a_name_the_registry_has_is_found_with_evidence() {
    Candidate candidate = search("known", "2013-05-01", "2018-01-01", "2023-12-01").get(0);
    assertEquals("known", candidate.words());
    assertTrue(candidate.exact());
    assertEquals("3 releases since 2013", candidate.evidence());
  }

  @Test
  void nothing_is_guessed() {
    assertEquals(List.of(), search("knwon", "2013-05-01"));
    assertEquals(List.of(), search("../etc", "2013-05-01"));
  }

  @Test
  void what_is_long_and_often_released_is_more_renowned_than_a_newcomer() {
    int old = search("known", "2013-05-01", "2018-01-01", "2023-12-01").get(0).renown();
    int young = search("known", "2023-11-01", "2023-12-01").get(0).renown();
    int single = search("known", "2023-12-01").get(0).renown();
    assertTrue(old > young && young > single, old + " " + young + " " + single);
  }
}
