package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.environment.Environments;
import org.omnipkg.environment.internal.DiskEnvironments;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;
import org.omnipkg.store.internal.DiskStore;
import org.omnipkg.tck.OtherEcosystem;
import org.omnipkg.tck.OtherLayout;

/** Practice is worth something only if all of it happens: over the real store, in real folders. */
class PaperHouseTest {
  @TempDir private Path home;
  @TempDir private Path scratch;
  private SmallHouse house;
  private DiskStore store;
  private DiskEnvironments environments;

  /** What was seen of each generation while it was there. */
  private final List<String> seen = new ArrayList<>();

  private final List<Path> roots = new ArrayList<>();

  @BeforeEach
  void furnish() throws IOException {
    house = new SmallHouse(home);
    house.languages.put(linking());
    store = new DiskStore(() -> home);
    environments = new DiskEnvironments(() -> home);
  }

  @AfterEach
  void close() {
    house.acquisition.stop();
  }

  /** The small language, whose trees' files stand in the generation. */
  private static OtherEcosystem linking() {
    return new OtherEcosystem(new SmallLanguage()) {
      @Override
      public Layout layout() {
        return new OtherLayout(sound.layout()) {
          @Override
          public List<Step> prefix(Prefix prefix) {
            return prefix.trees().stream().map(tree -> link(prefix, tree)).toList();
          }
        };
      }
    };
  }

  private static Step link(Prefix prefix, Prefix.Tree tree) {
    return new Step.Hardlink(
        prefix.root().resolve(tree.node().id()), tree.path().resolve("content"));
  }

  /** The environments, which are watched where they are made for another home. */
  private Environments watched(Environments real) {
    return (Environments)
        Proxy.newProxyInstance(
            Environments.class.getClassLoader(),
            new Class<?>[] {Environments.class},
            (proxy, method, arguments) -> {
              try {
                Object answer = method.invoke(real, arguments);
                if (answer instanceof Environments.Generation made) {
                  note(made);
                }
                return answer instanceof Environments apart ? watched(apart) : answer;
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  private void note(Environments.Generation made) throws IOException {
    roots.add(made.root());
    seen.add(made.environment() + " " + made.number());
    for (var node : made.state().nodes()) {
      seen.add(node.id() + ": " + Files.readString(made.root().resolve(node.id())));
    }
  }

  private PaperHouse paper() {
    return new PaperHouse(
        store,
        watched(environments),
        house.unpacker,
        house.locating,
        house.languages,
        house.settings,
        house.processes,
        () -> home,
        SmallHouse.silent());
  }

  private Plan plan() {
    return new Plan(
        "practice",
        house.target(),
        List.of("install"),
        List.of(
            new Plan.Part(
                "python",
                List.of("python:a", "python:b"),
                SmallHouse.only(house.node("a", "1"), house.node("b", "2")),
                "small",
                List.of(),
                List.of())),
        List.of(),
        Optional.empty());
  }

  @Test
  void the_generation_of_the_plan_is_made_in_another_home_and_removed() throws IOException {
    try (HouseDesk desk = house.desk();
        Leases leases = new Leases(house.languages)) {
      paper().carryOut(plan(), leases, desk, scratch);
    }
    assertEquals(List.of("practice 1", "a: a 1", "b: b 2"), seen);
    Path root = roots.get(0);
    assertFalse(root.startsWith(home), root.toString());
    assertFalse(Files.exists(root));
    assertEquals(List.of(), environments.names());
    assertEquals(0, store.stock().objects());
  }

  @Test
  void it_is_made_anew_each_time() throws IOException {
    PaperHouse paper = paper();
    try (HouseDesk desk = house.desk();
        Leases leases = new Leases(house.languages)) {
      paper.carryOut(plan(), leases, desk, scratch);
      paper.carryOut(plan(), leases, desk, scratch);
    }
    assertEquals(2, roots.size());
    assertNotEquals(roots.get(0), roots.get(1));
    assertEquals(seen.subList(0, 3), seen.subList(3, 6));
    assertEquals(4, house.fetcher.downloads.size());
  }
}
