package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.api.Generations;
import org.omnipkg.api.Receipt;
import org.omnipkg.api.Sourcing;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;

/** A house, and the ways through its generations. */
abstract class GenerationScene {
  @TempDir Path home;
  @TempDir Path elsewhere;
  SmallHouse house;

  @BeforeEach
  void furnish() throws Exception {
    house = new SmallHouse(home);
  }

  @AfterEach
  void everything_was_given_back() {
    assertEquals(0, house.languages.leased.get());
    assertEquals(0, house.environments.held);
  }

  static Receipt install(SmallHouse house, String... words) {
    return house.install.run(house.caller(), SmallHouse.request(words));
  }

  static String lock(SmallHouse house) {
    return house.generations.lock(house.caller(), "main", house.work);
  }

  static Receipt sync(SmallHouse house, String environment, String lock) throws Exception {
    Path file = Files.writeString(house.work.resolve("omnipkg.lock"), lock);
    return house.generations.sync(
        house.caller(), new Generations.SyncRequest(environment, file, Sourcing.CONFIGURED, false));
  }

  /** What an index says of the files of some versions, all of them to be had. */
  static void offer(SmallHouse house, String name, String version, Artifact... more) {
    List<Artifact> files =
        new ArrayList<>(List.of(house.node(name, version).artifact().orElseThrow()));
    files.addAll(List.of(more));
    Release release =
        new Release(
            new Pin(SmallHouse.name(name), version),
            Optional.empty(),
            Optional.empty(),
            false,
            Condition.ALWAYS,
            "",
            files);
    house.resolver.listings.put(
        SmallHouse.name(name),
        new Listing(SmallHouse.name(name), List.of(release), Map.of(), Map.of(), "default"));
  }
}
