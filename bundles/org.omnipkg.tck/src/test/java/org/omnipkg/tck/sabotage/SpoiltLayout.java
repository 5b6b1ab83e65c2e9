package org.omnipkg.tck.sabotage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Entry;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Placement;
import org.omnipkg.model.Release;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;
import org.omnipkg.tck.OtherLayout;

/** Ways to spoil what a layout says. */
final class SpoiltLayout {
  private SpoiltLayout() {}

  interface Choosing {
    Optional<Artifact> spoil(List<Artifact> files, Optional<Artifact> best);
  }

  interface Placing {
    Bubble spoil(Bubble bubble, int turn);
  }

  interface Stepping {
    List<Step> spoil(List<Step> steps, Prefix prefix);
  }

  static UnaryOperator<Layout> choosing(Choosing change) {
    return layout ->
        new OtherLayout(layout) {
          @Override
          public Optional<Artifact> choose(Release release, Target on) {
            return change.spoil(release.artifacts(), sound.choose(release, on));
          }
        };
  }

  static UnaryOperator<Layout> making(
      BiFunction<PackageName, Optional<Pin>, Optional<Pin>> change) {
    return layout ->
        new OtherLayout(layout) {
          @Override
          public Optional<Pin> made(PackageName name, String filename) {
            return change.apply(name, sound.made(name, filename));
          }
        };
  }

  static UnaryOperator<Layout> placed(Placing change) {
    return layout ->
        new OtherLayout(layout) {
          int turn;

          @Override
          public Bubble place(
              Node node, Artifact artifact, List<Entry> files, Contents contents, Target on) {
            Bubble bubble = sound.place(node, artifact, files, contents, on);
            return change.spoil(bubble, ++turn);
          }
        };
  }

  static UnaryOperator<Layout> placing(Function<List<Placement>, Placement> more) {
    return placed((bubble, turn) -> with(bubble, more.apply(bubble.placements())));
  }

  static UnaryOperator<Layout> keyed(UnaryOperator<String> change) {
    return placed(
        (bubble, turn) ->
            new Bubble(change.apply(bubble.key()), bubble.placements(), bubble.facts()));
  }

  static Bubble with(Bubble bubble, Placement more) {
    List<Placement> placements = new ArrayList<>(bubble.placements());
    placements.add(more);
    return new Bubble(bubble.key(), placements, bubble.facts());
  }

  static UnaryOperator<Layout> stepping(Stepping change) {
    return layout ->
        new OtherLayout(layout) {
          @Override
          public List<Step> prefix(Prefix prefix) {
            return change.spoil(new ArrayList<>(sound.prefix(prefix)), prefix);
          }
        };
  }

  static UnaryOperator<Layout> adding(Function<Prefix, Step> more) {
    return stepping(
        (steps, prefix) -> {
          if (!prefix.trees().isEmpty()) {
            steps.add(more.apply(prefix));
          }
          return steps;
        });
  }
}
