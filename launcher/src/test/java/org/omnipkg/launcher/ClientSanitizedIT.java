package org.omnipkg.launcher;

import java.nio.file.Path;

/** The client in C, watched by the compiler's sanitizers: whatever they find changes its output. */
class ClientSanitizedIT extends ClientLaws {
  private Path program;

  @Override
  void prepareProgram() throws Exception {
    program = CheckedClient.sanitized(distribution);
  }

  @Override
  Run choose(Run run) {
    return run.as(program).with("ASAN_OPTIONS", "quarantine_size_mb=8");
  }
}
