package org.omnipkg.environment.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OccupancyTest {
  @TempDir Path folder;

  @Test
  void a_lease_in_the_kernels_list_is_held() throws IOException {
    Path lease = Files.createFile(folder.resolve("0001"));
    Path proc = Files.createDirectory(folder.resolve("proc"));
    Files.writeString(
        proc.resolve("locks"),
        "1: FLOCK  ADVISORY  READ 77 fe:00:" + Files.getAttribute(lease, "unix:ino") + " 0 EOF\n");
    assertTrue(new Occupancy(proc).isLeased(lease));
    Files.writeString(proc.resolve("locks"), "1: FLOCK  ADVISORY  READ 77 fe:00:1 0 EOF\n");
    assertFalse(new Occupancy(proc).isLeased(lease));
    assertFalse(new Occupancy(proc).isLeased(folder.resolve("none")));
  }

  @Test
  void a_flock_of_another_process_is_seen() throws Exception {
    Path flock = Path.of("/usr/bin/flock");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.isExecutable(flock));
    Path lease = Files.createFile(folder.resolve("0001"));
    Occupancy occupancy = new Occupancy(Path.of("/proc"));
    assertFalse(occupancy.isLeased(lease));
    Process holder =
        new ProcessBuilder(
                flock.toString(), "-s", lease.toString(), "sh", "-c", "echo held; read x")
            .start();
    try {
      holder.getInputStream().read();
      assertTrue(occupancy.isLeased(lease));
    } finally {
      holder.getOutputStream().close();
      holder.waitFor();
    }
    assertFalse(occupancy.isLeased(lease));
  }

  @Test
  void a_prefix_in_a_command_line_is_in_use_and_its_longer_namesake_is_not() throws IOException {
    Path root = Path.of("/h/env/e/gens/0001");
    Path process = Files.createDirectories(folder.resolve("proc/42"));
    Occupancy occupancy = new Occupancy(folder.resolve("proc"));
    Files.writeString(process.resolve("cmdline"), root + "0/bin/python\0x.py\0");
    assertEquals(Set.of(), occupancy.running(Map.of(7, root)));
    Files.writeString(process.resolve("cmdline"), root + "/bin/python\0x.py\0");
    assertEquals(Set.of(7), occupancy.running(Map.of(7, root)));
  }

  @Test
  void of_several_prefixes_those_that_processes_name_are_in_use() throws IOException {
    Path first = Files.createDirectories(folder.resolve("proc/42"));
    Path second = Files.createDirectories(folder.resolve("proc/43"));
    Files.writeString(first.resolve("cmdline"), "/h/gens/0003/bin/python\0x.py\0");
    Files.writeString(second.resolve("environ"), "HOME=/h\0VIRTUAL_ENV=/h/gens/0001\0");
    Map<Integer, Path> roots = new TreeMap<>();
    for (int number = 1; number <= 3; number++) {
      roots.put(number, Path.of("/h/gens/000" + number));
    }
    assertEquals(Set.of(1, 3), new Occupancy(folder.resolve("proc")).running(roots));
  }
}
