package org.omnipkg.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.omnipkg.spi.Solver;
import org.omnipkg.tck.toy.ToyLanguage;
import org.omnipkg.tck.toy.ToySolver;

/** The toy language as an add-on, and whatever is done to it. */
final class ToyBundle {
  private static final List<String> CLASSES =
      List.of(
          "toy/ToyLanguage",
          "toy/ToyGrammar",
          "toy/ToyVersions",
          "toy/ToyIndex",
          "toy/ToyLayout",
          "toy/ToySolver",
          "sabotage/bundle/Moody",
          "sabotage/bundle/Rude",
          "sabotage/bundle/Tired",
          "sabotage/bundle/Homesick",
          "sabotage/bundle/Clinging",
          "sabotage/bundle/TiredSolver");

  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private String id = "toy";
  private Class<?> part = ToyLanguage.class;
  private String name = "";
  private int components = 1;

  ToyBundle() {
    header("Bundle-ManifestVersion", "2");
    header("Bundle-SymbolicName", "toy.language");
    header("Bundle-Version", "1.0.0");
    header("Provide-Capability", "omnipkg.ecosystem;omnipkg.ecosystem=toy");
    header(
        "Import-Package",
        "org.omnipkg.model;version=\"[1.0,2)\",org.omnipkg.spi;version=\"[1.0,2)\",org.osgi.framework");
  }

  /** Sets a header of the manifest; an empty one goes. */
  ToyBundle header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Adds a file. */
  ToyBundle file(String name, byte[] bytes) {
    files.put(name, bytes);
    return this;
  }

  /** What the component's property says. */
  ToyBundle saying(String other) {
    id = other;
    return this;
  }

  /** Another language, or resolver, in place of the toy. */
  ToyBundle of(Class<?> other) {
    part = other;
    return this;
  }

  /** A resolver alone in place of the language. */
  ToyBundle resolving(String called, String stated) {
    part = ToySolver.class;
    name = called;
    header(
        "Provide-Capability", "omnipkg.solver;omnipkg.solver=" + stated + ";omnipkg.ecosystem=toy");
    return this;
  }

  ToyBundle times(int number) {
    components = number;
    return this;
  }

  /** Its jar in a folder. */
  Path in(Path folder) {
    try {
      return write(folder.resolve("toy.jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path write(Path jar) throws IOException {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < components; i++) {
      String place = "OSGI-INF/toy" + i + ".xml";
      names.append(i == 0 ? "" : ",").append(place);
      file(place, description("toy" + i).getBytes(StandardCharsets.UTF_8));
    }
    header("Service-Component", names.toString());
    for (String type : CLASSES) {
      String place = "org/omnipkg/tck/" + type + ".class";
      file(place, bytes(place));
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.forEach(
        (header, value) -> {
          if (!value.isEmpty()) {
            manifest.getMainAttributes().putValue(header, value);
          }
        });
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
        out.closeEntry();
      }
    }
    return jar;
  }

  private String description(String component) {
    boolean resolver = Solver.class.isAssignableFrom(part);
    boolean moody = part != ToyLanguage.class && part != ToySolver.class;
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s"%s>
          <property name="omnipkg.ecosystem" value="%s"/>%s
          <service><provide interface="org.omnipkg.spi.%s"/></service>
          <implementation class="%s"/>
        </scr:component>
        """
        .formatted(
            component,
            moody ? " activate=\"start\"" : "",
            id,
            resolver ? "<property name=\"omnipkg.solver\" value=\"" + name + "\"/>" : "",
            resolver ? "Solver" : "Ecosystem",
            part.getName());
  }

  static byte[] bytes(String name) throws IOException {
    try (InputStream in = ToyBundle.class.getResourceAsStream("/" + name)) {
      if (in == null) {
        throw new IOException(name + " is not on the class path");
      }
      return in.readAllBytes();
    }
  }
}
