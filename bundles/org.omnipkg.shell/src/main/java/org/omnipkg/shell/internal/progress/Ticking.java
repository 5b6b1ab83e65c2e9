package org.omnipkg.shell.internal.progress;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.omnipkg.api.PassingProgress;
import org.omnipkg.model.Progress;

/** A terminal view with the thread that draws it. */
public final class Ticking implements View, PassingProgress {
  private static final long INTERVAL = 100;
  private final TerminalView view;
  private final CountDownLatch over = new CountDownLatch(1);

  public Ticking(TerminalView view) {
    this.view = view;
    Thread thread = new Thread(this::draw, "omnipkg progress");
    thread.setDaemon(true);
    thread.start();
  }

  private void draw() {
    try {
      while (!over.await(INTERVAL, TimeUnit.MILLISECONDS)) {
        view.redraw();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Progress progress() {
    return view;
  }

  @Override
  public void close() {
    over.countDown();
    view.close();
  }
}
