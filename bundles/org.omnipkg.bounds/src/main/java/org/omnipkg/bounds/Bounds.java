package org.omnipkg.bounds;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Diagnostic;
import org.osgi.annotation.versioning.ProviderType;
import org.osgi.framework.Bundle;

/**
 * The seam through which the house calls what others added. What ships is called directly; an added
 * bundle is called in threads of its own, for a limited time, and its answers are looked at.
 */
@ProviderType
public interface Bounds {
  /** Stands in the location of every added bundle, before the digest of its file. */
  String MARK = "#omnipkg-plugin-";

  /** Whether somebody added the bundle: only such are bounded. */
  static boolean added(@Nullable Bundle bundle) {
    return bundle != null && bundle.getLocation().contains(MARK);
  }

  /**
   * Who is told of bundles that went too far.
   *
   * @return closing it tells nobody any more
   */
  AutoCloseable report(Warden warden);

  /** Whoever works for another thread takes along what belongs to that one. */
  void through(Passage passage);

  /**
   * From here on the classes of added bundles are rewritten; before the first of them is loaded.
   */
  void weave();

  /**
   * The same service: itself when it ships, else a stand-in that bounds every call.
   *
   * @param language what people know it by: {@code python}, or a resolver's language
   */
  <S> S bounded(Class<S> kind, String language, S service, @Nullable Bundle bundle);

  /**
   * Has something done by or to a bundle, such as starting it, in a thread of that bundle when it
   * was added.
   *
   * @param doing for people; {@code starting} is known
   * @throws org.omnipkg.model.Refusal {@code plugin.too-slow} after {@code limit}: the work is left
   *     to itself, and the bundle is reported
   */
  <T> T within(Bundle bundle, String doing, Duration limit, Callable<T> work);

  /** What it takes just now. */
  Standing standing(Bundle bundle);

  /** Interrupts whatever still runs of a bundle that was taken out, and forgets it. */
  void end(Bundle bundle);

  /** Why a language or a resolver is not there, when it is because its bundle is in quarantine. */
  Optional<Diagnostic> missing(Class<?> kind, String word);

  /** How long a bundle may take to start. */
  Duration starting();

  /** Takes along to another thread what belongs to the caller's. */
  @FunctionalInterface
  interface Passage {
    Callable<@Nullable Object> of(Callable<@Nullable Object> work);
  }

  /**
   * What an added bundle takes.
   *
   * @param threads that it started itself and that still run
   * @param stuck calls that were given up and still run
   * @param starting whether it is just being started
   */
  record Standing(int threads, int stuck, boolean starting) {
    public static final Standing NONE = new Standing(0, 0, false);
  }
}
