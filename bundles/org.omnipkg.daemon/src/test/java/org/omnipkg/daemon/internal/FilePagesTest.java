package org.omnipkg.daemon.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FilePagesTest {
  private static final Path OWN = Path.of("/proc/self/smaps");

  private static List<FilePages.Mapping> clean(String permissions, String file, int kb, int own) {
    return FilePages.clean(
        List.of(
            "7f0000000000-7f0000200000 " + permissions + " 00001000 fe:00 12345      " + file,
            "Size:               2048 kB",
            "Rss:                " + kb + " kB",
            "Private_Dirty:         0 kB",
            "Anonymous:             " + own + " kB",
            "VmFlags: rd mr mw me"));
  }

  private static List<String> own() throws IOException {
    return Files.exists(OWN) ? Files.readAllLines(OWN) : List.of();
  }

  /** Of the mappings that begin where these do, in kilobytes. */
  private static long resident(List<FilePages.Mapping> mappings, List<String> smaps) {
    Set<Long> starts = mappings.stream().map(FilePages.Mapping::start).collect(Collectors.toSet());
    long sum = 0;
    boolean meant = false;
    for (String line : smaps) {
      if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
        meant = starts.contains(Long.parseUnsignedLong(line.substring(0, line.indexOf('-')), 16));
      } else if (meant && line.startsWith("Rss:")) {
        sum += Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return sum;
  }

  @Test
  void this_process_lets_go_of_its_own_where_a_system_tells_them_and_goes_on() throws IOException {
    List<String> before = own();
    List<FilePages.Mapping> released = FilePages.release();
    long after = resident(released, own());
    assertEquals(Files.exists(OWN), after < resident(released, before));
  }

  @Test
  void what_is_read_only_and_as_its_file_says_can_be_mapped_again() {
    List<FilePages.Mapping> whole = List.of(new FilePages.Mapping(0x7f0000000000L, 0x200000));
    assertEquals(whole, clean("r--p", "/some/classes.jsa", 2048, 0));
    assertEquals(whole, clean("r-xp", "/lib/libjvm.so", 2048, 0));
  }

  @Test
  void what_was_written_to_or_may_be_stays() {
    assertEquals(List.of(), clean("r--p", "/lib/libjvm.so", 2048, 4));
    assertEquals(List.of(), clean("rw-p", "/some/classes.jsa", 2048, 0));
    assertEquals(List.of(), clean("rwxp", "/some/classes.jsa", 2048, 0));
    assertEquals(List.of(), clean("r--s", "/some/classes.jsa", 2048, 0));
  }

  @Test
  void files_that_may_be_mapped_for_a_while_only_stay() {
    assertEquals(List.of(), clean("r--p", "/some/lib.jar", 2048, 0));
    assertEquals(List.of(), clean("r-xp", "/lib/libnss.so", 2048, 0));
    assertEquals(List.of(), clean("r--p", "/some/classes.jsa (deleted)", 2048, 0));
  }

  @Test
  void memory_of_no_file_stays_and_what_is_hardly_there_is_left() {
    assertEquals(List.of(), clean("r-xp", "[vdso]", 2048, 0));
    assertEquals(List.of(), clean("r--p", "", 2048, 0));
    assertEquals(List.of(), clean("r-xp", "/lib/libjvm.so", 100, 0));
  }
}
