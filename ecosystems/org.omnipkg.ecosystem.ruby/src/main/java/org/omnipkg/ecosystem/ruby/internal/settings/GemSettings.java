package org.omnipkg.ecosystem.ruby.internal.settings;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The sources the gem command and bundler are configured for: those of {@code gem sources}, led
 * elsewhere by bundler's mirrors, with the credentials of either; where neither says anything, the
 * ones RubyGems has built in.
 */
@Component(property = Ecosystem.ID + "=ruby")
public final class GemSettings implements ClientSettings {
  private final Path root;
  private final BiFunction<Path, Desk, List<URI>> builtIn;

  @Activate
  public GemSettings() {
    this(Path.of("/"), new RememberedSources());
  }

  GemSettings(Path root, BiFunction<Path, Desk, List<URI>> builtIn) {
    this.root = root;
    this.builtIn = builtIn;
  }

  @Override
  public List<Source> sources(Supplier<Path> interpreter, Desk desk) {
    Map<String, String> environment = desk.environment();
    GemConfiguration gem = GemConfiguration.read(root, environment);
    BundlerConfiguration bundler = BundlerConfiguration.read(environment, desk.directory());
    List<URI> places = new ArrayList<>();
    for (String word : gem.sources()) {
      places.add(address(word, desk));
    }
    if (places.isEmpty()) {
      places.addAll(builtIn.apply(interpreter.get(), desk));
    }
    List<Source> indexes = new ArrayList<>();
    List<Source> folders = new ArrayList<>();
    for (URI place : places) {
      URI led = bundler.mirror(place).map(word -> address(word, desk)).orElse(place);
      URI open = bundler.unlocked(led);
      String label = indexes.isEmpty() ? "default" : "extra-" + indexes.size();
      if (isPlain(open)) {
        folders.add(new Source("gems-" + (folders.size() + 1), open, Source.Form.FLAT));
      } else {
        indexes.add(new Source(label, open, Source.Form.INDEX));
      }
    }
    indexes.addAll(folders);
    return indexes;
  }

  /** A folder of gems without an index. */
  private static boolean isPlain(URI place) {
    if (!"file".equals(place.getScheme())) {
      return false;
    }
    Path folder = Path.of(place.getPath());
    return Files.isDirectory(folder)
        && !Files.exists(folder.resolve("specs.4.8.gz"))
        && !Files.exists(folder.resolve("versions"));
  }

  /** A source that cannot be read is refused: another one must not answer in its place. */
  private static URI address(String word, Desk desk) {
    try {
      if (word.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
        URI address = URI.create(word);
        return "file".equals(address.getScheme()) ? Path.of(address.getPath()).toUri() : address;
      }
      Path path = home(word, desk.environment()).orElseGet(() -> desk.directory().resolve(word));
      if (Files.exists(path)) {
        return path.normalize().toUri();
      }
    } catch (IllegalArgumentException e) {
      throw malformed(e);
    }
    throw malformed(null);
  }

  private static Optional<Path> home(String word, Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    return word.startsWith("~/") && !home.isEmpty()
        ? Optional.of(Path.of(home).resolve(word.substring(2)))
        : Optional.empty();
  }

  private static Refusal malformed(@org.jspecify.annotations.Nullable Throwable cause) {
    return new Refusal(
        Diagnostic.user(
            "index.address-malformed",
            "a source configured for gem or bundler is neither an address nor a folder",
            "look at it with `gem sources` or `bundle config list`"),
        cause);
  }
}
