package org.omnipkg.ecosystem.ruby.internal.index;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.ruby.internal.spec.GemSpec;
import org.omnipkg.ecosystem.ruby.internal.spec.GemSpec.Need;
import org.omnipkg.spi.Desk;

/** The compact index: a page of lines per name, {@code VERSION NEEDS|FACTS}. */
final class CompactIndex {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final Duration A_DAY = Duration.ofDays(1);

  private final Place place;
  private final Desk desk;

  CompactIndex(Place place, Desk desk) {
    this.place = place;
    this.desk = desk;
  }

  /** What is offered of a name; empty when the source does not know it, or is no such index. */
  Optional<List<Offer>> offers(String name) {
    Optional<byte[]> page =
        desk.fetch(Desk.Ask.of(place.at("info/" + name), "text/plain", FRESH)).body();
    if (page.isEmpty()) {
      return Optional.empty();
    }
    List<Offer> offers = read(name, new String(page.get(), StandardCharsets.UTF_8));
    return offers.isEmpty() ? Optional.empty() : Optional.of(offers);
  }

  /**
   * Whether the source has this form at all; the list of all names is long, its beginning tells.
   */
  boolean isThere() {
    Desk.Ask ask = new Desk.Ask(place.at("versions"), "text/plain", A_DAY, Optional.of("0-63"));
    return desk.fetch(ask).body().isPresent();
  }

  private List<Offer> read(String name, String page) {
    List<Offer> offers = new ArrayList<>();
    for (String line : page.split("\n", -1)) {
      int blank = line.indexOf(' ');
      if (blank > 0 && !line.startsWith("---")) {
        offers.add(offer(name, line.substring(0, blank), line.substring(blank + 1)));
      }
    }
    return offers;
  }

  private Offer offer(String name, String number, String rest) {
    int dash = number.indexOf('-');
    String version = dash < 0 ? number : number.substring(0, dash);
    String platform = GemSpec.plain(dash < 0 ? "" : number.substring(dash + 1));
    int bar = rest.indexOf('|');
    Map<String, String> facts = pairs(bar < 0 ? "" : rest.substring(bar + 1));
    List<Need> needs = new ArrayList<>();
    pairs(bar < 0 ? rest : rest.substring(0, bar))
        .forEach((need, range) -> needs.add(new Need(need, plain(range), true)));
    String checksum = facts.getOrDefault("checksum", "");
    URI location = place.gem(GemSpec.fullName(name, version, platform));
    return new Offer(
        version,
        platform,
        needs,
        plain(facts.getOrDefault("ruby", "")),
        plain(facts.getOrDefault("rubygems", "")),
        checksum.matches("[0-9a-f]{64}") ? checksum : "",
        location,
        instant(facts.getOrDefault("created_at", "")));
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : text.split(",", -1)) {
      int colon = pair.indexOf(':');
      if (colon > 0) {
        pairs.put(pair.substring(0, colon).strip(), pair.substring(colon + 1).strip());
      }
    }
    return pairs;
  }

  /** Conditions stand between {@code &} here; {@code >= 0} alone says nothing. */
  private static String plain(String range) {
    String plain = range.replace("&", ", ");
    return plain.equals(">= 0") ? "" : plain;
  }

  private static Optional<Instant> instant(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
