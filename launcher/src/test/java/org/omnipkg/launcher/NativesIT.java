package org.omnipkg.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With -Pnatives,live: programs for every platform; that for aarch64 keeps the client's laws. */
@Tag("live")
class NativesIT extends ClientLaws {
  private static final int PROGRAM_HEADERS = 32;
  private static final int INTERPRETER = 3;
  private Path program;

  @Override
  void prepareProgram() throws Exception {
    program = CheckedClient.emulated(distribution);
  }

  @Override
  Run choose(Run run) {
    return run.as(program);
  }

  @ParameterizedTest
  @CsvSource({
    "linux-x86_64, '', 7f454c46",
    "linux-aarch64, '', 7f454c46",
    "macos-x86_64, '', cffaedfe",
    "macos-aarch64, '', cffaedfe",
    "windows-x86_64, .exe, 4d5a"
  })
  void both_programs_are_there_in_the_platforms_format(String platform, String ending, String magic)
      throws Exception {
    for (String name : new String[] {"omnipkg", "pylauncher"}) {
      Path file = distribution.resolve("lib/native/" + platform + "/" + name + ending);
      assertTrue(Files.isExecutable(file), file::toString);
      ByteBuffer start = ByteBuffer.wrap(Files.readAllBytes(file));
      String told = String.format("%08x", start.getInt(0));
      assertTrue(told.startsWith(magic), () -> file + ": " + told);
      if (platform.startsWith("linux")) {
        assertStatic(start.order(ByteOrder.LITTLE_ENDIAN));
      }
    }
  }

  @Test
  void the_emulated_python_launcher_becomes_the_interpreter() throws Exception {
    Path generation = Files.createDirectories(folder.resolve("g/bin")).getParent();
    Files.writeString(
        generation.resolve("pyvenv.cfg"), "executable = /bin/sh\nenvironment.WHO = me\n");
    Path launcher = generation.resolve("bin/python");
    Files.copy(distribution.resolve("lib/native/linux-aarch64/pylauncher"), launcher);
    Run run = new Run(distribution, folder).as(Path.of("/usr/bin/env"));
    assertEquals(
        new Run.Ended(4, launcher.toRealPath() + " me\n", ""),
        run.run("qemu-aarch64", launcher.toString(), "-c", "echo \"$0 $WHO\"; exit 4"));
  }

  /** No program header asks for a dynamic linker. */
  private static void assertStatic(ByteBuffer elf) {
    int headers = (int) elf.getLong(PROGRAM_HEADERS);
    int size = elf.getShort(54);
    for (int i = 0; i < elf.getShort(56); i++) {
      assertTrue(elf.getInt(headers + i * size) != INTERPRETER);
    }
  }
}
