package org.omnipkg.fetch.internal.vfs;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses as VFS writes them and as {@link URI} allows them. */
public final class Address {
  private static final String ALLOWED = "-._~:/?#[]@!$&'()*+,;=%";
  private static final Pattern BEYOND_ASCII = Pattern.compile("(?:%[89A-Fa-f][0-9A-Fa-f])+");
  private static final Set<String> SCHEMES =
      Set.of("file", "zip", "jar", "gz", "bz2", "tar", "tgz", "tbz2", "ram", "sftp");
  private static final List<Map.Entry<String, String>> ARCHIVES =
      List.of(
          Map.entry(".zip", "zip"),
          Map.entry(".jar", "jar"),
          Map.entry(".tar", "tar"),
          Map.entry(".tar.gz", "tgz"),
          Map.entry(".tgz", "tgz"),
          Map.entry(".tar.bz2", "tbz2"),
          Map.entry(".tbz2", "tbz2"));

  private Address() {}

  /** Whether it is a file system's address. */
  public static boolean isFile(String scheme) {
    return SCHEMES.contains(scheme);
  }

  /** Whether another machine has to be asked. */
  public static boolean isFar(URI address) {
    return "sftp".equalsIgnoreCase(address.getScheme());
  }

  /** VFS leaves spaces and letters beyond ASCII as they are. */
  static URI uri(String address) {
    StringBuilder text = new StringBuilder();
    for (byte b : address.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 128 && (Character.isLetterOrDigit(c) || ALLOWED.indexOf(c) >= 0)) {
        text.append(c);
      } else {
        text.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return URI.create(text.toString());
  }

  /** VFS takes each %XX for a letter of Latin-1, so letters beyond ASCII go in as they are. */
  static String vfs(URI address) {
    Matcher letters = BEYOND_ASCII.matcher(unlayered(address.toString()));
    return letters.replaceAll(match -> Matcher.quoteReplacement(utf8(match.group())));
  }

  private static String utf8(String triplets) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < triplets.length(); i += 3) {
      bytes.write(Integer.parseInt(triplets.substring(i + 1, i + 3), 16));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /**
   * VFS knows {@code tgz:} but reads a folder where the packed tar should be; spelled out it works.
   */
  private static String unlayered(String address) {
    for (String kind : List.of("gz", "bz2")) {
      String scheme = "t" + kind + ":";
      if (address.startsWith(scheme)) {
        String rest = address.substring(scheme.length());
        int within = rest.indexOf("!/");
        String archive = within < 0 ? rest : rest.substring(0, within);
        String path = within < 0 ? "" : rest.substring(within + 2);
        return "tar:" + kind + ":" + archive + "!/archive.tar!/" + path;
      }
    }
    return address;
  }

  /** The address within an archive file, when its name is one of an archive. */
  static Optional<URI> inside(URI archive) {
    String name = archive.toString().toLowerCase(Locale.ROOT);
    return ARCHIVES.stream()
        .filter(known -> name.endsWith(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .map(scheme -> scheme + ":" + archive.toString().replace("!", "%21") + "!/")
        .map(URI::create);
  }
}
