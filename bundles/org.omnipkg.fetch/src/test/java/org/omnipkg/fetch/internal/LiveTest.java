package org.omnipkg.fetch.internal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.fetch.internal.vfs.Sight;
import org.omnipkg.model.Artifact;

/** Against what the user's own Maven settings lead to. */
@Tag("live")
class LiveTest {
  private static final String SHA256 =
      "a135fcf4dc01adebf7ea439252276fc3196db80f7e0dd3da0b61f1ec489b68bd";
  @TempDir Path root;

  @Test
  void a_python_comes_by_maven_coordinates() throws Exception {
    Path into = root.resolve("cpython.jar");
    Artifact artifact =
        new Artifact(
            "cpython-3.12.1-1.5.10-linux-x86_64.jar",
            "jar",
            URI.create("maven:org.bytedeco:cpython:jar:linux-x86_64:3.12.1-1.5.10"),
            Map.of("sha256", SHA256),
            OptionalLong.empty(),
            Map.of());
    // the user's settings, but not what their local repository may hold already
    Path settings = Path.of(System.getProperty("user.home"), ".m2", "settings.xml");
    Files.createDirectories(root.resolve(".m2"));
    if (Files.exists(settings)) {
      Files.copy(settings, root.resolve(".m2/settings.xml"));
    }
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("HOME", root.toString());
    new Asking(
            new RoutingFetcher(root, Bench.limits(), 1 << 20, Sight.local(root.resolve("vfs"))),
            environment)
        .download(artifact, into, false, Bench.SILENT);
    assertTrue(Files.size(into) > 10_000_000);
  }
}
