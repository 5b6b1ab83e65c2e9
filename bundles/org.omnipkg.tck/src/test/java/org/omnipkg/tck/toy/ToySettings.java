package org.omnipkg.tck.toy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.omnipkg.model.Source;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Desk;

/** The client reads {@code TOY_INDEXES} and {@code TOY_FOLDERS}, addresses with blanks between. */
public final class ToySettings implements ClientSettings {
  @Override
  public List<Source> sources(Supplier<Path> interpreter, Desk desk) {
    List<Source> sources = new ArrayList<>();
    for (String address : words(desk, "TOY_INDEXES")) {
      String label = sources.isEmpty() ? "default" : "extra-" + sources.size();
      sources.add(new Source(label, URI.create(address), Source.Form.INDEX));
    }
    if (sources.isEmpty()) {
      sources.add(new Source("default", builtIn(interpreter.get(), desk), Source.Form.INDEX));
    }
    int number = 0;
    for (String address : words(desk, "TOY_FOLDERS")) {
      sources.add(new Source("folder-" + ++number, URI.create(address), Source.Form.FLAT));
    }
    return sources;
  }

  private static List<String> words(Desk desk, String variable) {
    String value = desk.environment().getOrDefault(variable, "").strip();
    return value.isEmpty() ? List.of() : List.of(value.split(" +"));
  }

  /** No address of a registry stands in our own code: the client is asked for its own. */
  private static URI builtIn(Path interpreter, Desk desk) {
    Desk.Command ask =
        new Desk.Command(
            List.of(interpreter.toString(), "--default-index"),
            desk.scratch(),
            Map.of(),
            Optional.empty(),
            Duration.ofSeconds(20),
            Optional.empty());
    return URI.create(desk.run(ask).out().strip());
  }
}
