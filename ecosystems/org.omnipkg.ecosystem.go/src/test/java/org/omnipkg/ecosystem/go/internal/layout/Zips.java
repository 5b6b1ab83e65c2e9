package org.omnipkg.ecosystem.go.internal.layout;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.omnipkg.ecosystem.go.internal.index.ModuleFiles;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Source;
import org.omnipkg.tck.Parcel;

/** Module zips in memory. */
final class Zips {
  private static final Source PROXY =
      new Source("default", URI.create("https://proxy.example"), Source.Form.INDEX);

  private Zips() {}

  static Artifact artifact(
      String path, String version, Map<String, String> hashes, Map<String, String> facts) {
    return ModuleFiles.zip(PROXY, path, version, hashes, facts);
  }

  /** A module of these files, their names without what stands in front in the zip. */
  static Parcel parcel(
      String path,
      String version,
      Map<String, String> hashes,
      Map<String, String> facts,
      String... files) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < files.length; i += 2) {
      texts.put(path + "@" + version + "/" + files[i], files[i + 1]);
    }
    return Parcel.of(
        new Pin(new PackageName("go", path), version),
        artifact(path, version, hashes, facts),
        texts);
  }
}
