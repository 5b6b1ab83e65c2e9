package org.omnipkg.launcher;

import java.io.IOException;
import sun.misc.Signal;

/** What the caller ignores (nohup) stays ignored: the JVM sees to that. */
final class Signals {
  private Signals() {}

  /** Does nothing where the system has no such signal. */
  static void on(String name, Runnable then) {
    try {
      Signal.handle(new Signal(name), signal -> then.run());
    } catch (IllegalArgumentException e) {
      // Windows has no HUP.
    }
  }

  static int number(String name) {
    return new Signal(name).getNumber();
  }

  static void send(String name, long process) {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process).inheritIO().start();
    } catch (IOException e) {
      ProcessHandle.of(process).ifPresent(ProcessHandle::destroy);
    }
  }
}
