package org.omnipkg.daemon.internal;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the process holds and does not need, given back to the machine. */
final class Memory {
  private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
  private static final String TRIM = "systemTrimNativeHeap";

  private Memory() {}

  static void release() {
    System.gc();
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName(COMMANDS),
              TRIM,
              new Object[] {new String[0]},
              new String[] {String[].class.getName()});
    } catch (JMException e) {
      // Another JVM, or another C library: the heap was all there is to give.
    }
  }
}
