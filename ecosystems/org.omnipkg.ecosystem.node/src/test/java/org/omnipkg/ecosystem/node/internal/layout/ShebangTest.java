package org.omnipkg.ecosystem.node.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShebangTest {
  private static String of(String path, String text) {
    return Shebang.of(path, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_script_of_node_is_run_by_the_environments_node() {
    assertEquals("", of("cli", "#!/usr/bin/env node\nx"));
    assertEquals("", of("cli", "#!/usr/bin/env node\r\nx"));
    assertEquals("", of("cli", "#! /usr/local/bin/nodejs\nx"));
    assertEquals("", of("cli.js", "console.log(1)"));
    assertEquals("", of("cli.mjs", ""));
  }

  @Test
  void flags_for_node_are_kept_and_nothing_else() {
    assertEquals("--no-warnings --x=1", of("cli", "#!/usr/bin/env -S node --no-warnings --x=1\n"));
    assertEquals("", of("cli", "#!/usr/bin/env -S node --x; rm -rf /\n"));
    assertEquals("", of("cli", "#!/usr/bin/env node $(reboot)\n"));
  }

  @Test
  void everything_else_runs_by_itself() {
    assertEquals("-", of("run", "#!/bin/sh\necho"));
    assertEquals("-", of("tool.js", "#!/usr/bin/env bun\n"));
    assertEquals("-", of("native", "\u007fELF"));
  }
}
