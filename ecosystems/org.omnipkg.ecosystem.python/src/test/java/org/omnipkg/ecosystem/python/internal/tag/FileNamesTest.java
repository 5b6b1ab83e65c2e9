package org.omnipkg.ecosystem.python.internal.tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
  @Test
  void a_wheel_tells_its_build() {
    WheelName wheel = WheelName.of("foo_bar-1.0.post1-12ab-py3-none-any.whl").orElseThrow();
    assertEquals(new WheelName("foo_bar", "1.0.post1", "12ab", "py3", "none", "any"), wheel);
    assertEquals(12, wheel.buildNumber());
  }

  @Test
  void a_wheel_without_a_build_has_number_zero() {
    assertEquals(0, WheelName.of("a-1-py3-none-any.whl").orElseThrow().buildNumber());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a-1-none-any.whl",
        "a-1-x-py3-none-any.whl",
        "a-1-1-2-py3-none-any.whl",
        "a.whl",
        "a-1.egg",
        "-1-py3-none-any.whl",
        "a-1-py3-none-any.whl.asc"
      })
  void other_names_are_no_wheels(String filename) {
    assertTrue(WheelName.of(filename).isEmpty(), filename);
  }

  @ParameterizedTest
  @CsvSource({
    "foo-1.0.tar.gz, foo, 1.0",
    "foo-bar-1.0.zip, foo-bar, 1.0",
    "foo_bar-1.0.tar.bz2, foo-bar, 1.0",
    "Foo.Bar-1.0-1.tar.gz, foo-bar, 1.0-1",
    "foo-2012d.tgz, foo, 2012d",
    "foo-2-1.0.tar.gz, foo-2, 1.0",
    "foo---bar-1.0.tar.gz, foo-bar, 1.0",
    "a-1.0-final-2.tar.gz, a, 1.0-final-2"
  })
  void a_source_archive_of_a_known_project_tells_its_version(
      String filename, String project, String version) {
    assertEquals(version, SourceName.of(filename, project).orElseThrow().version());
  }

  @ParameterizedTest
  @CsvSource({"foo-bar-1.0.tar.gz, foobar", "foo.tar.gz, foo", "foo-1.0.exe, foo", "foo-.zip, foo"})
  void other_names_are_not_of_the_project(String filename, String project) {
    assertTrue(SourceName.of(filename, project).isEmpty(), filename);
  }
}
