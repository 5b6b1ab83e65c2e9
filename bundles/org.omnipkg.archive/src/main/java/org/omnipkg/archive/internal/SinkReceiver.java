package org.omnipkg.archive.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.archive.Unpacker.Sink;
import org.omnipkg.model.Entry;

/** Hands files to a sink and remembers what they became. */
final class SinkReceiver implements Receiver {
  private final Sink sink;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  SinkReceiver(Sink sink) {
    this.sink = sink;
  }

  List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  @Override
  public void folder(String path) {}

  @Override
  public Noted file(String path, boolean executable, InputStream content) throws IOException {
    Entry entry = new Entry(path, sink.accept(path, executable, content), executable);
    return () -> note(entry);
  }

  @Override
  public boolean many() {
    return true;
  }

  private void note(Entry entry) {
    String path = entry.path();
    Entry before = entries.put(path, entry);
    if (before != null && !before.digest().equals(entry.digest())) {
      throw Reason.DUPLICATE_ENTRY.at(path, "is in the archive twice, with different content");
    }
  }

  @Override
  public long copy(String path, String original) throws IOException {
    Entry entry = entries.get(original);
    if (entry == null) {
      throw new NoSuchFileException(original);
    }
    entries.put(path, new Entry(path, entry.digest(), entry.executable()));
    return entry.digest().size();
  }

  @Override
  public void links(Map<String, String> hard, Map<String, String> symbolic) {}
}
