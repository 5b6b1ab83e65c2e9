package org.omnipkg.ecosystem.node.internal.layout;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.tck.LayoutContract;
import org.omnipkg.tck.Parcel;

public class NodeLayoutContractTest extends LayoutContract {
  private final NodeLayout layout = new NodeLayout(false);

  @Override
  protected Layout layout() {
    return layout;
  }

  @Override
  protected Target target() {
    return Packages.target();
  }

  @Override
  protected List<Parcel> parcels() {
    return List.of(
        Packages.of("@scope/tool", "1.2.3", ", 'bin': {'tool': './cli.js'}", "cli.js", "lib/a.js"),
        Packages.of("plain", "0.1.0-beta.1+build", ", 'main': 'index.js'", "index.js"));
  }

  @Override
  protected List<Parcel> contradictions() {
    return List.of(
        Packages.says("left", "1.0.0", "right", "1.0.0", ""),
        Packages.says("left", "1.0.0", "left", "1.0.1", ""),
        Packages.of("up", "1.0.0", ", 'bin': {'up': '../../up.js'}", "up.js"),
        Packages.of("sly", "1.0.0", ", 'bin': {'../sly': 'sly.js'}", "sly.js"),
        Packages.of("bad", "1.0.0", ", 'bin': {'.bad': 'bad.js'}", "bad.js"),
        Parcel.of(
            Packages.of("none", "1.0.0", "").pin(),
            Packages.of("none", "1.0.0", "").artifact(),
            Map.of("index.js", "")),
        Parcel.of(
            Packages.of("list", "1.0.0", "").pin(),
            Packages.of("list", "1.0.0", "").artifact(),
            Map.of("package.json", "[]")));
  }

  @Override
  protected List<Artifact> fitting() {
    return List.of(
        Packages.file("a", "1.0.0", "npm", Map.of("sha512", "00", "sha1", "00")),
        Packages.file("a", "1.0.0", "npm", Map.of("sha1", "00")));
  }

  @Override
  protected List<Artifact> unfit() {
    return List.of(Packages.file("a", "1.0.0", "wheel", Map.of("sha256", "00")));
  }

  @Override
  protected Set<String> commands() {
    return Set.of("tool");
  }
}
