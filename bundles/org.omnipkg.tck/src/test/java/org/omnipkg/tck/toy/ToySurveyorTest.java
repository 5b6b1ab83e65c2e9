package org.omnipkg.tck.toy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Surveyor;
import org.omnipkg.spi.Trace;
import org.omnipkg.tck.SurveyorContract;

public class ToySurveyorTest extends SurveyorContract {
  @Override
  protected Surveyor surveyor() {
    return new ToySurveyor();
  }

  @Override
  protected Prefix generation(Path below) throws IOException {
    Path root = Files.createDirectories(below.resolve("gens/0001"));
    Path farm = Files.createDirectories(below.resolve("farm/0001"));
    Node node =
        new Node("brick", ToyLayoutTest.pin("brick"), Optional.empty(), Set.of(), "default");
    Path store = Files.createDirectories(below.resolve("store/toy/brick-3"));
    return new Prefix(
        root,
        farm,
        ToyVersionsTest.target().runtimes().get(0),
        List.of(new Prefix.Tree(node, store, Map.of(), true)),
        Optional.empty());
  }

  @Override
  protected Target other() {
    return ToyVersionsTest.target();
  }

  @Override
  protected Pin installed() {
    return new Pin(new PackageName("toy", "sand"), "7");
  }

  private static Trace put(Prefix into, String path, String text) throws IOException {
    Path file = into.root().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return new Trace(Trace.Kind.ADDED, Trace.Place.PREFIX, path);
  }

  @Override
  protected List<Trace> install(Prefix into) throws IOException {
    return List.of(put(into, "lib/sand/BY", "7 shovel"), put(into, "lib/sand/grain", "fine"));
  }

  @Override
  protected String installer() {
    return "shovel";
  }

  @Override
  protected List<Trace> remove(Prefix from) {
    return List.of(new Trace(Trace.Kind.REMOVED, Trace.Place.FARM, "lib/brick"));
  }

  @Override
  protected List<Trace> drop(Prefix into) throws IOException {
    return List.of(put(into, "share/drawing", "of a house"));
  }

  @Override
  protected List<Trace> litter(Prefix into) throws IOException {
    return List.of(put(into, "lib/dust.tmp", ""));
  }
}
