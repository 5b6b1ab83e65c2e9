package org.omnipkg.fetch.internal.shared;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Addresses without their secrets, and words for them that hold no address at all. */
public final class Redaction {
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/+[^\\s`'\"<>)]*");

  private Redaction() {}

  /** The address without userinfo and fragment. */
  public static URI bare(URI location) {
    String text = location.toString();
    int fragment = text.indexOf('#');
    if (fragment >= 0) {
      text = text.substring(0, fragment);
    }
    String userinfo = location.getRawAuthority();
    int at = userinfo == null ? -1 : userinfo.lastIndexOf('@');
    if (at >= 0) {
      text = text.replaceFirst(Pattern.quote(userinfo.substring(0, at + 1)), "");
    }
    return URI.create(text);
  }

  /** What people would call it: the last word of the path, never a host, a query or a secret. */
  public static String name(URI location) {
    String path = location.isOpaque() ? location.getRawSchemeSpecificPart() : location.getRawPath();
    String[] words = path == null ? new String[0] : path.split("/", -1);
    for (int i = words.length - 1; i >= 0; i--) {
      if (!words[i].isEmpty()) {
        return plain(words[i]);
      }
    }
    return "/";
  }

  private static String plain(String word) {
    try {
      String decoded = URLDecoder.decode(word.replace("+", "%2B"), StandardCharsets.UTF_8);
      return decoded.matches("[^\\p{Cntrl}`]+") ? decoded : word;
    } catch (IllegalArgumentException e) {
      return word;
    }
  }

  /** Foreign text (an exception's message) with every address in it taken out. */
  public static String words(String text) {
    return ADDRESS.matcher(text).replaceAll("<address>");
  }
}
