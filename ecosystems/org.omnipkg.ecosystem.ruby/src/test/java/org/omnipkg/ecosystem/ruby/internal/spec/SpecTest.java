package org.omnipkg.ecosystem.ruby.internal.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.ecosystem.ruby.internal.Small;

class SpecTest {
  private static GemSpec marshalled(String full) throws IOException {
    byte[] packed = Small.bytes("quick/Marshal.4.8/" + full + ".gemspec.rz");
    return MarshalSpec.read(Inflation.inflate(packed, 1 << 20));
  }

  private static GemSpec inside(String full) throws IOException {
    return GemFile.spec(Small.folder().resolve("gems/" + full + ".gem"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pebble-1.2.0", "pebble-1.10.0", "pebble-1.10.0-java", "rock-2.2.5"})
  void both_forms_of_a_specification_say_the_same(String full) throws IOException {
    GemSpec one = marshalled(full);
    GemSpec other = inside(full);
    assertEquals(full, one.fullName());
    assertEquals(full, other.fullName());
    assertEquals(one.needs(), other.needs());
    assertEquals(one.requiredRuby(), other.requiredRuby());
    assertEquals(one.requiredRubygems(), other.requiredRubygems());
    assertEquals(one.about().get("summary"), other.about().get("summary"));
  }

  @Test
  void what_only_developers_need_is_told_apart() throws IOException {
    assertEquals(
        List.of(true, true, false),
        inside("pebble-1.10.0").needs().stream().map(GemSpec.Need::running).toList());
  }

  @Test
  void marshal_data_cut_or_changed_anywhere_is_refused_or_read_but_never_breaks()
      throws IOException {
    byte[] whole =
        Inflation.inflate(Small.bytes("quick/Marshal.4.8/pebble-1.10.0.gemspec.rz"), 1 << 20);
    int refused = 0;
    for (int i = 0; i < whole.length; i++) {
      byte[] cut = Arrays.copyOf(whole, i);
      byte[] changed = whole.clone();
      changed[i] ^= 0x55;
      for (byte[] bad : List.of(cut, changed)) {
        try {
          MarshalSpec.read(bad);
        } catch (Unreadable e) {
          refused++;
        }
      }
    }
    assertTrue(refused > whole.length, refused + " refused");
  }

  @Test
  void marshal_data_that_nests_for_ever_is_refused() {
    byte[] deep = new byte[10_000];
    Arrays.fill(deep, (byte) '[');
    deep[0] = 4;
    deep[1] = 8;
    for (int i = 3; i < deep.length; i += 2) {
      deep[i] = 6;
    }
    assertThrows(Unreadable.class, () -> MarshalReader.read(deep));
  }

  @Test
  void marshal_data_that_promises_much_takes_no_room_for_it() {
    byte[] huge = {4, 8, '[', 4, -1, -1, -1, 0x7f};
    assertThrows(Unreadable.class, () -> MarshalReader.read(huge));
  }

  @Test
  void old_yaml_with_anchors_and_odd_tags_is_read() throws IOException {
    String yaml =
        """
        --- !ruby/object:Gem::Specification
        name: old
        version: !ruby/object:Gem::Version
          version: 1.2
        platform: !ruby/object:Gem::Platform
          cpu: x86
          os: mswin32
          version: !!null
        bindir: !binary |-
          YmlueA==
        dependencies:
        - !ruby/object:Gem::Dependency
          name: rake
          type: :runtime
          version_requirement:
          version_requirements: &id001 !ruby/object:Gem::Requirement
            none: false
            requirements:
            - - '>='
              - !ruby/object:Gem::Version
                version: 0.8.7
          requirement: *id001
        executables: tool
        require_paths: [lib]
        """;
    GemSpec spec = YamlSpec.read(yaml.getBytes(StandardCharsets.UTF_8));
    assertEquals("old-1.2-x86-mswin32", spec.fullName());
    assertEquals("binx", spec.bindir());
    assertEquals(List.of(new GemSpec.Need("rake", ">= 0.8.7", true)), spec.needs());
    assertEquals(List.of("tool"), spec.executables());
  }

  @Test
  void yaml_that_would_make_objects_makes_none_and_bombs_do_not_go_off() {
    String bomb =
        "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nname: [*b,*b,*b,*b]\n";
    assertThrows(Unreadable.class, () -> YamlSpec.read(bomb.getBytes(StandardCharsets.UTF_8)));
    String object = "!ruby/object:Kernel\nname: !ruby/hash:File {a: b}\n";
    assertThrows(Unreadable.class, () -> YamlSpec.read(object.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void nothing_of_a_specification_becomes_code() {
    String evil = "x\"; system(\"id\") #{`id`} \\ \n end; \u2028 \ud800";
    String quoted = RubyText.quoted(evil);
    assertFalse(quoted.substring(1, quoted.lastIndexOf('"')).matches("(?s).*[^\\\\][\"#].*"));
    assertFalse(quoted.contains("\n"));
  }

  @Test
  void a_written_specification_begins_with_its_stub() throws IOException {
    String text = RubyText.of(inside("pebble-1.10.0-java"));
    assertEquals("# stub: pebble 1.10.0 java lib", text.lines().toList().get(1));
    assertTrue(text.contains("s.add_dependency(\"boulder\".freeze, [\"= 1\".freeze])"), text);
    assertEquals(Map.of(), inside("pebble-1.10.0").metadata());
  }
}
