package org.omnipkg.archive.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.omnipkg.archive.Unpacker.Sink;
import org.omnipkg.model.Entry;

/** Hands files to a sink and remembers what they became. */
final class SinkReceiver implements Receiver {
  private final Sink sink;
  private final List<Entry> entries = new ArrayList<>();

  SinkReceiver(Sink sink) {
    this.sink = sink;
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  @Override
  public void folder(String path) {}

  @Override
  public void file(String path, boolean executable, InputStream content) throws IOException {
    entries.add(new Entry(path, sink.accept(path, executable, content), executable));
  }

  @Override
  public void links(Map<String, String> hard, Map<String, String> symbolic) {}
}
