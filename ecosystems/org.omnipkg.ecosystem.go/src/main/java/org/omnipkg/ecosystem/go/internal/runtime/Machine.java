package org.omnipkg.ecosystem.go.internal.runtime;

import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Platform;

/** Platforms in Go's words. */
final class Machine {
  private static final Map<String, String> ARCH = Map.of("x86_64", "amd64", "aarch64", "arm64");
  private static final Map<String, String> OS =
      Map.of("linux", "linux", "macos", "darwin", "windows", "windows");

  private Machine() {}

  /** {@code linux-amd64}; empty for what no toolchain is made for. */
  static Optional<String> of(Platform platform) {
    String os = OS.get(platform.os());
    String arch = ARCH.get(platform.arch());
    return os == null || arch == null ? Optional.empty() : Optional.of(os + "-" + arch);
  }
}
