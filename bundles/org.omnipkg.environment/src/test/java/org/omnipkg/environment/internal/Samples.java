package org.omnipkg.environment.internal;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.State;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Edge;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Role;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Tie;

/** Values with every part filled. */
final class Samples {
  static final Runtime RUNTIME =
      new Runtime(
          "python",
          "cpython",
          "3.11.7",
          Path.of("/base/bin/python3.11"),
          Path.of("/base"),
          "pyenv",
          Map.of("cache_tag", "cpython-311"));
  static final Environments.PrefixInput INPUT =
      new Environments.PrefixInput(RUNTIME, List.of(), Optional.empty(), Optional.empty());

  private Samples() {}

  static State state(String... command) {
    Artifact artifact =
        new Artifact(
            "tiny-1.0-py3-none-any.whl",
            "wheel",
            URI.create("https://someone:secret@files.example/tiny.whl#sha256=1"),
            Map.of("sha256", "00"),
            OptionalLong.of(12),
            Map.of("requires-python", ">=3.8"));
    Node node =
        new Node(
            "tiny",
            new Pin(new PackageName("python", "tiny"), "1.0"),
            Optional.of(artifact),
            Set.of("a", "b"),
            "default");
    Node bare =
        new Node(
            "bare",
            new Pin(new PackageName("python", "bare"), "2", "x"),
            Optional.empty(),
            Set.of(),
            "");
    Edge edge =
        new Edge(
            "", "tiny", Tie.NEEDS, Role.RUN, "tiny @ git+ssh://git@host/x", "os_name == 'posix'");
    return State.made(Instant.parse("2026-01-02T03:04:05Z"), List.of(command))
        .runtimes(List.of(RUNTIME))
        .roots(List.of("python:tiny @ https://token@files.example/tiny.whl"))
        .nodes(List.of(node, bare))
        .edges(List.of(edge))
        .trees(Map.of("tiny", "py/tiny-1.0-000000000000"))
        .resolvers(State.everywhere("uv", List.of(RUNTIME)))
        .state();
  }
}
