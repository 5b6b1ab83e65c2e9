package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.Sourcing;
import org.omnipkg.api.SwapRequest;
import org.omnipkg.api.UninstallRequest;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;

/** Packages of which there are several versions. */
abstract class VersionScene {
  @TempDir Path home;
  SmallHouse house;

  /** rich 1 needs mark 1, rich 2 needs any mark; app needs a mark above 1. */
  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
    house.needs.put("rich 1", List.of("mark<2"));
    house.needs.put("rich 2", List.of("mark>=1", "paint"));
    house.needs.put("app 9", List.of("mark>=2"));
    Runtime here = house.runtimes.runtime;
    house.runtimes.other =
        Optional.of(
            new Runtime(
                "python",
                "cpython",
                "3.9.18",
                here.executable(),
                home,
                "path",
                Map.of("python_version", "3.9")));
  }

  @AfterEach
  void everything_was_given_back() {
    assertEquals(0, house.languages.leased.get());
    assertEquals(0, house.environments.held);
  }

  Receipt install(String... words) {
    return house.install.run(house.caller(false), SmallHouse.request(words));
  }

  Receipt swap(String... words) {
    return house.swap.run(
        house.caller(false),
        new SwapRequest("main", List.of(), List.of(words), Sourcing.CONFIGURED, false));
  }

  Receipt uninstall(String... words) {
    return house.uninstall.run(
        house.caller(false), new UninstallRequest("main", List.of(words), false));
  }

  int solves() {
    return house.problems.size();
  }

  static String told(Receipt receipt) {
    return receipt.changes().stream()
        .map(
            c ->
                c.name()
                    + " "
                    + c.before().orElse("-")
                    + ">"
                    + c.after().orElse("-")
                    + (c.active() ? "" : " kept"))
        .collect(Collectors.joining(", "));
  }

  String refused(Runnable act) {
    int generations = house.generations();
    String contents = house.contents() + " / " + house.kept();
    Refusal refusal = assertThrows(Refusal.class, act::run);
    assertEquals(generations, house.generations());
    assertEquals(contents, house.contents() + " / " + house.kept());
    return refusal.diagnostic().code();
  }
}
