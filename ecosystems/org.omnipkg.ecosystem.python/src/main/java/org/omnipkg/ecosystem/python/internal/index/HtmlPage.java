package org.omnipkg.ecosystem.python.internal.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of links: PEP 503, with the attributes of PEP 592 and 658. */
final class HtmlPage {
  private static final Pattern TAG =
      Pattern.compile(
          "<(?:!--.*?--|(a|base)\\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*))>",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9_:-]*)(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s>\"']+)))?");
  private static final Pattern ENTITY = Pattern.compile("&(?:#(x?[0-9A-Fa-f]{1,6})|([a-z]+));?");
  private static final Map<String, String> NAMED =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");
  private static final Set<String> HASHES =
      Set.of("md5", "sha1", "sha224", "sha256", "sha384", "sha512");

  private HtmlPage() {}

  static List<IndexFile> read(String html, Links page) {
    List<IndexFile> files = new ArrayList<>();
    Links links = page;
    Matcher tags = TAG.matcher(html);
    while (tags.find()) {
      if (tags.group(1) == null) {
        continue;
      }
      Map<String, String> attributes = attributes(tags.group(2));
      String href = attributes.getOrDefault("href", "");
      if (tags.group(1).equalsIgnoreCase("base")) {
        links = href.isEmpty() ? links : links.basedOn(href);
      } else if (!href.isEmpty()) {
        file(href, attributes, links).ifPresent(files::add);
      }
    }
    return files;
  }

  private static Optional<IndexFile> file(
      String href, Map<String, String> attributes, Links links) {
    String bare = Links.bare(href);
    Optional<String> location = links.absolute(bare);
    String filename = Links.filename(bare);
    if (location.isEmpty() || filename.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> hashes = new HashMap<>();
    for (String part : href.substring(Math.min(href.length(), bare.length() + 1)).split("&")) {
      hash(part, hashes);
    }
    String metadata =
        attributes.getOrDefault(
            "data-core-metadata", attributes.getOrDefault("data-dist-info-metadata", ""));
    return Optional.of(
        new IndexFile(
            filename,
            location.get(),
            hashes,
            attributes.getOrDefault("data-requires-python", ""),
            metadata.startsWith("sha256=")
                ? metadata.substring(7).toLowerCase(Locale.ROOT)
                : metadata.isEmpty() || metadata.equals("false") ? "" : "true",
            attributes.get("data-yanked"),
            -1,
            IndexFile.UNKNOWN));
  }

  private static void hash(String part, Map<String, String> hashes) {
    int equals = part.indexOf('=');
    String algorithm = equals < 0 ? "" : part.substring(0, equals);
    if (HASHES.contains(algorithm)) {
      hashes.put(algorithm, part.substring(equals + 1).toLowerCase(Locale.ROOT));
    }
  }

  private static Map<String, String> attributes(String words) {
    Map<String, String> attributes = new HashMap<>();
    Matcher found = ATTRIBUTE.matcher(words);
    while (found.find()) {
      String value = "";
      for (int group = 2; group <= 4; group++) {
        value = found.group(group) == null ? value : found.group(group);
      }
      attributes.putIfAbsent(found.group(1).toLowerCase(Locale.ROOT), decoded(value));
    }
    return attributes;
  }

  private static String decoded(String text) {
    return text.indexOf('&') < 0
        ? text
        : ENTITY.matcher(text).replaceAll(found -> Matcher.quoteReplacement(character(found)));
  }

  private static String character(java.util.regex.MatchResult entity) {
    String number = entity.group(1);
    if (number == null) {
      return NAMED.getOrDefault(entity.group(2), entity.group());
    }
    boolean hex = number.startsWith("x");
    if (!hex && !number.matches("[0-9]+")) {
      return entity.group();
    }
    int code = Integer.parseInt(hex ? number.substring(1) : number, hex ? 16 : 10);
    return Character.isValidCodePoint(code) ? Character.toString(code) : entity.group();
  }
}
