package org.omnipkg.ecosystem.python.internal.tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.omnipkg.ecosystem.python.internal.Tables;
import org.omnipkg.ecosystem.python.internal.Targets;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Target;

class SupportedTagsTest {
  private static SupportedTags tags(Target target) {
    return SupportedTags.of(target.runtimes().get(0), target.platform());
  }

  private static List<String> tags(String os, String arch, String libc, String version) {
    return tags(Targets.on(
            new Platform(os, arch, libc, version),
            "3.12.1",
            "cp312",
            "cp312",
            Map.of("platform_release", "22.1.0")))
        .tags();
  }

  @Test
  void tag_lists_are_those_of_the_table() throws Exception {
    List<String> lines = Tables.lines("tags.txt");
    int interpreters = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] parts = line.split(" ");
      if (parts.length != 4) {
        continue;
      }
      interpreters++;
      String tag = "cp" + parts[0].replace(".", "");
      List<String> ours = tags(Targets.linux(parts[0] + ".1", tag, parts[1])).tags();
      if (parts[0].equals("3.7")) {
        assertEquals(lines.subList(lines.size() - ours.size(), lines.size()), ours);
      }
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("\n", ours).getBytes(StandardCharsets.UTF_8));
      assertEquals(Integer.parseInt(parts[2]), ours.size(), parts[0]);
      assertEquals(parts[3], HexFormat.of().formatHex(digest), parts[0]);
    }
    assertEquals(8, interpreters);
  }

  @Test
  void python_2_takes_wide_unicode_builds_and_no_stable_abi() {
    List<String> tags = tags(Targets.linux("2.7.18", "cp27", "cp27mu")).tags();
    assertTrue(tags.contains("cp27-cp27mu-manylinux1_x86_64"));
    assertTrue(tags.contains("py2-none-any"));
    assertFalse(tags.stream().anyMatch(tag -> tag.contains("abi3")));
  }

  @Test
  void a_free_threaded_python_takes_no_abi3() {
    List<String> tags = tags(Targets.linux("3.13.0", "cp313", "cp313t")).tags();
    assertEquals("cp313-cp313t-manylinux_2_36_x86_64", tags.get(0));
    assertFalse(tags.stream().anyMatch(tag -> tag.contains("-abi3-")));
  }

  @Test
  void musl_has_its_own_tags() {
    List<String> tags = tags("linux", "aarch64", "musl", "1.2.4");
    assertEquals("cp312-cp312-musllinux_1_2_aarch64", tags.get(0));
    assertEquals("cp312-cp312-musllinux_1_0_aarch64", tags.get(2));
    assertEquals("cp312-cp312-linux_aarch64", tags.get(3));
    assertFalse(tags.stream().anyMatch(tag -> tag.contains("manylinux")));
  }

  @Test
  void other_machines_than_x86_start_with_glibc_2_17() {
    List<String> tags = tags("linux", "aarch64", "glibc", "2.36");
    assertTrue(tags.contains("cp312-cp312-manylinux2014_aarch64"));
    assertFalse(tags.stream().anyMatch(tag -> tag.contains("manylinux2010")));
  }

  @Test
  void macos_runs_what_was_made_for_older_ones() {
    List<String> arm = tags("macos", "aarch64", "", "");
    assertEquals("cp312-cp312-macosx_13_0_arm64", arm.get(0));
    assertTrue(arm.contains("cp312-cp312-macosx_10_9_universal2"));
    assertFalse(arm.contains("cp312-cp312-macosx_10_9_x86_64"));
    assertTrue(tags("macos", "x86_64", "", "").contains("cp312-cp312-macosx_10_9_x86_64"));
  }

  @Test
  void windows_has_one_platform_tag() {
    assertEquals("cp312-cp312-win_amd64", tags("windows", "x86_64", "", "").get(0));
    assertEquals("cp312-cp312-win_arm64", tags("windows", "aarch64", "", "").get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "a-1.0-py2.py3-none-any.whl, true",
    "a-1.0-py2-none-any.whl, false",
    "a-1.0-cp37-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl, true",
    "a-1.0-cp312-abi3-manylinux_2_17_x86_64.whl, false",
    "a-1.0-cp311-cp311-manylinux_2_37_x86_64.whl, false",
    "a-1.0-cp310-none-any.whl, false",
    "a-1.0-py310-none-any.whl, true"
  })
  void a_wheel_fits_when_one_of_its_tags_does(String filename, boolean fits) {
    WheelName wheel = WheelName.of(filename).orElseThrow();
    assertEquals(fits, tags(Targets.linux311()).rank(wheel) >= 0);
  }
}
