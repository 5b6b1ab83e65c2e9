package org.omnipkg.daemon.internal;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parts of the JVM's own files that this process has mapped to read, class archives and machine
 * code: let go of, they stay in the system's own memory of files for as long as there is room, and
 * are mapped again by whoever touches them. Only of files that stay mapped for as long as the
 * process lives: where another was mapped a moment ago there may be memory of somebody's by now.
 */
final class FilePages {
  private static final Pattern MAPPING =
      Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (\\S+) \\S+ \\S+ \\S+ *(.*)");

  private static final Pattern STAYING = Pattern.compile("/.*(?:[.]jsa|/libjvm[.](?:so|dylib))");

  private static final String RESIDENT = "Rss:";

  /** Pages of its own, which no file has. */
  private static final String OWN = "Anonymous:";

  /** Below it the call costs more than it gives, in kilobytes. */
  private static final long LITTLE = 256;

  private FilePages() {}

  /** Where a mapping lies. */
  record Mapping(long start, long length) {}

  /**
   * @return what was let go of
   */
  static List<Mapping> release() {
    List<Mapping> released = new ArrayList<>();
    try {
      Method unload =
          Class.forName("java.nio.MappedMemoryUtils")
              .getDeclaredMethod("unload0", long.class, long.class);
      unload.setAccessible(true);
      for (Mapping mapping : clean(Files.readAllLines(Path.of("/proc/self/smaps")))) {
        unload.invoke(null, mapping.start(), mapping.length());
        released.add(mapping);
      }
    } catch (IOException | ReflectiveOperationException | RuntimeException e) {
      // Another system, or another JVM: then they stay until somebody else needs the room.
    }
    return released;
  }

  /** Those nobody may write to and nobody has written to. */
  static List<Mapping> clean(List<String> smaps) {
    List<Mapping> found = new ArrayList<>();
    boolean wanted = false;
    long start = 0;
    long end = 0;
    for (String line : smaps) {
      Matcher mapping = MAPPING.matcher(line);
      if (mapping.matches()) {
        wanted = mapping.group(3).matches("r-[-x]p") && STAYING.matcher(mapping.group(4)).matches();
        start = Long.parseUnsignedLong(mapping.group(1), 16);
        end = Long.parseUnsignedLong(mapping.group(2), 16);
      } else if (line.startsWith(RESIDENT)) {
        wanted &= kilobytes(line) >= LITTLE;
      } else if (line.startsWith(OWN) && wanted && kilobytes(line) == 0) {
        found.add(new Mapping(start, end - start));
      }
    }
    return found;
  }

  private static long kilobytes(String line) {
    return Long.parseLong(line.replaceAll("\\D", ""));
  }
}
