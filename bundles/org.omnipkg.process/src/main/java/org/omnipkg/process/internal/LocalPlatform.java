package org.omnipkg.process.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.Platform;

/** Finds out what this machine runs: the C library from a program's ELF interpreter. */
final class LocalPlatform {
  private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+(?:\\.\\d+)?)");
  private static final List<Path> PROGRAMS =
      List.of(Path.of("/bin/sh"), Path.of("/usr/bin/env"), Path.of("/proc/self/exe"));

  private LocalPlatform() {}

  /** {@code linux-x86_64}, without a look at the C library. */
  static String name() {
    return os() + "-" + arch();
  }

  /**
   * The whole of it.
   *
   * @param says runs a command and gives both its streams, empty when it cannot be run
   */
  static Platform detect(Function<List<String>, String> says) {
    if (!os().equals("linux")) {
      return new Platform(os(), arch(), "", "");
    }
    String loader =
        PROGRAMS.stream()
            .map(LocalPlatform::interpreter)
            .flatMap(Optional::stream)
            .findFirst()
            .orElse("");
    if (loader.contains("ld-musl")) {
      return new Platform(os(), arch(), "musl", version(says.apply(List.of(loader))));
    }
    String glibc = version(says.apply(List.of("getconf", "GNU_LIBC_VERSION")));
    if (glibc.isEmpty()) {
      // The first line ends in the version; what stands before it is the packager's.
      String line = says.apply(List.of("ldd", "--version")).lines().findFirst().orElse("");
      glibc = version(line.substring(line.lastIndexOf(' ') + 1));
    }
    return new Platform(os(), arch(), "glibc", glibc);
  }

  static String version(String text) {
    Matcher found = VERSION.matcher(text);
    return found.find() ? found.group(1) : "";
  }

  /** The dynamic loader an ELF program names (its PT_INTERP segment). */
  static Optional<String> interpreter(Path program) {
    try (var channel = Files.newByteChannel(program)) {
      ByteBuffer head = ByteBuffer.allocate(4096);
      while (head.hasRemaining() && channel.read(head) >= 0) {
        // reads on
      }
      head.flip();
      if (head.remaining() < 64 || head.getInt(0) != 0x7f454c46 || head.get(4) != 2) {
        return Optional.empty();
      }
      head.order(head.get(5) == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int table = (int) head.getLong(32);
      int size = head.getShort(54);
      for (int i = 0; i < head.getShort(56); i++) {
        int at = table + i * size;
        if (at + size <= head.limit() && head.getInt(at) == 3) {
          int from = (int) head.getLong(at + 8);
          int length = (int) head.getLong(at + 32) - 1;
          if (from + length > head.limit()) {
            return Optional.empty();
          }
          return Optional.of(new String(head.array(), from, length, StandardCharsets.US_ASCII));
        }
      }
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static String os() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return "macos";
    }
    return name.startsWith("windows") ? "windows" : "linux";
  }

  private static String arch() {
    String name = System.getProperty("os.arch", "");
    return switch (name) {
      case "amd64", "x64" -> "x86_64";
      case "arm64" -> "aarch64";
      case "x86", "i386" -> "i686";
      default -> name;
    };
  }
}
