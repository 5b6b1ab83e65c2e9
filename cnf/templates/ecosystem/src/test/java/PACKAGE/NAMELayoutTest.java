package @PACKAGE@;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.tck.LayoutContract;
import org.omnipkg.tck.Parcel;

/** Specimens: two small packages and some that lie; change them to the language's own form. */
class @NAME@LayoutTest extends LayoutContract {
  private static final String FORMAT = "zip";

  private static Pin pin(String name) {
    return new Pin(new PackageName(@NAME@Language.ID, name), "1.2");
  }

  private static Artifact artifact(String filename) {
    return new Artifact(
        filename,
        FORMAT,
        URI.create("https://index.example/@ID@/" + filename),
        Map.of("sha256", Parcel.sha256(filename.getBytes(StandardCharsets.UTF_8))),
        OptionalLong.empty(),
        Map.of());
  }

  /** What an unpacked package of this name holds: path to text, commands below bin. */
  private static Map<String, String> files(String name) {
    throw new Missing(
        "@NAME@LayoutTest.files",
        "write down the files of a small package of the language, with what it says its own name"
            + " and version are, and a command `run-NAME`");
  }

  private static Parcel parcel(String name) {
    return Parcel.of(pin(name), artifact(name + "-1.2." + FORMAT), files(name));
  }

  @Override
  protected Layout layout() {
    return new @NAME@Layout();
  }

  @Override
  protected Target target() {
    return Machines.target();
  }

  @Override
  protected List<Parcel> parcels() {
    return List.of(parcel("some-name"), parcel("other-name"));
  }

  /** Packages whose inside says something else than their pin. */
  @Override
  protected List<Parcel> contradictions() {
    return List.of(
        Parcel.of(pin("some-name"), artifact("some-name-1.2." + FORMAT), files("other-name")));
  }

  /** Files of one release that fit the target, the best first. */
  @Override
  protected List<Artifact> fitting() {
    return List.of(artifact("some-name-1.2." + FORMAT));
  }

  /** Files of it that do not fit. */
  @Override
  protected List<Artifact> unfit() {
    return List.of(artifact("some-name-1.2-windows." + FORMAT));
  }

  @Override
  protected Set<String> commands() {
    return Set.of("run-some-name", "run-other-name");
  }
}
