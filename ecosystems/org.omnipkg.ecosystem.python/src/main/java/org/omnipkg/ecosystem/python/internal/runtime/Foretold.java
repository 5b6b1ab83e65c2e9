package org.omnipkg.ecosystem.python.internal.runtime;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.RuntimeSource.Provider;

/**
 * What a CPython will answer to the probe as far as its version and the platform tell: the values
 * of markers and the tags of wheels. Free of what only it knows, such as its paths.
 */
final class Foretold {
  private static final Pattern RELEASE = Pattern.compile("3\\.(\\d+)\\.\\d+");

  /** The flag {@code m} was part of the ABI's name up to this one. */
  private static final int LAST_WITH_FLAG = 7;

  private Foretold() {}

  static Optional<Runtime> of(Provider provider, Platform platform) {
    Matcher release = RELEASE.matcher(provider.version());
    if (!release.matches()) {
      return Optional.empty();
    }
    String minor = release.group(1);
    Map<String, String> facts = new HashMap<>(system(platform));
    facts.put("platform_machine", platform.arch());
    facts.put("platform_release", System.getProperty("os.version", ""));
    facts.put("platform_python_implementation", "CPython");
    facts.put("python_version", "3." + minor);
    facts.put("python_full_version", provider.version());
    facts.put("implementation_name", "cpython");
    facts.put("implementation_version", provider.version());
    facts.put("implementation_tag", "cp3" + minor);
    boolean flag = Integer.parseInt(minor) <= LAST_WITH_FLAG;
    facts.put("abi_tag", "cp3" + minor + (flag ? "m" : ""));
    facts.put("cache_tag", "cpython-3" + minor);
    facts.put("pointer_bits", "64");
    return Optional.of(
        new Runtime(
            "python",
            "cpython",
            provider.version(),
            Path.of(""),
            Path.of(""),
            Runtime.OFFERED,
            facts));
  }

  private static Map<String, String> system(Platform platform) {
    return switch (platform.os()) {
      case "macos" ->
          Map.of("os_name", "posix", "sys_platform", "darwin", "platform_system", "Darwin");
      case "windows" ->
          Map.of("os_name", "nt", "sys_platform", "win32", "platform_system", "Windows");
      default -> Map.of("os_name", "posix", "sys_platform", "linux", "platform_system", "Linux");
    };
  }
}
