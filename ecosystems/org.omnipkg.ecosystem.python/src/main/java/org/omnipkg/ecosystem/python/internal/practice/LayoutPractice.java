package org.omnipkg.ecosystem.python.internal.practice;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.omnipkg.ecosystem.python.internal.layout.PythonLayout;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Digest;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.spi.Layout;
import org.osgi.service.component.annotations.Component;

/** Says where the files of a wheel belong that exists in memory alone. */
@Component(service = Runnable.class, property = "omnipkg.practice=python-layout")
public final class LayoutPractice implements Runnable {
  static final int MODULES = 60;
  private static final String FILE = "paper-1.0-py3-none-any.whl";

  private final PythonLayout layout = new PythonLayout((release, target) -> Optional.empty());

  @Override
  public void run() {
    place();
  }

  /** Always succeeds, unless somebody breaks this. */
  Bubble place() {
    String metadata = "Metadata-Version: 2.1\nName: paper\nVersion: 1.0\n";
    Map<String, String> files = PaperWheel.of("paper", "1.0", metadata, MODULES).files();
    List<Entry> entries = new ArrayList<>();
    files.forEach((path, text) -> entries.add(entry(path, text)));
    Artifact artifact =
        new Artifact(
            FILE,
            "wheel",
            URI.create("file:///" + FILE),
            Map.of("sha256", HexFormat.of().formatHex(PaperWheel.sha256(FILE))),
            OptionalLong.empty(),
            Map.of());
    Pin pin = new Pin(new PackageName("python", "paper"), "1.0");
    Node node = new Node("paper", pin, Optional.of(artifact), Set.of(), "paper");
    return layout.place(node, artifact, entries, new Paper(files), PythonPractice.TARGET);
  }

  private static Entry entry(String path, String text) {
    return new Entry(
        path, new Digest(HexFormat.of().formatHex(PaperWheel.sha256(text)), text.length()), false);
  }

  private record Paper(Map<String, String> files) implements Layout.Contents {
    @Override
    public byte[] read(Entry entry) {
      return files.getOrDefault(entry.path(), "").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] read(Entry entry, long offset, int length) {
      byte[] all = read(entry);
      int from = (int) Math.min(offset, all.length);
      return Arrays.copyOfRange(all, from, Math.min(all.length, from + length));
    }
  }
}
