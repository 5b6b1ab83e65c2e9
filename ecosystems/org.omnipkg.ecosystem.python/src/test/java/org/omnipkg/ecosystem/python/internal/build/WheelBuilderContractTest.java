package org.omnipkg.ecosystem.python.internal.build;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.omnipkg.ecosystem.python.internal.PythonEcosystem;
import org.omnipkg.ecosystem.python.internal.runtime.LocalDesk;
import org.omnipkg.ecosystem.python.internal.runtime.PythonRuntimes;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.spi.Builder;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource.Candidate;
import org.omnipkg.tck.BuilderContract;

/** A project with a backend of its own, built by an interpreter of this machine. */
public class WheelBuilderContractTest extends BuilderContract {
  private static final String BACKEND =
      """
      import os, zipfile
      def get_requires_for_build_wheel(settings):
          return ["wheel", "cffi>=1"]
      def build_wheel(folder, settings=None, metadata=None):
          name = "tiny-1.0-py2.py3-none-any.whl"
          with zipfile.ZipFile(os.path.join(folder, name), "w") as out:
              out.writestr("tiny.py", "x = 1")
          return name
      build_editable = build_wheel
      """;

  private List<Path> interpreters = List.of();

  @BeforeEach
  void look() {
    interpreters =
        new PythonRuntimes().locate(desk(temporary)).stream().map(Candidate::executable).toList();
    assumeFalse(interpreters.isEmpty(), "no Python on this machine");
  }

  @Override
  protected Builder builder() {
    return new WheelBuilder(new PythonEcosystem());
  }

  @Override
  protected Pin pin() {
    return new Pin(new PackageName("python", "tiny"), "1.0");
  }

  @Override
  protected void project(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("pyproject.toml"),
        """
        [build-system]
        requires = ["setuptools>=40", "cython<3"]
        build-backend = "backend"
        backend-path = ["."]
        """);
    Files.writeString(folder.resolve("backend.py"), BACKEND);
  }

  @Override
  protected void failing(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("backend.py"),
        BACKEND.replace("name = ", "raise ValueError('no luck') or "));
  }

  @Override
  protected List<String> stated() {
    return List.of("setuptools>=40", "cython<3");
  }

  @Override
  protected List<String> named() {
    return List.of("wheel", "cffi>=1");
  }

  @Override
  protected Desk desk(Path scratch) {
    LocalDesk desk = new LocalDesk(scratch);
    desk.environment.putAll(System.getenv());
    desk.environment.put("SOME_TOKEN", SECRET);
    return desk;
  }

  @Override
  protected Path interpreter() {
    return interpreters.get(0);
  }
}
