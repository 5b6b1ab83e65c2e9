package org.omnipkg.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What every client does, whatever it is written in; the daemon is the shipped one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClientLaws implements ClientStreamLaws, ClientCommandLaws, ClientDaemonLaws {
  @TempDir static Path shared;
  @TempDir Path folder;
  Path distribution;
  Path lease;

  Run client;
  Run alone;

  /** Turns {@code run} to the client under test. */
  abstract Run choose(Run run) throws Exception;

  @Override
  public Run client() {
    return client;
  }

  @Override
  public Run alone() {
    return alone;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public Path shared() {
    return shared;
  }

  @Override
  public Path lease() {
    return lease;
  }

  @BeforeAll
  void assemble() throws Exception {
    distribution = ToyDistribution.make(shared.resolve("dist"), "one", true);
    prepareProgram();
  }

  void prepareProgram() throws Exception {}

  @BeforeEach
  void prepare() throws Exception {
    client = choose(new Run(distribution, shared));
    alone = choose(new Run(distribution, folder));
    lease = Files.createFile(folder.resolve("lease"));
  }

  @AfterEach
  void stop() throws Exception {
    alone.stop();
  }

  @AfterAll
  void stopShared() throws Exception {
    client.stop();
  }
}
