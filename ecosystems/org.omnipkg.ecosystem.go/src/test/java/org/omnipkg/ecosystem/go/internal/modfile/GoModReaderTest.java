package org.omnipkg.ecosystem.go.internal.modfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class GoModReaderTest {
  private static GoMod read(String text) throws Exception {
    return GoModReader.read(text);
  }

  @Test
  void blocks_and_single_lines_say_the_same() throws Exception {
    assertEquals(
        read("module a.b/c\nrequire x.y/z v1.0.0\n").requires().get(0).module(),
        read("module a.b/c\r\nrequire (\r\n\tx.y/z v1.0.0\r\n)\r\n").requires().get(0).module());
    assertEquals(List.of(), read("module a.b/c\nrequire ()\n").requires());
  }

  @Test
  void quoted_words_are_words() throws Exception {
    GoMod mod = read("module \"a.b/c\"\nrequire `x.y/z` v1.0.0 // indirect\n");
    assertEquals("a.b/c", mod.module());
    assertTrue(mod.requires().get(0).indirect());
  }

  @Test
  void a_comment_is_indirect_only_when_it_says_so() throws Exception {
    assertFalse(read("require x.y/z v1.0.0 // not indirect\n").requires().get(0).indirect());
    assertTrue(read("require x.y/z v1.0.0 // indirect; why\n").requires().get(0).indirect());
  }

  @Test
  void a_deprecation_stands_above_or_behind_the_module_line() throws Exception {
    assertEquals("use x.", read("// Deprecated: use x.\nmodule a.b/c\n").deprecated());
    assertEquals("use x.", read("module a.b/c // Deprecated: use x.\n").deprecated());
    assertEquals("", read("// Deprecated: old.\n\nmodule a.b/c\n").deprecated());
  }

  @Test
  void a_retraction_takes_back_a_version_or_a_range() throws Exception {
    GoMod mod =
        read(
            "module a.b/c\n// bad\nretract (\n\tv1.0.0\n\t[v1.2.0, v1.2.9] // worse\n)\n"
                + "retract [v2.0.0,v3.0.0]\n");
    assertEquals("bad", mod.retracts().get(0).reason());
    assertTrue(mod.retracts().get(1).covers("v1.2.5"));
    assertFalse(mod.retracts().get(1).covers("v1.3.0"));
    assertTrue(mod.retracts().get(2).covers("v2.1.0"));
  }

  @Test
  void verbs_of_later_languages_are_passed_over() throws Exception {
    GoMod mod = read("module a.b/c\ngo 1.24\ntoolchain go1.24.1\ntool x.y/z/cmd\ngodebug a=b\n");
    assertEquals("1.24", mod.language());
    assertEquals("go1.24.1", mod.toolchain());
    assertTrue(mod.prunes());
  }

  @Test
  void a_file_without_a_go_line_lists_not_all_it_needs() throws Exception {
    assertFalse(read("module a.b/c\n").prunes());
    assertFalse(read("module a.b/c\ngo 1.16\n").prunes());
    assertTrue(read("module a.b/c\ngo 1.17\n").prunes());
  }

  @Test
  void a_malformed_line_is_told_by_its_number() {
    assertEquals(
        2,
        assertThrows(GoModReader.Malformed.class, () -> read("module a\nrequire x.y/z\n")).line());
    assertThrows(GoModReader.Malformed.class, () -> read("require (\n\tx.y/z v1.0.0\n"));
    assertThrows(GoModReader.Malformed.class, () -> read("module \"a\n"));
    assertThrows(GoModReader.Malformed.class, () -> read("replace a b c\n"));
  }
}
