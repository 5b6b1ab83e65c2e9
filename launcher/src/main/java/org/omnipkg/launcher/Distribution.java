package org.omnipkg.launcher;

import java.io.IOException;
import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * The folder this launcher belongs to.
 *
 * @param build names the exact content of its bundles
 */
record Distribution(Path root, String version, String build) {
  private static final String BUNDLES = "../bundles/";

  static Distribution find() {
    String named = System.getProperty("omnipkg.dist");
    return read(named == null ? own() : Path.of(named));
  }

  static Distribution read(Path root) {
    Path release = root.resolve("conf/release");
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
      return new Distribution(
          root.toRealPath(),
          Objects.requireNonNull(properties.getProperty("version"), "version"),
          Objects.requireNonNull(properties.getProperty("build"), "build"));
    } catch (IOException | NullPointerException e) {
      throw new Trouble(
          "client.distribution",
          "this distribution is incomplete: cannot read `" + release + "`",
          e);
    }
  }

  Path bundles() {
    return root.resolve("bundles");
  }

  /** The names of the bundles that stand on the launcher's class path; see assemble.sh. */
  Set<String> classPath() {
    try (JarFile launcher = new JarFile(jar().toFile())) {
      String entries = launcher.getManifest().getMainAttributes().getValue("Class-Path");
      return Arrays.stream(entries.split(" "))
          .filter(entry -> entry.startsWith(BUNDLES))
          .map(entry -> entry.substring(BUNDLES.length()))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new Trouble(
          "client.distribution", "this distribution is incomplete: cannot read `" + jar() + "`", e);
    }
  }

  Path options() {
    return root.resolve("conf/jvm.options");
  }

  /** Which methods are compiled for speed. */
  Path compiler() {
    return root.resolve("conf/compiler.json");
  }

  Path jar() {
    return root.resolve("lib/omnipkg-launcher.jar");
  }

  private static Path own() {
    try {
      Path jar = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Objects.requireNonNull(Objects.requireNonNull(jar.getParent()).getParent());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
