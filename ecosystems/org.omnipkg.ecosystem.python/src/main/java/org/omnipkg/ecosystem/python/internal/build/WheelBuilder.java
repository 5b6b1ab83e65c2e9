package org.omnipkg.ecosystem.python.internal.build;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.omnipkg.ecosystem.python.internal.PythonEcosystem;
import org.omnipkg.ecosystem.support.Digests;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Role;
import org.omnipkg.spi.Builder;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Builds wheels through the hooks of PEP 517. */
@Component(property = Ecosystem.ID + "=python")
public final class WheelBuilder implements Builder {
  private static final Duration ASKING = Duration.ofMinutes(10);
  private static final Duration BUILDING = Duration.ofHours(2);

  private final Ecosystem python;
  private final ObjectMapper json = new ObjectMapper();

  /** Its own bundle's Python: another bundle's would leave with nobody to tell this one. */
  @Activate
  public WheelBuilder() {
    this(new PythonEcosystem());
  }

  WheelBuilder(Ecosystem python) {
    this.python = python;
  }

  @Override
  public List<Dependency> requires(Path source, Desk desk) {
    return BuildSystem.of(source).requires().stream().map(this::need).toList();
  }

  @Override
  public List<Dependency> requires(Path source, Path interpreter, Desk desk) {
    return requires("requires", source, interpreter, desk);
  }

  @Override
  public List<Dependency> editableRequires(Path project, Path interpreter, Desk desk) {
    return requires("requires-editable", project, interpreter, desk);
  }

  private List<Dependency> requires(String call, Path source, Path interpreter, Desk desk) {
    Path root = real(source);
    Hook hook =
        new Hook(
            String.valueOf(source.getFileName()), BuildSystem.of(root), root, interpreter, desk);
    byte[] answer = hook.call(call, root, ASKING);
    try {
      return json.readValue(answer, new TypeReference<List<String>>() {}).stream()
          .map(this::need)
          .toList();
    } catch (IOException e) {
      throw hook.failed(new Desk.Output(0, "its answer is not a list of requirements", ""));
    }
  }

  @Override
  public Artifact build(Pin pin, Path source, Path interpreter, Path into, Desk desk) {
    return wheel("wheel", pin, source, interpreter, into, desk);
  }

  @Override
  public Artifact editable(Pin pin, Path project, Path interpreter, Path into, Desk desk) {
    return wheel("editable", pin, project, interpreter, into, desk);
  }

  private Artifact wheel(
      String call, Pin pin, Path source, Path interpreter, Path into, Desk desk) {
    Path root = real(source);
    Path folder = real(into);
    String label = pin.name().name() + " " + pin.version();
    BuildSystem system = BuildSystem.of(root);
    Hook hook = new Hook(label, system, root, interpreter, desk);
    byte[] answer = hook.call(call, folder, BUILDING);
    try {
      String name = json.readValue(answer, String.class);
      if (name == null) {
        throw unable(pin, system);
      }
      Path wheel = folder.resolve(name).normalize();
      if (!folder.equals(wheel.getParent())
          || !name.endsWith(".whl")
          || !Files.isRegularFile(wheel)) {
        throw hook.failed(new Desk.Output(0, "its answer names no wheel: `" + name + "`", ""));
      }
      return new Artifact(
          name,
          "wheel",
          wheel.toUri(),
          Map.of("sha256", Digests.hex(wheel)),
          OptionalLong.of(Files.size(wheel)),
          Map.of());
    } catch (IOException e) {
      throw hook.failed(new Desk.Output(0, "its answer is not the name of a wheel", ""));
    }
  }

  private static Refusal unable(Pin pin, BuildSystem system) {
    return new Refusal(
        Diagnostic.user(
                "build.no-editable",
                "`" + pin.name().name() + "` cannot be installed in editable form",
                "install its folder without `--editable`, again after each change")
            .with(List.of("its backend `" + system.backend() + "` has no `build_editable`")));
  }

  private Dependency need(String text) {
    Dependency read = python.grammar().parse(text);
    return new Dependency(
        read.target(),
        read.range(),
        read.features(),
        read.alias(),
        read.tie(),
        Role.BUILD,
        read.when(),
        read.direct(),
        read.text());
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
