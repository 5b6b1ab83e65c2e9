package org.omnipkg.plugins.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes small bundles for tests. */
final class TinyBundle {
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final Map<String, String> files = new LinkedHashMap<>();

  static TinyBundle of(String name, String version) {
    TinyBundle bundle = new TinyBundle();
    bundle.header("Bundle-ManifestVersion", "2");
    bundle.header("Bundle-SymbolicName", name);
    bundle.header("Bundle-Version", version);
    return bundle;
  }

  /** A bundle that states a resolver. */
  static TinyBundle resolver(String name, String version, String resolver) {
    return of(name, version)
        .header("Service-Component", "OSGI-INF/one.xml")
        .file(
            "OSGI-INF/one.xml",
            "<component name='one'><property name='omnipkg.ecosystem' value='python'/>"
                + "<property name='omnipkg.solver' value='"
                + resolver
                + "'/><service><provide interface='org.omnipkg.spi.Solver'/></service>"
                + "<implementation class='One'/></component>");
  }

  TinyBundle header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  TinyBundle file(String path, String content) {
    files.put(path, content);
    return this;
  }

  Path into(Path file) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    headers.forEach(manifest.getMainAttributes()::putValue);
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
      for (Map.Entry<String, String> one : files.entrySet()) {
        jar.putNextEntry(new JarEntry(one.getKey()));
        jar.write(one.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }
}
