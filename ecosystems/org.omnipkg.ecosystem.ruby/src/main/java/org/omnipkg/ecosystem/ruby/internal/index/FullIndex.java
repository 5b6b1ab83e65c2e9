package org.omnipkg.ecosystem.ruby.internal.index;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.ruby.internal.platform.GemPlatform;
import org.omnipkg.ecosystem.ruby.internal.spec.GemSpec;
import org.omnipkg.ecosystem.ruby.internal.spec.Inflation;
import org.omnipkg.ecosystem.ruby.internal.spec.MarshalReader;
import org.omnipkg.ecosystem.ruby.internal.spec.MarshalSpec;
import org.omnipkg.ecosystem.ruby.internal.spec.Unreadable;
import org.omnipkg.ecosystem.ruby.internal.version.GemVersion;
import org.omnipkg.spi.Desk;

/**
 * The older index: one list of all gems, and a marshalled specification for each. It states no
 * digests; {@link FirstSight} makes up for that where nobody can stand between.
 */
final class FullIndex {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final int LONGEST_LIST = 256 << 20;
  private static final int LONGEST_SPEC = 8 << 20;

  /** So many gems of a name are looked at, the newest first. */
  private static final int MOST = 200;

  private final Place place;
  private final Desk desk;
  private final FirstSight digests;

  /** One gem of the list. */
  private record Row(String version, String platform) {}

  FullIndex(Place place, Desk desk) {
    this.place = place;
    this.desk = desk;
    this.digests = new FirstSight(place, desk);
  }

  /** What is offered of a name, none when it is unknown; empty when there is no such index. */
  Optional<List<Offer>> offers(String name) {
    Optional<List<Row>> finals = rows("specs.4.8.gz", name);
    if (finals.isEmpty()) {
      return Optional.empty();
    }
    List<Row> rows = new ArrayList<>(finals.get());
    rows.addAll(rows("prerelease_specs.4.8.gz", name).orElse(List.of()));
    rows.sort((a, b) -> GemVersion.of(b.version()).compareTo(GemVersion.of(a.version())));
    List<Offer> offers = new ArrayList<>();
    for (Row row : rows.subList(0, Math.min(MOST, rows.size()))) {
      offer(name, row).ifPresent(offers::add);
    }
    return Optional.of(offers);
  }

  private Optional<List<Row>> rows(String list, String name) {
    Optional<byte[]> packed = desk.fetch(Desk.Ask.of(place.at(list), "", FRESH)).body();
    if (packed.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Inflation.gunzip(packed.get(), LONGEST_LIST);
      if (!(MarshalReader.read(bytes) instanceof List<?> all)) {
        throw new Unreadable("no list");
      }
      List<Row> rows = new ArrayList<>();
      for (Object one : all) {
        if (one instanceof List<?> parts && parts.size() == 3 && name.equals(parts.get(0))) {
          row(parts.get(1), parts.get(2)).ifPresent(rows::add);
        }
      }
      return Optional.of(rows);
    } catch (IOException e) {
      throw place.unreadable("a list of gems nobody can read", e);
    }
  }

  private static Optional<Row> row(@Nullable Object version, @Nullable Object platform) {
    String number = MarshalSpec.version(version);
    String plain = GemSpec.plain(MarshalSpec.platform(platform));
    boolean sound = GemVersion.valid(number) && (plain.isEmpty() || GemPlatform.valid(plain));
    return sound ? Optional.of(new Row(number, plain)) : Optional.empty();
  }

  private Optional<Offer> offer(String name, Row row) {
    String full = GemSpec.fullName(name, row.version(), row.platform());
    URI quick = place.at("quick/Marshal.4.8/" + full + ".gemspec.rz");
    Optional<byte[]> packed = desk.fetch(Desk.Ask.of(quick, "", Desk.Ask.FOR_EVER)).body();
    if (packed.isEmpty()) {
      return Optional.empty();
    }
    try {
      GemSpec spec = MarshalSpec.read(Inflation.inflate(packed.get(), LONGEST_SPEC));
      if (!spec.name().equals(name) || !spec.version().equals(row.version())) {
        throw new Unreadable("another gem's specification");
      }
      URI gem = place.gem(full);
      return Optional.of(
          new Offer(
              row.version(),
              row.platform(),
              spec.needs().stream().filter(GemSpec.Need::running).toList(),
              spec.requiredRuby(),
              spec.requiredRubygems(),
              digests.of(gem, full + ".gem"),
              gem,
              Optional.empty()));
    } catch (IOException e) {
      throw place.unreadable("a specification of `" + full + "` nobody can read", e);
    }
  }
}
