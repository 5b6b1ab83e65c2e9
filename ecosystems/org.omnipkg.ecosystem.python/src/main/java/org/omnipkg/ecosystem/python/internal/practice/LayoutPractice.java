package org.omnipkg.ecosystem.python.internal.practice;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
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
  private static final String INFO = "paper-1.0.dist-info/";
  private static final String FILE = "paper-1.0-py3-none-any.whl";

  private final PythonLayout layout = new PythonLayout((release, target) -> Optional.empty());

  @Override
  public void run() {
    place();
  }

  /** Always succeeds, unless somebody breaks this. */
  Bubble place() {
    Map<String, String> files = new HashMap<>();
    StringBuilder record = new StringBuilder();
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < MODULES; i++) {
      files.put("paper/part" + i % 4 + "/module" + i + ".py", "number = " + i + "\n");
    }
    files.put(INFO + "METADATA", "Metadata-Version: 2.1\nName: paper\nVersion: 1.0\n");
    files.put(INFO + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
    files.put(INFO + "entry_points.txt", "[console_scripts]\npaper = paper.part0:main\n");
    files.forEach(
        (path, text) -> {
          byte[] sum = sum(text);
          String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
          record.append(path).append(",sha256=").append(hash).append(',').append(text.length());
          record.append('\n');
          entries.add(entry(path, text));
        });
    record.append(INFO).append("RECORD,,\n");
    files.put(INFO + "RECORD", record.toString());
    entries.add(entry(INFO + "RECORD", record.toString()));
    Artifact artifact =
        new Artifact(
            FILE,
            "wheel",
            URI.create("file:///" + FILE),
            Map.of("sha256", HexFormat.of().formatHex(sum(FILE))),
            OptionalLong.empty(),
            Map.of());
    Pin pin = new Pin(new PackageName("python", "paper"), "1.0");
    Node node = new Node("paper", pin, Optional.of(artifact), Set.of(), "paper");
    return layout.place(node, artifact, entries, new Paper(files), PythonPractice.TARGET);
  }

  private static Entry entry(String path, String text) {
    return new Entry(path, new Digest(HexFormat.of().formatHex(sum(text)), text.length()), false);
  }

  private static byte[] sum(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
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
