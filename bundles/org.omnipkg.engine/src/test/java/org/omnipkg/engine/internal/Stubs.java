package org.omnipkg.engine.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.omnipkg.api.Caller;
import org.omnipkg.api.Settings;
import org.omnipkg.archive.Unpacker;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Runtime;
import org.omnipkg.process.Processes;
import org.omnipkg.runtimes.RuntimeRoom;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource;

/** The rooms of which a flow needs only a word. */
final class Stubs {
  private Stubs() {}

  /** An archive is one file that lies in it as `content`. */
  static final class OneFile implements Unpacker {
    @Override
    public List<Entry> stream(Path archive, Rules rules, Sink sink, Progress progress) {
      try (var in = Files.newInputStream(archive)) {
        Digest digest = sink.accept("content", false, in);
        return List.of(new Entry("content", digest, false));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void unpack(Path archive, Rules rules, Path into, Progress progress) {
      try {
        Files.copy(archive, into.resolve("content"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static final class NoProcesses implements Processes {
    Platform platform = new Platform("linux", "x86_64", "glibc", "2.36");

    @Override
    public Desk.Output run(Desk.Command command, Progress progress) {
      throw new AssertionError("nothing should run: " + command.argv() + " " + command.sandbox());
    }

    @Override
    public Optional<String> confinement() {
      return Optional.empty();
    }

    @Override
    public Platform platform() {
      return platform;
    }
  }

  static final class MapSettings implements Settings {
    final Map<String, String> values =
        new HashMap<>(
            Map.of(
                "resolver", "small",
                "generations", "5",
                "sharing", "links",
                "bare-words", "auto",
                "bare-words-seconds", "60"));

    @Override
    public List<Setting> list(Caller caller) {
      return List.of();
    }

    @Override
    public Setting get(Caller caller, String key) {
      return new Setting(key, values.getOrDefault(key, ""), "test", "");
    }

    @Override
    public Setting set(Caller caller, String key, String value) {
      values.put(key, value);
      return get(caller, key);
    }

    @Override
    public Setting unset(Caller caller, String key) {
      values.remove(key);
      return get(caller, key);
    }
  }

  /** One runtime, and what it was last asked for. */
  static final class OneRuntime implements RuntimeRoom {
    final Runtime runtime;

    /** Given when its version is asked for. */
    Optional<Runtime> other = Optional.empty();

    Optional<String> wanted = Optional.of("(nobody asked)");

    /** Of other languages, the one to choose last. */
    final List<Runtime> others = new ArrayList<>();

    /** Further ones that are here. */
    final List<Runtime> further = new ArrayList<>();

    /** Versions that can be obtained, newest first. */
    final List<String> offered = new ArrayList<>();

    /** Versions that were obtained. */
    final List<String> obtained = new ArrayList<>();

    /** What an obtained one says of itself that was not foretold. */
    Map<String, String> surprise = Map.of();

    OneRuntime(Runtime runtime) {
      this.runtime = runtime;
    }

    @Override
    public List<Runtime> known(RuntimeSource source, Desk desk) {
      return source instanceof ByPrefix one && !one.language.isEmpty()
          ? others.stream().filter(r -> r.ecosystem().equals(one.language)).toList()
          : Stream.concat(Stream.of(runtime), further.stream()).toList();
    }

    @Override
    public Runtime choose(RuntimeSource source, Optional<String> asked, Desk desk) {
      wanted = asked;
      if (source instanceof ByPrefix one && !one.language.isEmpty()) {
        return others.stream()
            .filter(r -> r.ecosystem().equals(one.language))
            .filter(r -> r.version().startsWith(asked.orElse("")))
            .reduce((first, last) -> last)
            .orElseThrow();
      }
      return other
          .filter(one -> asked.filter(a -> one.version().startsWith(a)).isPresent())
          .orElse(runtime);
    }

    @Override
    public List<RuntimeSource.Provider> obtainable(RuntimeSource source, Desk desk) {
      return offered.stream()
          .map(
              version ->
                  new RuntimeSource.Provider(
                      "python", version, "", "", "", "", 0, "", List.of(), Map.of(), ""))
          .toList();
    }

    @Override
    public Optional<Runtime> foretold(RuntimeSource source, RuntimeSource.Provider provider) {
      return Optional.of(like(provider.version(), Runtime.OFFERED, Map.of()));
    }

    @Override
    public Runtime obtain(RuntimeSource source, RuntimeSource.Provider provider, Desk desk) {
      obtained.add(provider.version());
      return like(provider.version(), "omnipkg", surprise);
    }

    private Runtime like(String version, String origin, Map<String, String> other) {
      Map<String, String> facts = new HashMap<>(Map.of("tag", "py" + version));
      facts.putAll(other);
      return new Runtime(
          "python", "cpython", version, runtime.executable(), runtime.home(), origin, facts);
    }

    @Override
    public void remove(Runtime gone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Runtime adopt(RuntimeSource source, Path executable, Desk desk) {
      throw new UnsupportedOperationException();
    }
  }

  /** Matches a version by its beginning. */
  static final class ByPrefix implements RuntimeSource {
    final String language;

    ByPrefix(String language) {
      this.language = language;
    }

    ByPrefix() {
      this("");
    }

    @Override
    public List<Candidate> locate(Desk desk) {
      return List.of();
    }

    @Override
    public Optional<Runtime> probe(Candidate candidate, Desk desk) {
      return Optional.empty();
    }

    @Override
    public List<Provider> providers(Platform platform, Desk desk) {
      return List.of();
    }

    @Override
    public boolean matches(String version, String wanted) {
      return wanted.isEmpty() || version.equals(wanted) || version.startsWith(wanted + ".");
    }
  }
}
