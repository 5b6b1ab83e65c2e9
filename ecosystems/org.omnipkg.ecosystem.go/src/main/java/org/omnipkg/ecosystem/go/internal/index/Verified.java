package org.omnipkg.ecosystem.go.internal.index;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod;
import org.omnipkg.ecosystem.go.internal.modfile.GoModReader;
import org.omnipkg.ecosystem.go.internal.settings.GoEnvironment;
import org.omnipkg.ecosystem.go.internal.sum.ChecksumDatabase;
import org.omnipkg.ecosystem.go.internal.sum.H1;
import org.omnipkg.ecosystem.go.internal.sum.Sums;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;

/**
 * The go.mod files of one request, each checked against the checksum database before it is read.
 */
public final class Verified {
  private final ModuleFiles files;
  private final ChecksumDatabase database;
  private final FirstSight unvouched;

  public Verified(Desk desk, ModuleFiles files) {
    this.files = files;
    this.unvouched = new FirstSight(desk);
    this.database = new ChecksumDatabase(desk, GoEnvironment.of(desk), files.sources());
  }

  /**
   * A go.mod.
   *
   * @param sums empty where nobody vouches for the module
   */
  public record Mod(Source source, String text, GoMod file, Optional<Sums> sums) {}

  /** Empty when no proxy knows that version. */
  public Optional<Mod> mod(String path, String version) {
    return files.mod(path, version).map(found -> checked(found, path, version));
  }

  /** The digests the zip must have: those vouched for, else what it had when it was first seen. */
  public Map<String, String> hashes(Mod mod, String path, String version) {
    return mod.sums()
        .map(sums -> Map.of("h1", sums.zip()))
        .orElseGet(
            () ->
                unvouched.of(
                    ModuleFiles.zip(mod.source(), path, version, Map.of(), Map.of()).location()));
  }

  private Mod checked(ModuleFiles.Found found, String path, String version) {
    Optional<Sums> sums = database.sums(path, version);
    String actual = H1.ofGoMod(found.body());
    if (sums.isPresent() && !sums.get().mod().equals(actual)) {
      throw new Refusal(
          Diagnostic.outside(
                  "integrity.module-hash",
                  "SECURITY: the go.mod of `"
                      + path
                      + "@"
                      + version
                      + "` is not the one the checksum database vouches for",
                  "do not go on: the proxy `"
                      + found.source().label()
                      + "`, or somebody between"
                      + " you and it, has changed it")
              .with(List.of("vouched for: h1:" + sums.get().mod(), "received:    h1:" + actual)));
    }
    try {
      return new Mod(found.source(), found.text(), GoModReader.read(found.text()), sums);
    } catch (GoModReader.Malformed e) {
      throw new Refusal(
          Diagnostic.outside(
              "metadata.malformed",
              "the go.mod of `"
                  + path
                  + "@"
                  + version
                  + "` cannot be read: line "
                  + e.line()
                  + ": "
                  + e.getMessage(),
              ""),
          e);
    }
  }
}
