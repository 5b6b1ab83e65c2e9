package org.omnipkg.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Says how a command is run in an environment; running it is the client's own act. */
@ProviderType
public interface Execution {
  /**
   * The plan for {@code exec}.
   *
   * @throws org.omnipkg.model.Refusal {@code exec.not-found} (exit 127), {@code
   *     exec.not-executable} (126), {@code environment.unknown}
   */
  Plan exec(Caller caller, String environment, List<String> command);

  /**
   * What the client replaces itself by.
   *
   * @param executable absolute path
   * @param argv argument vector; its first element is the command's name as the child sees it
   * @param environment the child's whole environment
   * @param lease file to be opened and held with a shared flock for the child's life; it keeps the
   *     generation from being collected
   */
  record Plan(
      Path executable,
      List<String> argv,
      Map<String, String> environment,
      Path directory,
      Path lease) {}
}
