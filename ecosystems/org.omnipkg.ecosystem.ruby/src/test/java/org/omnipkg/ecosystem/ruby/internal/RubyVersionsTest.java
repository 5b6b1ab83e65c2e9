package org.omnipkg.ecosystem.ruby.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.omnipkg.ecosystem.ruby.internal.platform.Fit;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Versions;
import org.omnipkg.tck.VersionsContract;

public class RubyVersionsTest extends VersionsContract {
  private final RubyVersions versions = new RubyVersions();

  @Override
  protected Versions versions() {
    return versions;
  }

  @Override
  protected PackageName name() {
    return new PackageName("ruby", "foo");
  }

  @Override
  protected List<String> ascending() {
    return List.of("0.9", "1.0", "1.0.1", "1.2", "1.10", "2");
  }

  @Override
  protected String prerelease() {
    return "1.10.rc1";
  }

  @Override
  protected String exactly(String version) {
    return "= " + version;
  }

  @Override
  protected String atLeast(String version) {
    return ">= " + version;
  }

  @Override
  protected Target anywhere() {
    return Rubies.ruby31();
  }

  private Listing listing(String... gems) {
    List<Release> releases =
        Stream.of(gems)
            .map(
                gem -> {
                  String[] parts = gem.split("/", -1);
                  String platform = parts.length > 1 ? parts[1] : "";
                  Map<String, String> facts =
                      platform.isEmpty() ? Map.of() : Map.of(Fit.PLATFORM, platform);
                  Condition usable = target -> Fit.runs(facts, target);
                  return new Release(
                      new Pin(name(), parts[0], platform),
                      Optional.empty(),
                      Optional.empty(),
                      parts[0].contains("rc"),
                      usable,
                      "",
                      List.of());
                })
            .toList();
    return new Listing(name(), releases, Map.of(), Map.of(), "default");
  }

  private String preferred(Listing listing, Target on) {
    BitSet all = new BitSet();
    all.set(0, listing.releases().size());
    Pin pin = listing.releases().get(versions.prefer(all, listing, on)).pin();
    return pin.version() + "/" + pin.variant();
  }

  @Test
  void of_one_version_the_most_special_variant_that_runs_is_preferred() {
    Listing listing =
        listing(
            "1.0", "1.0/x86_64-linux", "2.0", "2.0/java", "2.0/x86_64-linux", "2.0/arm64-darwin");
    assertEquals("2.0/x86_64-linux", preferred(listing, Rubies.ruby31()));
    assertEquals("2.0/java", preferred(listing, Rubies.jruby()));
  }

  @Test
  void the_variant_for_everybody_is_the_last_choice() {
    assertEquals("2.0/", preferred(listing("1.0/java", "2.0", "2.0/java"), Rubies.ruby31()));
  }

  @Test
  void a_newer_version_wins_over_a_better_variant() {
    assertEquals("2.0/", preferred(listing("1.0/java", "1.0", "2.0"), Rubies.jruby()));
  }

  @Test
  void variants_for_elsewhere_are_passed_over() {
    Listing listing = listing("1.0", "1.0/java", "2.0.rc1", "2.0/java", "3.0/x86_64-darwin");
    assertEquals("1.0/", preferred(listing, Rubies.ruby31()));
  }
}
