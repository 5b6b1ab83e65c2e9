package org.omnipkg.environment.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.omnipkg.environment.Environments.Part;
import org.omnipkg.environment.Environments.PrefixInput;
import org.omnipkg.environment.State;
import org.omnipkg.model.Progress;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;

/** Makes an environment's next generation: wholly, and then one link names it, or not at all. */
final class NextGeneration {
  private final TreeChoice choice;
  private final Footprints footprints;
  private final ExecutorService writers;

  NextGeneration(TreeChoice choice, Footprints footprints, ExecutorService writers) {
    this.choice = choice;
    this.footprints = footprints;
    this.writers = writers;
  }

  /**
   * Makes it, in folders somebody holds.
   *
   * @param own whether the environment may have its own copies of trees
   * @return the state with its number
   */
  State commit(Folders folders, State state, PrefixInput input, boolean own, Progress progress)
      throws IOException {
    int number = 0;
    boolean complete = false;
    PendingState stated = null;
    try {
      folders.openAll();
      int before = folders.currentNumber().orElse(0);
      for (int leftover : folders.numbers().tailSet(before, false)) {
        folders.removeGeneration(leftover);
      }
      number = before + 1;
      State numbered = state.numbered(number);
      stated = PendingState.begin(folders.state(number), numbered, writers);
      fill(folders, numbered, input, own, progress);
      progress.checkpoint();
      stated.await();
      folders.flip(number);
      complete = true;
      Durable.names(List.of(folders.states(), folders.base()), writers);
      return numbered;
    } finally {
      if (!complete && number > 0) {
        if (stated != null) {
          stated.settle();
        }
        sweep(folders, number);
      }
    }
  }

  private void fill(Folders folders, State state, PrefixInput input, boolean own, Progress progress)
      throws IOException {
    int number = state.number();
    Path root = Files.createDirectories(folders.root(number));
    Path farm = Files.createDirectories(folders.farm(number));
    List<Part> parts = own ? choice.parts(input, folders, number, progress) : input.parts();
    List<Step> steps = link(parts, root, farm, progress);
    if (input.carriedFrom().isPresent()) {
      int from = input.carriedFrom().get().number();
      new Carrying(folders, from, number, Footprints.caches(steps))
          .run(state.carried(), input.moved(), progress);
    }
    Footprints.note(folders, number, steps);
    footprints.forget(folders, number);
    Files.createDirectories(folders.lease(number).getParent());
    Files.createFile(folders.lease(number));
  }

  private static List<Step> link(List<Part> parts, Path root, Path farm, Progress progress)
      throws IOException {
    List<Step> steps = new ArrayList<>();
    for (Part part : parts) {
      Prefix prefix =
          new Prefix(root, farm, part.runtime(), part.trees(), part.launcher(), part.edges());
      List<Step> own = part.layout().apply(prefix);
      List<Step> fitting =
          steps.isEmpty()
              ? own
              : new Coexistence(root, farm).fitting(part.runtime().ecosystem(), own, progress);
      new Linking(part.launcher()).run(fitting, progress);
      steps.addAll(fitting);
    }
    return steps;
  }

  private static void sweep(Folders folders, int number) {
    try {
      folders.removeGeneration(number);
    } catch (IOException e) {
      return; // The next commit sweeps again; what went wrong first is on its way up.
    }
  }
}
