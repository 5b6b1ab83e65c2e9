package org.omnipkg.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.daemon.protocol.Text;

/**
 * The words and variables this process was given, byte for byte. Java has only what is text in the
 * locale's encoding and puts a replacement character elsewhere; Linux still knows.
 */
final class Given {
  private static final char REPLACED = '\uFFFD';

  private Given() {}

  static List<String> words(List<String> argv) {
    if (argv.stream().noneMatch(Given::damaged)) {
      return argv;
    }
    List<String> all = read(Path.of("/proc/self/cmdline"));
    return all.size() < argv.size() ? argv : all.subList(all.size() - argv.size(), all.size());
  }

  /** The user's own: this JVM was given a UTF-8 locale that is not theirs. */
  static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    if (environment.entrySet().stream()
        .anyMatch(e -> damaged(e.getKey()) || damaged(e.getValue()))) {
      List<String> raw = read(Path.of("/proc/self/environ"));
      if (!raw.isEmpty()) {
        environment.clear();
        raw.forEach(entry -> put(environment, entry));
      }
    }
    environment.remove("OMNIPKG_DIST");
    if (System.getProperty("omnipkg.terminal") != null) {
      String language = System.getProperty("omnipkg.lc_all");
      if (language == null) {
        environment.remove("LC_ALL");
      } else {
        environment.put("LC_ALL", language);
      }
    }
    return environment;
  }

  private static void put(Map<String, String> environment, String entry) {
    int equals = entry.indexOf('=');
    if (equals > 0) {
      environment.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
    }
  }

  private static boolean damaged(String text) {
    return text.indexOf(REPLACED) >= 0;
  }

  private static List<String> read(Path file) {
    List<String> texts = new ArrayList<>();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      for (byte b : Files.readAllBytes(file)) {
        if (b == 0) {
          texts.add(Text.decode(text.toByteArray()));
          text.reset();
        } else {
          text.write(b);
        }
      }
      return texts;
    } catch (IOException e) {
      return List.of(); // no such file on this system: Java's own reading has to do
    }
  }
}
