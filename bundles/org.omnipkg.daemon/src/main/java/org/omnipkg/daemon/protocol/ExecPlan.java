package org.omnipkg.daemon.protocol;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What the client becomes; the fields are those of {@code Execution.Plan}. */
public record ExecPlan(
    String executable,
    List<String> argv,
    Map<String, String> environment,
    String directory,
    String lease) {
  public byte[] encode() {
    return new Fields.Writer()
        .text(executable)
        .list(argv)
        .map(environment)
        .text(directory)
        .text(lease)
        .toBytes();
  }

  public static ExecPlan decode(byte[] payload) throws IOException {
    Fields.Reader fields = new Fields.Reader(payload);
    return new ExecPlan(fields.text(), fields.list(), fields.map(), fields.text(), fields.text());
  }
}
