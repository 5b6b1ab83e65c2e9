package org.omnipkg.engine.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.omnipkg.api.Settings;
import org.omnipkg.model.Source;
import org.omnipkg.resolve.Languages;
import org.omnipkg.runtimes.RuntimeRoom;
import org.omnipkg.spi.ClientSettings;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.RuntimeSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** One effective list of sources: command line, then our configuration, then the client's own. */
@Component(service = SourceList.class)
public final class SourceList {
  /** Label of the index a client has by itself, or was given in its place. */
  private static final String DEFAULT = "default";

  private final Settings settings;
  private final Languages languages;
  private final RuntimeRoom runtimes;
  private final LocalCopies copies;
  private final StoredReleases stored;

  @Activate
  public SourceList(
      @Reference Settings settings,
      @Reference Languages languages,
      @Reference RuntimeRoom runtimes,
      @Reference LocalCopies copies,
      @Reference StoredReleases stored) {
    this.settings = settings;
    this.languages = languages;
    this.runtimes = runtimes;
    this.copies = copies;
    this.stored = stored;
  }

  List<Source> effective(String ecosystem, Wishes wishes, HouseDesk desk) {
    List<Source> sources = new ArrayList<>();
    Path directory = desk.directory();
    boolean bare = ecosystem.equals(Words.BARE);
    Optional<String> index =
        last(Addressed.to(ecosystem, wishes.indexes(), languages)).or(() -> own(ecosystem, desk));
    List<String> extra =
        Addressed.to(
            ecosystem,
            wishes.extraIndexes().isEmpty() ? words("extra-indexes", desk) : wishes.extraIndexes(),
            languages);
    List<String> links =
        Addressed.to(
            ecosystem,
            wishes.findLinks().isEmpty() ? words("find-links", desk) : wishes.findLinks(),
            languages);
    List<Source> files = bare ? wishes.files() : List.of();
    int number = 0;
    for (String address : extra) {
      sources.add(index("extra-" + ++number, address, directory));
    }
    index.ifPresent(address -> sources.add(index("index", address, directory)));
    number = 0;
    for (String address : links) {
      sources.add(flat("links-" + ++number, address, directory));
    }
    sources.addAll(files);
    boolean ownIndex =
        index.isPresent()
            || files.stream()
                .anyMatch(s -> s.form() == Source.Form.INDEX && s.label().equals(DEFAULT));
    if (!ownIndex) {
      sources.addAll(client(ecosystem, desk));
    }
    Keyring keyring = new Keyring(desk.offline() ? "" : setting("keyring", desk).orElse(""), desk);
    try (Languages.Lease<Ecosystem> lease = languages.ecosystem(ecosystem)) {
      return sources.stream()
          .map(keyring::unlocked)
          .map(source -> copies.local(source, lease.service(), desk))
          .toList();
    }
  }

  /** What a setting says: the language's own, else {@code index} with the language in front. */
  private Optional<String> own(String ecosystem, HouseDesk desk) {
    return last(words(ecosystem + "-index", desk))
        .map(word -> Addressed.bare(ecosystem, word, languages))
        .or(() -> last(Addressed.to(ecosystem, words("index", desk), languages)));
  }

  private static Optional<String> last(List<String> words) {
    return words.stream().reduce((first, last) -> last);
  }

  /**
   * Whether a language has an index of the user's own: one of our settings, or one beside the
   * default of its client, or none at all. A client's default may be a mirror, and counts as the
   * public index.
   */
  boolean isOwn(String ecosystem, HouseDesk desk) {
    if (own(ecosystem, desk).isPresent()
        || !Addressed.to(ecosystem, words("extra-indexes", desk), languages).isEmpty()) {
      return true;
    }
    try {
      List<Source> client = client(ecosystem, desk, one -> here(ecosystem, one, desk));
      List<String> indexes =
          client.stream()
              .filter(one -> one.form() == Source.Form.INDEX)
              .map(Source::label)
              .toList();
      return !client.isEmpty() && !indexes.equals(List.of(DEFAULT));
    } catch (NoSuchElementException nobodyToAsk) {
      return false; // Nothing is configured, or the default would have been known.
    }
  }

  /** The store as a place; only without the network is it one. */
  StoredReleases.Place stored(String ecosystem, HouseDesk desk) {
    return desk.offline() ? stored.show(ecosystem, desk.scratch()) : StoredReleases.Place.NONE;
  }

  private List<Source> client(String ecosystem, HouseDesk desk) {
    return client(ecosystem, desk, client -> interpreter(ecosystem, client, desk));
  }

  private List<Source> client(
      String ecosystem, HouseDesk desk, Function<ClientSettings, Path> interpreter) {
    Optional<Languages.Lease<ClientSettings>> skill =
        languages.skill(ClientSettings.class, ecosystem);
    if (skill.isEmpty()) {
      return List.of();
    }
    try (Languages.Lease<ClientSettings> lease = skill.get()) {
      ClientSettings client = lease.service();
      return client.sources(() -> interpreter.apply(client), desk);
    }
  }

  /** A runtime that is here; nothing is obtained. */
  private Path here(String ecosystem, ClientSettings client, HouseDesk desk) {
    try (Languages.Lease<RuntimeSource> lease =
        languages.skill(RuntimeSource.class, ecosystem).orElseThrow()) {
      return runtimes.known(lease.service(), desk).stream()
          .filter(client::serves)
          .findFirst()
          .orElseThrow()
          .executable();
    }
  }

  /** A runtime whose own client can be asked: one that is here, else one that is obtained. */
  private Path interpreter(String ecosystem, ClientSettings client, HouseDesk desk) {
    return new Interpreters(languages, runtimes).any(ecosystem, client::serves, desk).executable();
  }

  private Optional<String> setting(String key, HouseDesk desk) {
    if (!SettingKey.isKnown(key)) {
      return Optional.empty();
    }
    String value = settings.get(desk.caller(), key).value();
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  private List<String> words(String key, HouseDesk desk) {
    return setting(key, desk).map(value -> List.of(value.split("[\\s,]+"))).orElse(List.of());
  }

  private static Source index(String label, String address, Path directory) {
    return new Source(label, Addressed.address(address, directory), Source.Form.INDEX);
  }

  private static Source flat(String label, String address, Path directory) {
    return new Source(label, Addressed.address(address, directory), Source.Form.FLAT);
  }
}
