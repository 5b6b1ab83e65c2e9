package org.omnipkg.ecosystem.python.internal.tag;

import java.util.ArrayList;
import java.util.List;
import org.omnipkg.model.Platform;

/**
 * Platform tags a machine runs, most preferred first: PEP 600 and its forerunners for glibc, PEP
 * 656 for musl, macOS and Windows as their own conventions have it.
 */
final class PlatformTags {
  private static final int OLDEST_X86 = 5;
  private static final int OLDEST = 17;

  private PlatformTags() {}

  /**
   * All tags of a platform.
   *
   * @param bits pointer size of the interpreter, 32 or 64
   * @param macVersion version of macOS, e.g. {@code 14.0}; unused elsewhere
   */
  static List<String> of(Platform platform, int bits, String macVersion) {
    return switch (platform.os()) {
      case "linux" -> linux(platform, bits);
      case "macos" -> mac(macVersion, arch(platform.arch()));
      case "windows" -> windows(platform, bits);
      default -> List.of();
    };
  }

  private static List<String> linux(Platform platform, int bits) {
    String arch = platform.arch();
    if (bits == 32) {
      arch = arch.equals("x86_64") ? "i686" : arch.equals("aarch64") ? "armv8l" : arch;
    }
    List<String> machines = arch.equals("armv8l") ? List.of("armv8l", "armv7l") : List.of(arch);
    int[] libc = numbers(platform.libcVersion());
    List<String> tags = new ArrayList<>();
    for (String machine : machines) {
      if (platform.libc().equals("glibc") && libc[0] == 2) {
        boolean x86 = machine.equals("x86_64") || machine.equals("i686");
        for (int minor = libc[1]; minor >= (x86 ? OLDEST_X86 : OLDEST); minor--) {
          tags.add("manylinux_2_" + minor + "_" + machine);
          String old = minor == 17 ? "2014" : minor == 12 ? "2010" : minor == 5 ? "1" : "";
          if (!old.isEmpty()) {
            tags.add("manylinux" + old + "_" + machine);
          }
        }
      } else if (platform.libc().equals("musl")) {
        for (int minor = libc[1]; minor >= 0; minor--) {
          tags.add("musllinux_" + libc[0] + "_" + minor + "_" + machine);
        }
      }
    }
    machines.forEach(machine -> tags.add("linux_" + machine));
    return tags;
  }

  private static List<String> windows(Platform platform, int bits) {
    String arch = arch(platform.arch());
    return List.of(bits == 32 ? "win32" : arch.equals("arm64") ? "win_arm64" : "win_amd64");
  }

  private static List<String> mac(String macVersion, String arch) {
    int[] version = numbers(macVersion);
    List<String> tags = new ArrayList<>();
    for (int major = version[0]; major >= 11; major--) {
      for (String format : formats(arch, true)) {
        tags.add("macosx_" + major + "_0_" + format);
      }
    }
    int newest = version[0] >= 11 ? 16 : version[1];
    for (int minor = newest; minor >= 4; minor--) {
      for (String format : formats(arch, arch.equals("x86_64"))) {
        tags.add("macosx_10_" + minor + "_" + format);
      }
    }
    return tags;
  }

  private static List<String> formats(String arch, boolean whole) {
    if (!whole) {
      return List.of("universal2");
    }
    return arch.equals("x86_64")
        ? List.of("x86_64", "intel", "fat64", "fat3", "universal2", "universal")
        : List.of(arch, "universal2");
  }

  private static String arch(String arch) {
    return switch (arch) {
      case "aarch64", "arm64" -> "arm64";
      case "amd64", "x86_64" -> "x86_64";
      default -> arch;
    };
  }

  private static int[] numbers(String version) {
    int[] numbers = new int[2];
    String[] parts = version.split("[^0-9]+");
    for (int i = 0; i < 2 && i < parts.length; i++) {
      numbers[i] = parts[i].isEmpty() || parts[i].length() > 6 ? 0 : Integer.parseInt(parts[i]);
    }
    return numbers;
  }
}
