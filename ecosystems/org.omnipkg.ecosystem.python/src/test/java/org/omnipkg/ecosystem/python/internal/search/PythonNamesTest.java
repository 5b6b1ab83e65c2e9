package org.omnipkg.ecosystem.python.internal.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Source;
import org.omnipkg.spi.NameSearch;
import org.omnipkg.tck.CannedDesk;

class PythonNamesTest {
  private static final String JSON = "application/vnd.pypi.simple.v1+json";

  @TempDir Path scratch;
  private CannedDesk desk;

  @BeforeEach
  void index() {
    desk =
        new CannedDesk(scratch)
            .source("default", "https://index.example/simple", Source.Form.INDEX);
  }

  /** One release a year from a year on. */
  private void released(String name, int first, int number) {
    List<String> files = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      files.add(
          """
          {"filename": "%s-%d.0-py3-none-any.whl", "url": "%s-%d.whl", "hashes": {},
           "upload-time": "%d-05-04T03:02:01Z"}
          """
              .formatted(name, i, name, i, first + i));
    }
    desk.document(
        "https://index.example/simple/" + name + "/",
        JSON,
        "{\"meta\": {\"api-version\": \"1.1\"}, \"name\": \""
            + name
            + "\", \"files\": ["
            + String.join(",", files)
            + "]}");
  }

  private NameSearch.Candidate only(String word) {
    List<NameSearch.Candidate> found = new PythonNames().search(word, desk);
    assertEquals(1, found.size());
    return found.get(0);
  }

  @Test
  void many_releases_over_many_years_make_a_name_well_known() {
    released("old", 2005, 12);
    released("young", 2020, 2);
    assertTrue(only("old").renown() >= 50, only("old").toString());
    assertTrue(only("young").renown() < 20, only("young").toString());
    assertEquals("12 releases since 2005", only("old").evidence());
    assertEquals("python:old", only("old").name().toString());
    assertTrue(only("old").exact());
  }

  @Test
  void a_single_release_says_nothing() {
    released("once", 2015, 1);
    assertEquals(1, only("once").renown());
    assertEquals("1 release since 2015", only("once").evidence());
  }

  @Test
  void what_is_no_name_of_pythons_is_nothing_in_python() {
    assertEquals(List.of(), new PythonNames().search("@types/node", desk));
    assertEquals(List.of(), new PythonNames().search("github.com/gin-gonic/gin", desk));
  }
}
