package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Runtime;

/**
 * Runtimes of a language beside the one packages are to be chosen for: to be taken in its place
 * where nobody said which it must be, else only to be spoken of.
 */
final class Leeway {
  /** No other runtime is looked at. */
  static final Leeway NONE =
      new Leeway(List.of(), List::of, UnaryOperator.identity(), runtime -> "", true);

  private final List<Runtime> usual;
  private final Supplier<List<Runtime>> search;
  private final UnaryOperator<Runtime> obtaining;
  private final Function<Runtime, String> advice;
  private final boolean builds;
  private @Nullable List<Runtime> found;

  /**
   * @param usual those that may be taken as well as another, the preferred first; empty when none
   *     may be taken
   * @param search finds others, the preferred first; asked when those will not do
   * @param obtaining makes one of them that is not here one that is
   * @param advice what to do so that one of them is taken
   * @param builds whether anything may be built from source to know more
   */
  Leeway(
      List<Runtime> usual,
      Supplier<List<Runtime>> search,
      UnaryOperator<Runtime> obtaining,
      Function<Runtime, String> advice,
      boolean builds) {
    this.usual = List.copyOf(usual);
    this.search = search;
    this.obtaining = obtaining;
    this.advice = advice;
    this.builds = builds;
  }

  boolean builds() {
    return builds;
  }

  /** Whether another runtime may be taken. */
  boolean isFree() {
    return !usual.isEmpty();
  }

  List<Runtime> usual() {
    return usual;
  }

  /** Those to be thought of when the usual ones will not do. */
  synchronized List<Runtime> others() {
    List<Runtime> known = found;
    if (known == null) {
      known =
          search.get().stream()
              .filter(one -> usual.stream().noneMatch(u -> u.version().equals(one.version())))
              .toList();
      found = known;
    }
    return known;
  }

  /** The usual ones and then the others. */
  List<Runtime> all() {
    List<Runtime> all = new ArrayList<>(usual);
    all.addAll(others());
    return all;
  }

  /** The runtime a solver took; empty when it is none of these. */
  Optional<Runtime> taken(Pin runtime) {
    Optional<Runtime> one = named(usual, runtime);
    return one.isPresent() ? one : named(others(), runtime);
  }

  private static Optional<Runtime> named(List<Runtime> runtimes, Pin pin) {
    return runtimes.stream().filter(one -> one.version().equals(pin.version())).findFirst();
  }

  /** The same runtime on this machine. */
  Runtime here(Runtime runtime) {
    return runtime.here() ? runtime : obtaining.apply(runtime);
  }

  String advice(Runtime runtime) {
    return advice.apply(runtime);
  }
}
