package org.omnipkg.engine.internal;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Shows a folder or an archive of artifacts as a page of links, the form flat indexes have. */
final class LocalPages {
  private static final Set<String> PAGES = Set.of(".html", ".htm", ".json");
  private static final Set<String> ARCHIVES = Set.of(".zip", ".tar", ".tar.gz", ".tgz");
  private static final Set<String> LOOKED_INTO = Set.of("zip", "jar", "tar", "ram", "sftp");

  private LocalPages() {}

  /** Whether the address is to be listed rather than read. */
  static boolean isLocalFolder(URI location) {
    String scheme = location.getScheme() == null ? "" : location.getScheme();
    String text = location.toString().toLowerCase(Locale.ROOT);
    if (scheme.equals("file")) {
      Path path = Path.of(location.getPath());
      return Files.isDirectory(path) || ARCHIVES.stream().anyMatch(text::endsWith);
    }
    return LOOKED_INTO.contains(scheme)
        && PAGES.stream().noneMatch(text::endsWith)
        && !text.endsWith(".whl");
  }

  static String page(List<URI> children) {
    return children.stream()
        .map(
            child -> "<a href=\"" + escape(child.toString()) + "\">" + escape(name(child)) + "</a>")
        .collect(Collectors.joining("\n", "<!DOCTYPE html><html><body>\n", "\n</body></html>\n"));
  }

  private static String name(URI child) {
    String path = child.getPath() == null ? child.getSchemeSpecificPart() : child.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }
}
