package org.omnipkg.shell.internal.progress;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A terminal view with the thread that draws it. */
public final class Ticking implements View {
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
  public void step(String what) {
    view.step(what);
  }

  @Override
  public void note(String line) {
    view.note(line);
  }

  @Override
  public void detail(String line) {
    view.detail(line);
  }

  @Override
  public Task task(String label, long total) {
    return view.task(label, total);
  }

  @Override
  public boolean cancelled() {
    return view.cancelled();
  }

  @Override
  public void close() {
    over.countDown();
    view.close();
  }
}
