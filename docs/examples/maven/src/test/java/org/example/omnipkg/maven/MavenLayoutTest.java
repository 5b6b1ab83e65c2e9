package org.example.omnipkg.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Packing;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Running;
import org.omnipkg.spi.Step;
import org.omnipkg.tck.LayoutContract;
import org.omnipkg.tck.Parcel;

class MavenLayoutTest extends LayoutContract {
  private static Pin pin(String name) {
    return new Pin(new PackageName("maven", name), "1.2");
  }

  static Artifact artifact(String filename, String format, byte[] bytes) {
    return new Artifact(
        filename,
        format,
        URI.create("https://first.example/" + filename),
        Map.of("sha256", Parcel.sha256(bytes)),
        OptionalLong.empty(),
        Map.of());
  }

  private static Parcel parcel(String name, byte[] bytes) {
    Artifact file = artifact(Coordinates.known(name).filename("1.2"), "jar", bytes);
    return new Parcel(pin(name), file, Map.of(Packing.FILE, bytes));
  }

  private static Parcel parcel(String name) {
    return parcel(name, SmallRepository.jar(name));
  }

  @Override
  protected Layout layout() {
    return new MavenLayout();
  }

  @Override
  protected Target target() {
    return Machines.target();
  }

  /** Two groups have an artifact of one name. */
  @Override
  protected List<Parcel> parcels() {
    return List.of(
        parcel("org.example:sun"), parcel("org.example:moon"), parcel("com.example:moon"));
  }

  @Override
  protected List<Parcel> contradictions() {
    return List.of(
        parcel("org.example:sun", "<html>not found</html>".getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  protected List<Artifact> fitting() {
    return List.of(
        artifact("sun-1.2.jar", "jar", new byte[] {1}),
        artifact("sun-1.2.zip", "jar", new byte[] {2}));
  }

  @Override
  protected List<Artifact> unfit() {
    return List.of(artifact("sun-1.2-sources.jar", "sources", new byte[] {3}));
  }

  @Override
  protected Set<String> commands() {
    return Set.of();
  }

  @Test
  void a_jar_is_not_opened() {
    assertEquals(Packing.WHOLE, layout().packing(parcels().get(0).artifact()));
  }

  @Test
  void the_class_path_has_the_generations_jars_and_then_the_callers() {
    Path root = Path.of("/env/gens/0001");
    Running plain = layout().running(root, target().runtimes().get(0), Map.of());
    assertEquals("/env/gens/0001/java/lib/*", plain.set().get("CLASSPATH"));
    assertEquals("/opt/java", plain.set().get("JAVA_HOME"));
    Running further =
        layout().running(root, target().runtimes().get(0), Map.of("CLASSPATH", "/mine"));
    assertEquals("/env/gens/0001/java/lib/*:/mine", further.set().get("CLASSPATH"));
  }

  @Test
  void java_itself_knows_the_class_path() {
    String text =
        steps().stream()
            .filter(step -> step instanceof Step.Write write && write.path().endsWith("bin/java"))
            .map(step -> ((Step.Write) step).text())
            .findFirst()
            .orElseThrow();
    assertTrue(text.contains("own='/env/gens/0001/java/lib/*'"), text);
    assertTrue(text.contains("exec '/opt/java/bin/java' \"$@\""), text);
  }

  private List<Step> steps() {
    return layout()
        .prefix(
            new Prefix(
                Path.of("/env/gens/0001"),
                Path.of("/env/farm/0001"),
                target().runtimes().get(0),
                List.of(),
                Optional.empty()));
  }

  @Test
  void the_main_class_of_a_jar_is_told() {
    Parcel sun = parcels().get(0);
    Map<String, List<String>> facts =
        layout().place(sun.node(), sun.artifact(), sun.entries(), sun.contents(), target()).facts();
    assertEquals(
        List.of("`omnipkg exec java org.example.sun` runs it"), layout().account(facts).notes());
  }
}
