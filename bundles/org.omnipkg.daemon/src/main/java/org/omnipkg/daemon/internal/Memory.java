package org.omnipkg.daemon.internal;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** What the process holds and does not need, given back to the machine. */
final class Memory {
  private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";
  private static final String DIAGNOSTICS = "com.sun.management:type=HotSpotDiagnostic";
  private static final String TRIM = "systemTrimNativeHeap";

  private Memory() {}

  static void release() {
    // at work the heap grows in large steps (conf/jvm.options), at rest it is to be tight
    option("MinHeapFreeRatio", "2");
    option("MaxHeapFreeRatio", "5");
    System.gc();
    option("MaxHeapFreeRatio", "70");
    option("MinHeapFreeRatio", "65");
    // Room that nothing has touched costs nothing; without it the next request would begin by
    // growing the heap, which takes a full collection.
    System.gc();
    option("MinHeapFreeRatio", "40");
    option("MaxHeapFreeRatio", "50");
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
    FilePages.release();
  }

  private static void option(String name, String value) {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(
              new ObjectName(DIAGNOSTICS),
              "setVMOption",
              new Object[] {name, value},
              new String[] {String.class.getName(), String.class.getName()});
    } catch (JMException | RuntimeException e) {
      // Another JVM, or another collector: then as it was started.
    }
  }
}
