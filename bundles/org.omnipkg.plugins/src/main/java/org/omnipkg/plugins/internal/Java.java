package org.omnipkg.plugins.internal;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which Java a bundle is made for, and which this is. */
final class Java {
  private static final int FORMAT_BEFORE_1 = 44;
  private static final int MAGIC = 0xCAFEBABE;
  private static final Pattern VERSION = Pattern.compile("version>?=([0-9]+)");

  private Java() {}

  static int here() {
    return Runtime.version().feature();
  }

  /** The newest Java that a class of a jar is made for; 0 when there are none. */
  static int of(JarFile jar) throws IOException {
    int newest = 0;
    for (JarEntry entry : jar.stream().toList()) {
      String name = entry.getName();
      if (name.endsWith(".class")
          && !name.startsWith("META-INF/")
          && !name.endsWith("module-info.class")) {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
          if (in.readInt() == MAGIC) {
            in.readUnsignedShort();
            newest = Math.max(newest, in.readUnsignedShort() - FORMAT_BEFORE_1);
          }
        }
      }
    }
    return newest;
  }

  /** The Java an {@code osgi.ee} filter asks for; 0 when it names none. */
  static int asked(String filter) {
    Matcher version = VERSION.matcher(filter);
    return filter.contains("JavaSE") && version.find() ? Integer.parseInt(version.group(1)) : 0;
  }

  static String missing(int wanted) {
    return "it is made for Java " + wanted + ", and this omnipkg runs on Java " + here();
  }

  static String hint(int wanted) {
    return "start omnipkg with Java "
        + wanted
        + " (JAVA_HOME, then `omnipkg daemon stop`), or ask for a build with `--release "
        + here()
        + "`";
  }
}
