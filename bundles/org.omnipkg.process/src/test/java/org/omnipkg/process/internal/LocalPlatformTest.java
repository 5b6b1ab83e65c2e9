package org.omnipkg.process.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPlatformTest {
  @TempDir Path folder;

  @Test
  void the_loader_of_a_program_is_read_from_its_ELF_header() {
    assertTrue(LocalPlatform.interpreter(Path.of("/bin/sh")).orElse("").startsWith("/lib"));
  }

  @Test
  void a_script_names_no_loader() throws Exception {
    Path script = Files.writeString(folder.resolve("s"), "#!/bin/sh\n" + "#".repeat(100));

    assertTrue(LocalPlatform.interpreter(script).isEmpty());
  }

  @Test
  void glibc_is_asked_through_ldd_where_getconf_is_missing() {
    var platform =
        LocalPlatform.detect(
            argv -> argv.get(0).equals("ldd") ? "ldd (Packager 1.5-9) 2.36\nCopyright\n" : "");

    assertEquals("2.36", platform.libcVersion());
  }

  @Test
  void a_version_is_read_out_of_a_sentence() {
    assertEquals("1.2.5", LocalPlatform.version("musl libc (x86_64)\nVersion 1.2.5\nDynamic"));
    assertEquals("", LocalPlatform.version("nothing"));
  }
}
