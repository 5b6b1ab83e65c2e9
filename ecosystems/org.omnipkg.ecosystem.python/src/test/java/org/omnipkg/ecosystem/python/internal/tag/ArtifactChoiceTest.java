package org.omnipkg.ecosystem.python.internal.tag;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.omnipkg.ecosystem.python.internal.Targets;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Target;

class ArtifactChoiceTest {
  private static Artifact file(String filename, String requires) {
    return new Artifact(
        filename,
        filename.endsWith(".whl") ? "wheel" : "sdist",
        URI.create("https://h.example/" + filename),
        Map.of(),
        OptionalLong.empty(),
        requires.isEmpty() ? Map.of() : Map.of("requires-python", requires));
  }

  private static String choose(Target target, String... filenames) {
    List<Artifact> files = Stream.of(filenames).map(name -> file(name, "")).toList();
    return new ArtifactChoice().choose(files, target).map(Artifact::filename).orElse("");
  }

  @Test
  void the_most_specific_wheel_is_chosen() {
    String best = "a-1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl";
    assertEquals(
        best,
        choose(
            Targets.linux311(),
            "a-1.tar.gz",
            "a-1-py3-none-any.whl",
            "a-1-cp38-abi3-manylinux_2_28_x86_64.whl",
            best,
            "a-1-cp312-cp312-manylinux_2_28_x86_64.whl"));
  }

  @Test
  void of_equal_wheels_the_highest_build_is_chosen() {
    assertEquals(
        "a-1-10-py3-none-any.whl",
        choose(
            Targets.linux311(),
            "a-1-9-py3-none-any.whl",
            "a-1-10-py3-none-any.whl",
            "a-1-py3-none-any.whl"));
  }

  @Test
  void a_source_archive_is_chosen_when_no_wheel_fits() {
    assertEquals(
        "a-1.tar.gz",
        choose(Targets.linux311(), "a-1.zip", "a-1.tar.gz", "a-1-cp39-cp39-win_amd64.whl"));
  }

  @Test
  void nothing_is_chosen_when_nothing_fits() {
    assertEquals("", choose(Targets.linux311(), "a-1-cp39-cp39-win_amd64.whl"));
  }

  @Test
  void a_file_for_another_python_is_not_chosen() {
    Artifact file = file("a-1-py3-none-any.whl", ">=3.12");
    ArtifactChoice choice = new ArtifactChoice();
    assertEquals(true, choice.choose(List.of(file), Targets.linux311()).isEmpty());
    Target candidate = Targets.linux("3.12.0rc1", "cp312", "cp312");
    assertEquals(false, choice.choose(List.of(file), candidate).isEmpty());
  }

  @Test
  void a_python_range_nobody_can_read_restricts_nothing() {
    Artifact file = file("a-1-py3-none-any.whl", "any you like");
    assertEquals(false, new ArtifactChoice().choose(List.of(file), Targets.linux311()).isEmpty());
  }
}
