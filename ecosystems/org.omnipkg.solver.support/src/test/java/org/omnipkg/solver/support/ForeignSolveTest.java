package org.omnipkg.solver.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Outcome;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Release;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.model.Wanting;
import org.omnipkg.spi.Facts;
import org.omnipkg.tck.RecordingDesk;
import org.omnipkg.tck.SmallWorld;

class ForeignSolveTest {
  @TempDir Path temporary;

  private final List<Order> orders = new ArrayList<>();

  private SmallWorld world() {
    return new SmallWorld(temporary.resolve("packages"));
  }

  private static Target target() {
    Runtime runtime =
        new Runtime("python", "cpython", "3.11.7", Path.of("/py"), Path.of("/"), "path", Map.of());
    return new Target(new Platform("linux", "x86_64", "glibc", "2.36"), List.of(runtime));
  }

  private Outcome solve(Problem problem, SmallWorld world, Order.Taker tool) {
    RecordingDesk desk = new RecordingDesk(temporary.resolve("desk"), world.sources(), Map.of());
    return new ForeignSolve(problem, world, desk)
        .solve(
            order -> {
              orders.add(order);
              return tool.take(order);
            });
  }

  private static Said pins(String... pins) {
    List<Said.Pinned> all = new ArrayList<>();
    for (String pin : pins) {
      all.add(new Said.Pinned(pin.split("==", 2)[0], pin.split("==", 2)[1]));
    }
    return Said.pins(all);
  }

  private static Said lacking(String... names) {
    return new Said(
        List.of(), List.of(Prose.asked("putty"), Prose.needs("door==1.0", "putty")), Set.of(names));
  }

  private static Set<String> files(List<URI> links) throws Exception {
    Set<String> names = new LinkedHashSet<>();
    for (URI link : links) {
      try (Stream<Path> all = Files.list(Path.of(link))) {
        all.forEach(file -> names.add(file.getFileName().toString()));
      }
    }
    return names;
  }

  @Test
  void a_version_spelled_otherwise_is_the_same_release() {
    SmallWorld world = world().wheel("door", "1.0");
    Outcome outcome = solve(world.problem(target(), "door"), world, order -> pins("Door==1"));
    assertEquals(world.pin("door", "1.0"), outcome.solved().orElseThrow().nodes().get(0).pin());
  }

  @Test
  void a_pin_no_listing_names_is_refused() {
    SmallWorld world = world().wheel("door", "1.0");
    Refusal refusal =
        assertThrows(
            Refusal.class,
            () -> solve(world.problem(target(), "door"), world, order -> pins("door==2.0")));
    assertEquals("resolve.unlisted-choice", refusal.diagnostic().code());
  }

  @Test
  void the_tool_chooses_among_stand_ins_only_what_the_requests_allow() throws Exception {
    SmallWorld world =
        world()
            .wheel("door", "1.0", "putty")
            .source("putty", "1.0")
            .source("putty", "2.0")
            .source("putty", "3.0");
    Set<String> offered = new LinkedHashSet<>();
    Outcome outcome =
        solve(
            world.problem(target(), "door", "putty<3"),
            world,
            order -> {
              if (order.links().isEmpty()) {
                return lacking("putty");
              }
              try {
                offered.addAll(files(order.links()));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              return pins("door==1.0", "putty==2.0");
            });
    assertEquals(
        Set.of("putty-1.0-py2.py3-none-any.whl", "putty-2.0-py2.py3-none-any.whl"), offered);
    assertEquals(
        List.of(world.pin("putty", "2.0")), outcome.wanting().stream().map(Wanting::pin).toList());
    assertEquals("putty-2.0.tar.gz", outcome.wanting().get(0).artifact().filename());
  }

  @Test
  void a_stand_in_of_the_round_before_is_gone() throws Exception {
    SmallWorld world = world().source("putty", "1.0").source("glue", "1.0");
    Problem plain = world.problem(target(), "putty", "glue");
    solve(
        plain,
        world,
        order -> order.links().isEmpty() ? lacking("putty") : pins("putty==1.0", "glue==1.0"));
    orders.clear();
    Pin putty = world.pin("putty", "1.0");
    Artifact built = world.built(putty, temporary.resolve("built"));
    solve(
        with(plain, Map.of(), Map.of(putty, built)),
        world,
        order -> order.links().size() < 2 ? lacking("glue") : pins("putty==1.0", "glue==1.0"));
    assertEquals(
        Set.of(built.filename(), "glue-1.0-py2.py3-none-any.whl"), files(orders.get(1).links()));
  }

  @Test
  void a_complaint_that_no_source_can_mend_is_final() {
    SmallWorld world = world().wheel("door", "1.0", "putty");
    Outcome outcome =
        solve(world.problem(target(), "door"), world, order -> lacking("putty", "door"));
    assertEquals(1, orders.size());
    assertTrue(outcome.unsolvable().isPresent());
    assertEquals("`putty` cannot satisfy both requests", outcome.unsolvable().get().statement());
  }

  @Test
  void after_three_builds_of_a_name_it_is_not_tried_further() {
    SmallWorld world = world().wheel("door", "1.0", "putty");
    Map<Pin, Artifact> built = new HashMap<>();
    for (String version : List.of("1.0", "2.0", "3.0", "4.0")) {
      world.source("putty", version);
      if (!version.equals("1.0")) {
        Pin pin = world.pin("putty", version);
        built.put(pin, world.built(pin, temporary.resolve("built")));
      }
    }
    Problem plain = world.problem(target(), "door");
    Outcome outcome = solve(with(plain, Map.of(), built), world, order -> lacking("putty"));
    assertEquals(1, orders.size());
    assertTrue(outcome.unsolvable().isPresent());
  }

  @Test
  void digests_leave_only_releases_that_have_such_a_file() {
    SmallWorld world = world().wheel("door", "1.0").wheel("door", "2.0").wheel("door", "3.0");
    String wanted = "a".repeat(64);
    Facts hashed =
        (Facts)
            java.lang.reflect.Proxy.newProxyInstance(
                Facts.class.getClassLoader(),
                new Class<?>[] {Facts.class},
                (proxy, method, arguments) ->
                    method.getName().equals("releases")
                        ? withDigests(world.releases((PackageName) arguments[0]), wanted)
                        : method.invoke(world, arguments));
    Problem problem =
        with(
            world.problem(target(), "door"),
            Map.of(new PackageName("python", "door"), List.of("sha256:" + wanted)),
            Map.of());
    assertEquals(List.of("door!=1.0,!=3.0"), Permitted.constraints(problem, hashed));
    assertEquals(List.of(), Permitted.constraints(world.problem(target(), "door"), hashed));
  }

  /** Version 2.0 has the digest, the others another one. */
  private static Listing withDigests(Listing listing, String wanted) {
    List<Release> releases = new ArrayList<>();
    for (Release release : listing.releases()) {
      Artifact file = release.artifacts().get(0);
      String digest = release.pin().version().equals("2.0") ? wanted : "b".repeat(64);
      releases.add(
          new Release(
              release.pin(),
              release.published(),
              release.withdrawn(),
              release.prerelease(),
              release.usable(),
              release.runtimeRange(),
              List.of(
                  new Artifact(
                      file.filename(),
                      file.format(),
                      file.location(),
                      Map.of("sha256", digest),
                      file.size(),
                      file.facts()))));
    }
    return new Listing(listing.name(), releases, Map.of(), Map.of(), listing.source());
  }

  @Test
  void only_a_file_with_an_accepted_digest_is_taken() {
    SmallWorld world = world().wheel("door", "1.0");
    Problem plain = world.problem(target(), "door");
    Problem hashed =
        with(
            plain,
            Map.of(new PackageName("python", "door"), List.of("sha256:" + "0".repeat(64))),
            Map.of());
    Refusal refusal =
        assertThrows(Refusal.class, () -> solve(hashed, world, order -> pins("door==1.0")));
    assertEquals("resolve.no-matching-hash", refusal.diagnostic().code());
  }

  @Test
  void a_source_archive_named_by_its_place_is_built_first_and_then_handed_over() {
    SmallWorld world = world().source("putty", "1.0");
    String request = "putty @ " + world.place("putty", "1.0");
    Problem plain = world.problem(target(), request);
    Outcome first = solve(plain, world, order -> pins());
    assertEquals(List.of(), orders);
    Pin pin = world.pin("putty", "1.0");
    assertEquals(List.of(pin), first.wanting().stream().map(Wanting::pin).toList());
    Artifact wheel = world.built(pin, temporary.resolve("built"));
    Outcome second =
        solve(with(plain, Map.of(), Map.of(pin, wheel)), world, order -> pins("putty==1.0"));
    assertEquals(List.of("putty @ " + wheel.location()), orders.get(0).requirements());
    assertEquals(Optional.of(wheel), second.solved().orElseThrow().nodes().get(0).artifact());
  }

  @Test
  void a_place_that_is_no_package_file_is_refused() {
    SmallWorld world = world();
    Refusal refusal =
        assertThrows(
            Refusal.class,
            () ->
                solve(
                    world.problem(target(), "door @ file:///somewhere/door"),
                    world.wheel("door", "1.0"),
                    order -> pins()));
    assertEquals("resolve.unsupported-place", refusal.diagnostic().code());
  }

  @Test
  void addresses_never_stand_in_what_is_told() {
    assertEquals(
        "could not get `<address>` and <address>",
        Prose.redacted("could not get `https://a:b@x.invalid/y` and ftp://z.invalid"));
  }

  private static Problem with(
      Problem plain, Map<PackageName, List<String>> hashes, Map<Pin, Artifact> built) {
    return new Problem(
        plain.ecosystem(),
        plain.roots(),
        plain.constraints(),
        plain.target(),
        plain.preferred(),
        plain.prereleases(),
        plain.excludeNewer(),
        hashes,
        built);
  }
}
