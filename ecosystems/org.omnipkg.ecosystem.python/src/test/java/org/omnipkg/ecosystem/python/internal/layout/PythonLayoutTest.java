package org.omnipkg.ecosystem.python.internal.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.omnipkg.ecosystem.python.internal.Targets;
import org.omnipkg.ecosystem.python.internal.tag.ArtifactChoice;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Running;
import org.omnipkg.tck.LayoutContract;
import org.omnipkg.tck.Parcel;

public class PythonLayoutTest extends LayoutContract {
  private static Artifact wheel(String filename) {
    return new Artifact(
        filename,
        "wheel",
        URI.create("https://files.example/" + filename),
        Map.of("sha256", Parcel.sha256(filename.getBytes(StandardCharsets.UTF_8))),
        OptionalLong.empty(),
        Map.of());
  }

  private static Parcel parcel(PlainWheel wheel, String name, String version) {
    Map<String, byte[]> files = new LinkedHashMap<>(wheel.files);
    files.put(wheel.folder + "RECORD", wheel.record().getBytes(StandardCharsets.UTF_8));
    Pin pin = new Pin(new PackageName("python", name), version);
    return new Parcel(pin, wheel(wheel.filename), files);
  }

  private static PlainWheel brick() {
    PlainWheel wheel = new PlainWheel("brick", "1.0");
    return wheel
        .file("brick/__init__.py", "")
        .file("walls/brick.py", "height = 3\n")
        .file("brick-1.0.data/scripts/lay", "#!python\nprint('laid')\n")
        .file("brick-1.0.data/data/share/doc/brick.txt", "of bricks\n")
        .file("brick-1.0.data/data/etc/brick/brick.conf", "colour = red\n")
        .file(wheel.folder + "entry_points.txt", "[console_scripts]\nbrick = brick:main\n");
  }

  private static PlainWheel stone() {
    PlainWheel wheel = new PlainWheel("stone", "2.0");
    return wheel
        .file("stone.py", "")
        .file("walls/stone.py", "height = 4\n")
        .file("stone-2.0.data/scripts/brick", "#!python\nprint('a namesake')\n")
        .file("stone-2.0.data/data/share/doc/stone.txt", "of stones\n")
        .file("stone-2.0.data/data/etc/brick/stone.conf", "colour = grey\n")
        .file(wheel.folder + "entry_points.txt", "[console_scripts]\nstone = stone:main\n");
  }

  @Override
  protected Layout layout() {
    return new PythonLayout(new ArtifactChoice()::choose);
  }

  @Override
  protected Target target() {
    return Targets.linux311();
  }

  @Override
  protected List<Parcel> parcels() {
    return List.of(parcel(brick(), "brick", "1.0"), parcel(stone(), "stone", "2.0"));
  }

  @Override
  protected List<Parcel> contradictions() {
    PlainWheel renamed = new PlainWheel("brick", "1.0");
    renamed.filename = "stone-1.0-py3-none-any.whl";
    PlainWheel liar = new PlainWheel("brick", "1.0");
    liar.file(liar.folder + "METADATA", "Metadata-Version: 2.1\nName: stone\nVersion: 1.0\n\n");
    PlainWheel changed = new PlainWheel("brick", "1.0");
    changed.file("brick.py", "").row("brick.py", "sha256=AAAA,0");
    return List.of(
        parcel(new PlainWheel("brick", "1.0"), "brick", "2.0"),
        parcel(new PlainWheel("brick", "1.0"), "stone", "1.0"),
        parcel(renamed, "brick", "1.0"),
        parcel(liar, "brick", "1.0"),
        parcel(changed, "brick", "1.0"));
  }

  @Override
  protected List<Artifact> fitting() {
    return List.of(
        wheel("brick-1.0-cp311-cp311-manylinux_2_17_x86_64.whl"),
        wheel("brick-1.0-cp38-abi3-manylinux_2_17_x86_64.whl"),
        wheel("brick-1.0-py3-none-any.whl"));
  }

  @Override
  protected List<Artifact> unfit() {
    return List.of(
        wheel("brick-1.0-cp311-cp311-win_amd64.whl"),
        wheel("brick-1.0-cp312-cp312-manylinux_2_17_x86_64.whl"),
        wheel("brick-1.0-cp311-cp311-manylinux_2_99_x86_64.whl"),
        wheel("brick-1.0-py2-none-any.whl"));
  }

  @Override
  protected Set<String> commands() {
    return Set.of("lay", "brick", "stone");
  }

  @Test
  void a_command_runs_as_in_a_virtual_environment_with_its_own_pip_alone() {
    Running running =
        layout()
            .running(Path.of("/env/0001"), target().runtimes().get(0), Map.of("PYTHONHOME", "/x"));
    assertEquals(Map.of("VIRTUAL_ENV", "/env/0001"), running.set());
    assertEquals(Set.of("PYTHONHOME"), running.unset());
    assertTrue("pip3.11".matches(running.own().get(0)));
    assertFalse("pipx".matches(running.own().get(0)));
  }
}
