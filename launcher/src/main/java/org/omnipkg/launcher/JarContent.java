package org.omnipkg.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.connect.ConnectContent;

/** What a jar holds; its classes come from the loader of the launcher. */
final class JarContent implements ConnectContent {
  private final Path path;
  private final Listing listing;
  private @Nullable JarFile jar;

  JarContent(Path path, Listing listing) {
    this.path = path;
    this.listing = listing;
  }

  @Override
  public Optional<Map<String, String>> getHeaders() {
    return Optional.of(listing.headers());
  }

  @Override
  public Iterable<String> getEntries() {
    return listing.entries();
  }

  @Override
  public Optional<ConnectEntry> getEntry(String name) {
    return listing.entries().contains(name) ? Optional.of(new Entry(name)) : Optional.empty();
  }

  @Override
  public Optional<ClassLoader> getClassLoader() {
    return Optional.ofNullable(JarContent.class.getClassLoader());
  }

  @Override
  public void open() {}

  @Override
  public synchronized void close() throws IOException {
    if (jar != null) {
      jar.close();
      jar = null;
    }
  }

  private synchronized byte[] bytes(String name) throws IOException {
    byte[] known = listing.components().get(name);
    if (known != null) {
      return known;
    }
    if (jar == null) {
      jar = new JarFile(path.toFile(), false);
    }
    try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return in.readAllBytes();
    }
  }

  private final class Entry implements ConnectEntry {
    private final String name;

    Entry(String name) {
      this.name = name;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public long getContentLength() {
      return -1;
    }

    @Override
    public long getLastModified() {
      return 0;
    }

    @Override
    public byte[] getBytes() throws IOException {
      return bytes(name).clone();
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new ByteArrayInputStream(bytes(name));
    }
  }
}
