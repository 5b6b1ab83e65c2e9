package org.omnipkg.environment.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.omnipkg.archive.Unpacker;
import org.omnipkg.archive.internal.SafeUnpacker;
import org.omnipkg.ecosystem.python.internal.layout.PythonLayout;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Target;
import org.omnipkg.tck.HostileArchives;

/** The unpacker and the layout together let no lying wheel become a tree. */
class HostileWheelTest {
  private static final Map<String, String> LAYOUTS_OWN =
      Map.of(
          "data-scheme", "wheel.data-scheme",
          "script-name", "wheel.script-name",
          "record-integrity", "wheel.record",
          "identity", "wheel.identity");

  @TempDir Path folder;

  static List<HostileArchives.Case> refused() {
    return HostileArchives.ofKind("wheel").stream()
        .filter(c -> c.expect().equals("reject"))
        .toList();
  }

  static List<HostileArchives.Case> taken() {
    return HostileArchives.ofKind("wheel").stream()
        .filter(c -> !c.expect().equals("reject"))
        .toList();
  }

  private Bubble place(HostileArchives.Case wheel) throws IOException {
    Path file = HostileArchives.copy(wheel, folder);
    Map<String, byte[]> contents = new HashMap<>();
    List<Entry> entries =
        new SafeUnpacker()
            .stream(
                file,
                Unpacker.Rules.wheel(),
                (path, executable, content) -> {
                  byte[] bytes = content.readAllBytes();
                  contents.put(path, bytes);
                  return new Digest(sha256(bytes), bytes.length);
                },
                Progress.SILENT);
    Artifact artifact =
        new Artifact(
            wheel.fileName(),
            "wheel",
            file.toUri(),
            Map.of("sha256", sha256(Files.readAllBytes(file))),
            OptionalLong.empty(),
            Map.of());
    Node node =
        new Node(
            "evil",
            new Pin(new PackageName("python", "evil"), "1.0"),
            Optional.of(artifact),
            Set.of(),
            "wheels");
    return new PythonLayout((release, target) -> Optional.empty())
        .place(
            node,
            artifact,
            entries,
            entry -> contents.get(entry.path()),
            new Target(new Platform("linux", "x86_64", "", ""), List.of()));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_hostile_wheel_is_refused_for_what_it_does(HostileArchives.Case wheel) {
    String code = assertThrows(Refusal.class, () -> place(wheel)).diagnostic().code();
    String expected = LAYOUTS_OWN.get(wheel.rule());
    assertTrue(expected == null ? code.startsWith("archive.") : code.equals(expected), code);
  }

  @ParameterizedTest
  @MethodSource("taken")
  void an_odd_but_honest_wheel_is_taken(HostileArchives.Case wheel) throws IOException {
    assertTrue(place(wheel).key().startsWith("evil-1.0-"));
  }

  @Test
  void code_that_runs_at_every_start_is_known() throws IOException {
    assertEquals(List.of("evil.pth"), place(HostileArchives.named("wheel-pth")).facts().get("pth"));
  }

  @Test
  void all_cases_are_there() {
    assertTrue(
        refused().size() >= 18 && taken().size() >= 4, refused().size() + " " + taken().size());
  }
}
