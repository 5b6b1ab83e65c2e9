package org.omnipkg.ecosystem.ruby.internal.index;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.ruby.internal.spec.GemFile;
import org.omnipkg.ecosystem.ruby.internal.spec.GemSpec;
import org.omnipkg.model.Artifact;
import org.omnipkg.spi.Desk;

/** A flat place with gems in it; what they need is read from the files themselves. */
final class GemFolder {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Pattern LINK = Pattern.compile("href\\s*=\\s*[\"']([^\"']+)[\"']");

  private final Place place;
  private final Desk desk;

  GemFolder(Place place, Desk desk) {
    this.place = place;
    this.desk = desk;
  }

  List<Offer> offers(String name) {
    URI folder = place.source().location();
    Desk.Reply reply = desk.fetch(Desk.Ask.of(folder, "text/html", FRESH));
    List<Offer> offers = new ArrayList<>();
    reply
        .body()
        .ifPresent(
            page -> {
              Matcher link = LINK.matcher(new String(page, StandardCharsets.UTF_8));
              while (link.find()) {
                offer(name, reply.location(), link.group(1)).ifPresent(offers::add);
              }
            });
    return offers;
  }

  private Optional<Offer> offer(String name, URI page, String href) {
    String address = href.replace("&amp;", "&");
    int hash = address.indexOf('#');
    String bare = hash < 0 ? address : address.substring(0, hash);
    String filename = filename(bare);
    if (!filename.endsWith(".gem")
        || !filename.startsWith(name + "-")
        || !filename.substring(name.length() + 1).matches("[0-9].*")) {
      return Optional.empty();
    }
    String sha256 =
        hash >= 0 && address.substring(hash + 1).matches("sha256=[0-9a-f]{64}")
            ? address.substring(hash + "#sha256=".length())
            : "";
    try {
      URI location = page.resolve(bare);
      if (!location.isAbsolute() || remote(page) && !remote(location)) {
        return Optional.empty();
      }
      GemSpec spec = GemFile.spec(local(location, filename, sha256));
      boolean same = spec.name().equals(name) && filename.equals(spec.fullName() + ".gem");
      return same ? Optional.of(Offer.of(spec, sha256, location)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw place.unreadable("`" + filename + "`, which is no gem: " + e.getMessage(), e);
    }
  }

  private Path local(URI location, String filename, String sha256) {
    if ("file".equals(location.getScheme())) {
      return Path.of(location);
    }
    return desk.download(
        new Artifact(
            filename,
            "gem",
            location,
            sha256.isEmpty() ? Map.of() : Map.of("sha256", sha256),
            OptionalLong.empty(),
            Map.of()));
  }

  private static boolean remote(URI address) {
    return String.valueOf(address.getScheme()).startsWith("http");
  }

  private static String filename(String address) {
    String path = address.replaceFirst("\\?.*", "");
    String name = path.substring(path.lastIndexOf('/') + 1);
    return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
