package org.omnipkg.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Programs that stand for the client in C and watch what it does. */
final class CheckedClient {
  private CheckedClient() {}

  /** Compiled from the shipped sources with the sanitizers for addresses, leaks, undefined acts. */
  static Path sanitized(Path distribution) throws Exception {
    return compiled(
        distribution,
        "omnipkg-sanitized",
        "-O1 -fsanitize=address,undefined -fno-sanitize-recover=all");
  }

  /**
   * The shipped sources as valgrind sees them; any error or lost block is said on standard error.
   * Linked dynamically: in a stripped static program it cannot tell the C library's own tricks from
   * mistakes.
   */
  static Path valgrind(Path distribution) throws Exception {
    Path program = compiled(distribution, "omnipkg-plain", "-O2");
    return script(
        distribution.resolve("bin/omnipkg-valgrind"),
        "exec valgrind -q --leak-check=full --show-leak-kinds=definite,indirect,possible \""
            + program
            + "\" \"$@\"\n");
  }

  private static Path compiled(Path distribution, String name, String options) throws Exception {
    Path program = distribution.resolve("bin").resolve(name);
    Process compiler =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "cc -std=gnu11 -g " + options + " -o \"$1\" \"$0\"/lib/src/omnipkg/*.c",
                distribution.toString(),
                program.toString())
            .redirectErrorStream(true)
            .start();
    Run.Ended ended = Run.end(compiler, "");
    assertEquals(0, ended.code(), ended.out());
    return program;
  }

  /** The program for another processor, by an emulator. */
  static Path emulated(Path distribution) throws Exception {
    Path program = distribution.resolve("lib/native/linux-aarch64/omnipkg");
    return script(
        distribution.resolve("bin/omnipkg-emulated"),
        "exec qemu-aarch64 \"" + program + "\" \"$@\"\n");
  }

  /** Whether a checker had something to say. */
  static boolean complains(String err) {
    return List.of("Sanitizer", "runtime error:", "==").stream().anyMatch(err::contains);
  }

  private static Path script(Path file, String line) throws Exception {
    Files.writeString(file, "#!/bin/sh\n" + line);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
