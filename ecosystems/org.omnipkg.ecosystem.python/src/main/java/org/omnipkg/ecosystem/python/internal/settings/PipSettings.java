package org.omnipkg.ecosystem.python.internal.settings;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.omnipkg.ecosystem.python.internal.runtime.PipDefaultIndex;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Source;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The sources pip and uv are configured for, pip's first; where neither names an index, the one pip
 * has built in. Extra indexes stand before the default one, as with uv: the first that knows a name
 * answers for it.
 */
@Component(property = Ecosystem.ID + "=python")
public final class PipSettings implements ClientSettings {
  private final Path root;
  private final BiFunction<Path, Desk, Optional<URI>> builtIn;

  @Activate
  public PipSettings() {
    this(Path.of("/"), new RememberedIndex(new PipDefaultIndex()::ask));
  }

  PipSettings(Path root, BiFunction<Path, Desk, Optional<URI>> builtIn) {
    this.root = root;
    this.builtIn = builtIn;
  }

  @Override
  public boolean serves(Runtime runtime) {
    return runtime.fact("has_pip").equals("true");
  }

  @Override
  public List<Source> sources(Supplier<Path> interpreter, Desk desk) {
    Map<String, String> environment = desk.environment();
    List<Path> prefixes = new ArrayList<>();
    String active = environment.getOrDefault("VIRTUAL_ENV", "");
    if (!active.isEmpty()) {
      prefixes.add(Path.of(active));
    }
    ClientSources pip = PipConfiguration.read(root, environment, prefixes);
    ClientSources uv = UvConfiguration.read(root, environment);
    Optional<URI> index = pip.index().or(uv::index).map(word -> index(word, desk));
    if (index.isEmpty() && !pip.noIndex() && !uv.noIndex()) {
      Path executable = interpreter.get();
      prefix(executable).ifPresent(prefixes::add);
      pip = PipConfiguration.read(root, environment, prefixes);
      index = pip.index().map(word -> index(word, desk));
      if (index.isEmpty() && !pip.noIndex()) {
        index = builtIn.apply(executable, desk);
      }
    }
    List<Source> sources = new ArrayList<>();
    if (!pip.noIndex() && !uv.noIndex()) {
      for (String word : together(pip.extraIndexes(), uv.extraIndexes())) {
        String label = "extra-" + (sources.size() + 1);
        sources.add(new Source(label, index(word, desk), Source.Form.INDEX));
      }
      index.ifPresent(at -> sources.add(new Source("default", at, Source.Form.INDEX)));
    }
    int number = 0;
    for (String word : together(pip.links(), uv.links())) {
      Optional<URI> place = address(word, desk);
      if (place.isPresent()) {
        sources.add(new Source("links-" + ++number, place.get(), Source.Form.FLAT));
      }
    }
    return sources;
  }

  private static Optional<Path> prefix(Path executable) {
    return Optional.ofNullable(executable.getParent()).map(Path::getParent);
  }

  private static Set<String> together(List<String> one, List<String> other) {
    Set<String> all = new LinkedHashSet<>(one);
    all.addAll(other);
    return all;
  }

  /** An index that cannot be read is refused: another one must not answer in its place. */
  private static URI index(String word, Desk desk) {
    return address(word, desk)
        .orElseThrow(
            () ->
                new Refusal(
                    Diagnostic.user(
                        "index.address-malformed",
                        "an index configured for pip or uv is neither an address nor a folder",
                        "look at it with `pip config list`")));
  }

  /** An address, or a path that is there. */
  private static Optional<URI> address(String word, Desk desk) {
    if (word.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      try {
        return Optional.of(URI.create(word));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    Optional<Path> home = PipConfiguration.home(desk.environment());
    Path path =
        word.startsWith("~/") && home.isPresent()
            ? home.get().resolve(word.substring(2))
            : desk.directory().resolve(word);
    return Files.exists(path) ? Optional.of(path.normalize().toUri()) : Optional.empty();
  }
}
