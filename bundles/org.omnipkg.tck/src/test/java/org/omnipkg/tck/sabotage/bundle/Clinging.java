package org.omnipkg.tck.sabotage.bundle;

import java.util.concurrent.CountDownLatch;

/** Leaves a thread behind whenever it goes. */
public final class Clinging extends Moody {
  @Override
  boolean isWell(String before, String now) {
    Thread thread = new Thread(Clinging::hold, "clinging");
    thread.setDaemon(true);
    thread.start();
    return true;
  }

  private static void hold() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  String remembered(String before, String now) {
    return now;
  }
}
