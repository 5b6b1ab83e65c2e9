package org.omnipkg.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.omnipkg.launcher.toy.ToyCommands;

/** The distribution that ships, with {@link ToyCommands} in place of the rooms and the shell. */
final class ToyDistribution {
  static final Path SHIPPED = Path.of(System.getProperty("omnipkg.dist", "target/dist"));
  private static final List<String> KEPT =
      List.of(
          "org.apache.felix.scr",
          "org.apache.felix.log",
          "org.osgi.service.component",
          "org.osgi.util.promise",
          "org.osgi.util.function",
          "org.omnipkg.model",
          "org.omnipkg.api",
          "org.omnipkg.daemon");
  private static final String COMPONENT =
      "<scr:component xmlns:scr='http://www.osgi.org/xmlns/scr/v1.4.0' name='toy'>"
          + "<implementation class='%s'/><service><provide interface='org.omnipkg.api.Commands'/>"
          + "</service></scr:component>";

  private ToyDistribution() {}

  /**
   * Copies it.
   *
   * @param build its build id
   * @param commands false: nobody provides the commands
   */
  static Path make(Path at, String build, boolean commands) throws IOException {
    for (String folder : List.of("bin", "lib", "conf")) {
      copy(SHIPPED.resolve(folder), at.resolve(folder));
    }
    Path bundles = Files.createDirectories(at.resolve("bundles"));
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(SHIPPED.resolve("bundles"))) {
      for (Path jar : jars) {
        if (KEPT.contains(symbolicName(jar))) {
          Files.copy(jar, bundles.resolve(jar.getFileName()));
        }
      }
    }
    if (commands) {
      toy(bundles.resolve("toy.jar"));
    }
    Files.writeString(at.resolve("conf/release"), "version=0.1.0-toy\nbuild=" + build + "\n");
    return at;
  }

  static String symbolicName(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      String name = file.getManifest().getMainAttributes().getValue("Bundle-SymbolicName");
      return name == null ? jar.getFileName().toString() : name.split(";")[0].strip();
    }
  }

  private static void toy(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", "toy");
    main.putValue("Bundle-Version", "1.0.0");
    main.putValue("Import-Package", "org.omnipkg.api");
    main.putValue("Service-Component", "OSGI-INF/toy.xml");
    main.putValue("Require-Capability", "osgi.extender;filter:=\"(osgi.extender=osgi.component)\"");
    String entry = ToyCommands.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream bytes =
            Objects.requireNonNull(ToyCommands.class.getResourceAsStream("/" + entry))) {
      out.putNextEntry(new JarEntry(entry));
      bytes.transferTo(out);
      out.putNextEntry(new JarEntry("OSGI-INF/toy.xml"));
      out.write(
          String.format(COMPONENT, ToyCommands.class.getName()).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      walk.forEach(
          path -> {
            try {
              Path target = to.resolve(from.relativize(path).toString());
              if (Files.isDirectory(path)) {
                Files.createDirectories(target);
              } else {
                Files.copy(path, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }
}
