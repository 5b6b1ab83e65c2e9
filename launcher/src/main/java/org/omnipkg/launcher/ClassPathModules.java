package org.omnipkg.launcher;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.connect.ConnectModule;
import org.osgi.framework.connect.ModuleConnector;

/**
 * Bundles whose classes the JVM's own loader defines, because they stand on the class path of the
 * launcher's jar: only such classes come out of a class data archive. To the framework they are
 * bundles like all others. See docs/adr/0009.
 */
final class ClassPathModules implements ModuleConnector {
  private static final String SCHEME = "classpath:";
  private final Path folder;
  private final Map<String, Listing> listings;

  private ClassPathModules(Path folder, Map<String, Listing> listings) {
    this.folder = folder;
    this.listings = listings;
  }

  /** From the jars themselves. */
  static ClassPathModules read(Distribution distribution) throws IOException {
    Map<String, Listing> listings = new TreeMap<>();
    for (String name : distribution.classPath()) {
      Path jar = distribution.bundles().resolve(name);
      if (Files.exists(jar)) {
        listings.put(name, Listing.read(jar));
      }
    }
    return new ClassPathModules(distribution.bundles(), listings);
  }

  /** From what {@link #save} wrote. */
  static ClassPathModules load(Distribution distribution, Path file) throws IOException {
    Map<String, Listing> listings = new TreeMap<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      for (int left = in.readInt(); left > 0; left--) {
        listings.put(in.readUTF(), Listing.read(in));
      }
    }
    return new ClassPathModules(distribution.bundles(), listings);
  }

  void save(Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(listings.size());
      for (Map.Entry<String, Listing> listing : listings.entrySet()) {
        out.writeUTF(listing.getKey());
        listing.getValue().write(out);
      }
    }
  }

  /** Where the framework is to install a jar of the distribution from. */
  String location(Path jar) {
    String name = String.valueOf(jar.getFileName());
    return listings.containsKey(name) ? SCHEME + name : "reference:" + jar.toUri();
  }

  @Override
  public void initialize(File storage, Map<String, String> configuration) {}

  @Override
  public Optional<ConnectModule> connect(String location) {
    if (!location.startsWith(SCHEME)) {
      return Optional.empty();
    }
    String name = location.substring(SCHEME.length());
    return Optional.ofNullable(listings.get(name))
        .map(listing -> new JarContent(folder.resolve(name), listing))
        .map(content -> () -> content);
  }

  @Override
  public Optional<BundleActivator> newBundleActivator() {
    return Optional.empty();
  }
}
