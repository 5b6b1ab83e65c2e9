package org.omnipkg.ecosystem.python.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Listing;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Versions;
import org.omnipkg.tck.VersionsContract;

public class PythonVersionsTest extends VersionsContract {
  private final PythonVersions versions = new PythonVersions();

  @Override
  protected Versions versions() {
    return versions;
  }

  @Override
  protected PackageName name() {
    return new PackageName("python", "foo");
  }

  @Override
  protected List<String> ascending() {
    return List.of("0.9", "1.0", "1.0.post1", "1.2", "1.10", "1!0.1");
  }

  @Override
  protected String prerelease() {
    return "1.10rc1";
  }

  @Override
  protected String exactly(String version) {
    return "==" + version;
  }

  @Override
  protected String atLeast(String version) {
    return ">=" + version;
  }

  @Override
  protected Target anywhere() {
    return Targets.linux311();
  }

  private Listing listing(Condition usable, String... numbers) {
    List<Release> releases =
        Stream.of(numbers)
            .map(
                v ->
                    new Release(
                        new Pin(name(), v),
                        Optional.empty(),
                        Optional.empty(),
                        v.contains("rc"),
                        v.equals("9") ? usable : Condition.ALWAYS,
                        "",
                        List.of()))
            .toList();
    return new Listing(name(), releases, Map.of(), Map.of(), "default");
  }

  private static BitSet all(int size) {
    BitSet all = new BitSet();
    all.set(0, size);
    return all;
  }

  @Test
  public void a_range_that_names_a_prerelease_welcomes_them() {
    Listing listing = listing(Condition.ALWAYS, "1.0rc1", "1.0", "2.0rc1");
    assertEquals("{0, 1, 2}", versions.select(">=1.0rc1", listing).admitted().toString());
    assertEquals("{1}", versions.select(">=1.0", listing).admitted().toString());
    assertEquals("{2}", versions.select(">=1.0", listing).lastResort().toString());
    assertEquals("{1}", versions.select(">=1.0,!=3.0rc1", listing).admitted().toString());
  }

  @Test
  public void versions_from_before_the_standard_are_taken_last_unless_pinned() {
    Listing listing = listing(Condition.ALWAYS, "2012d", "1.0");
    assertEquals("{1}", versions.select("", listing).admitted().toString());
    assertEquals("{0}", versions.select("", listing).lastResort().toString());
    assertEquals("{0}", versions.select("==2012d", listing).admitted().toString());
  }

  @Test
  public void what_does_not_run_on_the_target_is_not_preferred() {
    Listing listing = listing(target -> false, "1.0", "2.0rc1", "9");
    assertEquals(0, versions.prefer(all(3), listing, anywhere()));
    BitSet some = all(3);
    some.clear(0);
    assertEquals(1, versions.prefer(some, listing, anywhere()));
  }

  @Test
  public void another_listing_of_the_same_name_is_read_anew() {
    assertEquals(
        "{0}", versions.select("", listing(Condition.ALWAYS, "1.0")).admitted().toString());
    assertEquals(
        "{0, 1}",
        versions.select("", listing(Condition.ALWAYS, "1.0", "2.0")).admitted().toString());
  }
}
