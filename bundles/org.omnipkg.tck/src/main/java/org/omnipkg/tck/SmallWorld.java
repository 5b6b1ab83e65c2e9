package org.omnipkg.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Certainty;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Release;
import org.omnipkg.model.Source;
import org.omnipkg.model.Target;
import org.omnipkg.model.Wanting;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;

/**
 * A few Python packages in a folder, as files that a real tool can read and as facts of the same
 * content. A need may be put under an extra: {@code lamp; extra == "light"}.
 */
public final class SmallWorld implements Facts {
  private static final String EXTRA = "; extra == ";

  private final Path folder;
  private final SmallPython python = new SmallPython(this);
  private final Map<PackageName, List<Release>> releases = new LinkedHashMap<>();
  private final Map<Pin, List<String>> needs = new HashMap<>();

  /**
   * @param folder where the files are put
   */
  public SmallWorld(Path folder) {
    this.folder = folder;
  }

  /** A release with a wheel for everybody. */
  public SmallWorld wheel(String name, String version, String... requirements) {
    return tagged(name, version, "py3-none-any", requirements);
  }

  /** A release with a wheel for nobody's platform. */
  public SmallWorld foreignWheel(String name, String version) {
    return tagged(name, version, "cp27-cp27m-win32");
  }

  private SmallWorld tagged(String name, String version, String tag, String... requirements) {
    Artifact artifact = artifact(made(folder, name, version, tag, requirements), "wheel");
    return add(name, version, artifact, requirements);
  }

  /** A release to be had only as source. */
  public SmallWorld source(String name, String version, String... requirements) {
    Path file = folder.resolve(name.replace('-', '_') + "-" + version + ".tar.gz");
    try {
      Files.createDirectories(folder);
      Files.write(file, "nobody may open this".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return add(name, version, artifact(file, "sdist"), requirements);
  }

  /** What a build of a source would give: a wheel for everybody in another folder. */
  public Artifact built(Pin pin, Path into) {
    String[] stated = needs.getOrDefault(pin, List.of()).toArray(String[]::new);
    return artifact(made(into, pin.name().name(), pin.version(), "py3-none-any", stated), "wheel");
  }

  private static Path made(
      Path folder, String name, String version, String tag, String... requirements) {
    TinyWheel wheel = TinyWheel.of(name, version).tag(tag);
    for (String requirement : requirements) {
      int extra = requirement.indexOf(EXTRA);
      if (extra >= 0) {
        wheel.header(
            "Provides-Extra: " + requirement.substring(extra + EXTRA.length()).replace("\"", ""));
      }
      wheel.needs(requirement);
    }
    return wheel.into(folder);
  }

  private static Artifact artifact(Path file, String format) {
    return new Artifact(
        file.getFileName().toString(),
        format,
        file.toUri(),
        Map.of("sha256", digest(file)),
        OptionalLong.empty(),
        Map.of());
  }

  private static String digest(Path file) {
    try {
      return Parcel.sha256(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SmallWorld add(String name, String version, Artifact artifact, String... requirements) {
    Pin pin = new Pin(python.name(name), version);
    List<Release> all = releases.computeIfAbsent(pin.name(), key -> new ArrayList<>());
    all.add(
        new Release(
            pin,
            Optional.of(Instant.parse("2020-01-01T00:00:00Z")),
            Optional.empty(),
            false,
            target -> !artifact.filename().contains("-cp27m-"),
            "",
            List.of(artifact)));
    all.sort((one, other) -> python.compare(one.pin().version(), other.pin().version()));
    needs.put(pin, Arrays.asList(requirements));
    return this;
  }

  /** The folder as the only source. */
  public List<Source> sources() {
    return List.of(new Source("small", folder.toUri(), Source.Form.FLAT));
  }

  public Pin pin(String name, String version) {
    return new Pin(python.name(name), version);
  }

  /** A request for these, nothing else said. */
  public Problem problem(Target target, String... requirements) {
    return new Problem(
        "python",
        Arrays.stream(requirements).map(python::parse).toList(),
        List.of(),
        target,
        Map.of(),
        false,
        Optional.empty(),
        Map.of(),
        Map.of());
  }

  @Override
  public Listing releases(PackageName name) {
    List<Release> all = releases.get(name);
    return all == null ? Listing.empty(name) : new Listing(name, all, Map.of(), Map.of(), "small");
  }

  @Override
  public Answer<Manifest> manifest(Release release) {
    Artifact artifact = release.artifacts().get(0);
    if (artifact.format().equals("sdist")) {
      return Answer.wanting(
          new Wanting(Wanting.BUILD, release.pin(), artifact, "only a build can tell"));
    }
    Map<String, List<Dependency>> features = new HashMap<>();
    for (String text : needs.getOrDefault(release.pin(), List.of())) {
      int extra = text.indexOf(EXTRA);
      String feature = extra < 0 ? "" : text.substring(extra + EXTRA.length()).replace("\"", "");
      features
          .computeIfAbsent(feature, key -> new ArrayList<>())
          .add(python.parse(extra < 0 ? text : text.substring(0, extra)));
    }
    return Answer.of(new Manifest(release.pin(), features, "", Certainty.STATED, Set.of()));
  }

  @Override
  public Ecosystem ecosystem(String id) {
    return python;
  }

  @Override
  public List<Dependency> overlay(Pin pin) {
    return List.of();
  }

  @Override
  public void soon(PackageName name, BitSet among) {}

  @Override
  public void walking(PackageName name, BitSet among) {}

  /** The file of a release, for requests that name a place. */
  public URI place(String name, String version) {
    return releases(python.name(name)).find(version).orElseThrow().artifacts().get(0).location();
  }
}
