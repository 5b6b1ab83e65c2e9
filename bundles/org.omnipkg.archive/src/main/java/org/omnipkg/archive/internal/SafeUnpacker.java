package org.omnipkg.archive.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import org.omnipkg.archive.Unpacker;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Packing;
import org.osgi.service.component.annotations.Component;

@Component
public final class SafeUnpacker implements Unpacker {
  private static final Executor NOBODY = work -> {};

  private final Inflating.Spares spares = new Inflating.Spares();

  @Override
  public List<Entry> stream(Path archive, Rules rules, Sink sink, Progress progress) {
    return stream(archive, rules, sink, progress, NOBODY);
  }

  @Override
  public List<Entry> stream(
      Path archive, Rules rules, Sink sink, Progress progress, Executor helpers) {
    SinkReceiver receiver = new SinkReceiver(sink);
    read(archive, rules, receiver, progress, helpers);
    return receiver.entries();
  }

  @Override
  public void unpack(Path archive, Rules rules, Path into, Progress progress) {
    FolderReceiver receiver = new FolderReceiver(into);
    try {
      read(archive, rules, receiver, progress, NOBODY);
    } catch (RuntimeException refused) {
      try {
        receiver.empty();
      } catch (IOException left) {
        refused.addSuppressed(left);
      }
      throw refused;
    }
  }

  private void read(
      Path archive, Rules rules, Receiver receiver, Progress progress, Executor helpers) {
    Gate gate = new Gate(rules, new Budget(rules, size(archive), progress), receiver);
    if (rules.format().equals("zip")) {
      new ZipReader(gate, helpers, spares).read(archive);
    } else if (rules.format().equals(Packing.FILE)) {
      Whole.read(archive, gate);
    } else if (rules.format().equals("gz")) {
      throw Reason.UNSUPPORTED.whole("a single packed file is no archive");
    } else {
      new TarReader(gate).read(archive, rules.format());
    }
  }

  private static long size(Path archive) {
    try {
      return Files.size(archive);
    } catch (IOException unreadable) {
      throw Reason.CORRUPT.whole(
          "the archive `" + archive.getFileName() + "` cannot be read", unreadable);
    }
  }
}
