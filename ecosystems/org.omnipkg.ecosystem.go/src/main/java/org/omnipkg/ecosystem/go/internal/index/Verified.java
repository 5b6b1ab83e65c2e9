package org.omnipkg.ecosystem.go.internal.index;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.go.internal.modfile.GoMod;
import org.omnipkg.ecosystem.go.internal.modfile.GoModReader;
import org.omnipkg.ecosystem.go.internal.settings.GoEnvironment;
import org.omnipkg.ecosystem.go.internal.sum.ChecksumDatabase;
import org.omnipkg.ecosystem.go.internal.sum.GoSum;
import org.omnipkg.ecosystem.go.internal.sum.H1;
import org.omnipkg.ecosystem.go.internal.sum.Sums;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;

/**
 * The go.mod files of one request, each checked against the checksum database and the go.sum of the
 * project before it is read.
 */
public final class Verified {
  private static final String DATABASE = "the checksum database";

  private final ModuleFiles files;
  private final ChecksumDatabase database;
  private final FirstSight unvouched;
  private final GoSum written;

  public Verified(Desk desk, ModuleFiles files) {
    this(desk, files, GoSum.NONE);
  }

  /**
   * @param written hashes that the project's own files hold modules to
   */
  public Verified(Desk desk, ModuleFiles files, GoSum written) {
    this.written = written;
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

  /**
   * The digests the zip must have: those vouched for, else what it had when it was first seen and
   * what go.sum says.
   */
  public Map<String, String> hashes(Mod mod, String path, String version) {
    if (mod.sums().isPresent()) {
      String vouched = mod.sums().get().zip();
      written.admitZip(path, version, vouched, DATABASE);
      return Map.of("h1", vouched);
    }
    Map<String, String> hashes =
        new HashMap<>(
            unvouched.of(
                ModuleFiles.zip(mod.source(), path, version, Map.of(), Map.of()).location()));
    written.zip(path, version).ifPresent(hash -> hashes.put("h1", hash));
    return hashes;
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
    written.admitMod(
        path,
        version,
        actual,
        sums.isPresent() ? DATABASE : "the proxy `" + found.source().label() + "`");
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
