package org.omnipkg.fetch.internal.maven;

import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferCancelledException;
import org.eclipse.aether.transfer.TransferEvent;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Progress;

/** Tells of the artifact's own bytes (not of its checksum files) and stops when nobody waits. */
final class TransferWatch extends AbstractTransferListener {
  private final String filename;
  private final Progress progress;
  private Progress.@Nullable Task task;

  TransferWatch(String filename, Progress progress) {
    this.filename = filename;
    this.progress = progress;
  }

  @Override
  public synchronized void transferStarted(TransferEvent event) throws TransferCancelledException {
    check();
    if (event.getResource().getResourceName().endsWith("/" + filename)) {
      end();
      task = progress.task(filename, event.getResource().getContentLength());
    }
  }

  @Override
  public synchronized void transferProgressed(TransferEvent event)
      throws TransferCancelledException {
    check();
    Progress.Task open = task;
    if (open != null && event.getResource().getResourceName().endsWith("/" + filename)) {
      open.advance(event.getDataLength());
    }
  }

  synchronized void end() {
    Progress.Task open = task;
    task = null;
    if (open != null) {
      open.close();
    }
  }

  private void check() throws TransferCancelledException {
    if (progress.cancelled()) {
      throw new TransferCancelledException("cancelled");
    }
  }
}
