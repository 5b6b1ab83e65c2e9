package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Starts a command on an environment and kills (SIGKILL) whoever works for it. */
record Strike(Shipped omnipkg, Random random) {
  /** One in four commands works without the daemon. */
  void at(String environment, String[] verb, long afterNanos) throws Exception {
    boolean alone = random.nextInt(4) == 0;
    List<String> command = new ArrayList<>();
    command.add(Distribution.folder().resolve("bin/omnipkg").toString());
    long after = afterNanos;
    if (alone) {
      omnipkg.run("daemon", "stop");
      command.add("--no-daemon");
      after += (long) (random.nextDouble() * 1_500_000_000L);
    }
    command.addAll(List.of("-e", environment));
    command.addAll(List.of(verb));
    long daemon = alone ? 0 : daemon();
    Process client = omnipkg.start(command);
    TimeUnit.NANOSECONDS.sleep(after);
    if (alone) {
      client.descendants().forEach(ProcessHandle::destroyForcibly);
      client.destroyForcibly();
    } else {
      ProcessHandle.of(daemon)
          .ifPresent(
              process -> {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
              });
    }
    assertTrue(client.waitFor(2, TimeUnit.MINUTES), "the client waits for a daemon that is gone");
  }

  private long daemon() throws Exception {
    Shipped.Said status = omnipkg.run("daemon", "status", "--json").ok();
    JsonNode pid = new ObjectMapper().readTree(status.out()).findValue("pid");
    return pid == null ? 0 : pid.asLong();
  }
}
