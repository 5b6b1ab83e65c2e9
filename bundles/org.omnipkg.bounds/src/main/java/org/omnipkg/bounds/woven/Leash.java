package org.omnipkg.bounds.woven;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.omnipkg.bounds.Bounds;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.BundleReference;
import org.osgi.framework.Constants;

/**
 * What rewritten classes call: at each turn of a loop whether they may go on, and in the place of
 * what would end the process. Every method is given the id of the bundle the class came from.
 */
public final class Leash {
  private static final Set<String> ENDINGS = Set.of("exit", "halt");

  /** Plain reads: {@link #taut} is written after it and read before it. */
  private static volatile boolean[] ended = new boolean[0];

  private static final Set<Thread> THREADS = ConcurrentHashMap.newKeySet();
  private static final Map<Thread, Long> HELD = new ConcurrentHashMap<>();
  private static boolean ending;
  private static volatile boolean taut;
  private static volatile BiConsumer<Integer, String> told = (bundle, what) -> {};

  private Leash() {}

  /** Whom to tell of what a bundle tried. */
  public static void tell(BiConsumer<Integer, String> listener) {
    told = listener;
  }

  /** Whatever runs of a bundle ends at its next turn. */
  public static synchronized void end(long bundle) {
    boolean[] more = java.util.Arrays.copyOf(ended, Math.max(ended.length, (int) bundle + 1));
    more[(int) bundle] = true;
    ended = more;
    ending = true;
    taut = true;
  }

  /** What one thread does ends at its next turn. */
  public static synchronized void end(Thread thread) {
    THREADS.add(thread);
    taut = true;
    LockSupport.unpark(thread);
  }

  /**
   * What one thread does stands still at its next turn.
   *
   * @param until {@link System#nanoTime}; the later one counts
   */
  public static synchronized void hold(Thread thread, long until) {
    HELD.keySet().removeIf(one -> !one.isAlive());
    HELD.merge(thread, until, (one, other) -> one - other > 0 ? one : other);
    taut = true;
  }

  /** The thread need not stand still as long as that any more; for others it may have to. */
  public static synchronized void release(Thread thread, long until) {
    if (HELD.remove(thread, until)) {
      taut = ending || !THREADS.isEmpty() || !HELD.isEmpty();
      LockSupport.unpark(thread);
    }
  }

  /** The thread may go on. */
  public static void free(Thread thread) {
    if (taut && (THREADS.contains(thread) || HELD.containsKey(thread))) {
      loosen(thread);
    }
  }

  private static synchronized void loosen(Thread thread) {
    THREADS.remove(thread);
    HELD.remove(thread);
    taut = ending || !THREADS.isEmpty() || !HELD.isEmpty();
  }

  /** One turn. */
  public static void here(int bundle) {
    if (taut) {
      held(bundle);
    }
  }

  private static void held(int bundle) {
    check(bundle);
    if (HELD.isEmpty()) {
      return;
    }
    Thread self = Thread.currentThread();
    boolean interrupted = false;
    for (Long until = HELD.get(self); until != null; until = HELD.get(self)) {
      long left = until - System.nanoTime();
      if (left <= 0) {
        HELD.remove(self, until);
      } else {
        LockSupport.parkNanos(Leash.class, left);
        // Whoever is parked again would else not stand still.
        interrupted |= Thread.interrupted();
        check(bundle);
      }
    }
    if (interrupted) {
      self.interrupt();
    }
  }

  private static void check(int bundle) {
    boolean[] all = ended;
    if (bundle < all.length && all[bundle]
        || !THREADS.isEmpty() && THREADS.contains(Thread.currentThread())) {
      throw new Ended("ended by omnipkg");
    }
  }

  private static Ended refused(int bundle, String what) {
    told.accept(bundle < 0 ? caller() : bundle, what);
    return new Ended(what + " would end the daemon");
  }

  /** The nearest added bundle on the stack: a method reference cannot carry its id. */
  private static int caller() {
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(
            frames ->
                frames
                    .map(frame -> frame.getDeclaringClass().getClassLoader())
                    .filter(BundleReference.class::isInstance)
                    .map(loader -> ((BundleReference) loader).getBundle())
                    .filter(Bounds::added)
                    .map(bundle -> (int) bundle.getBundleId())
                    .findFirst()
                    .orElse(-1));
  }

  /** For {@link System#exit}. */
  public static void exit(int status, int bundle) {
    throw refused(bundle, "System.exit");
  }

  /** For {@link Runtime#exit} and {@link Runtime#halt}. */
  public static void exit(Runtime runtime, int status, int bundle) {
    throw refused(bundle, "Runtime.exit");
  }

  /** The method reference {@code System::exit}. */
  public static void exit(int status) {
    exit(status, -1);
  }

  /** The method references {@code Runtime::exit} and {@code Runtime::halt}. */
  public static void exit(Runtime runtime, int status) {
    exit(runtime, status, -1);
  }

  /** Before {@link Method#invoke}. */
  public static void vet(Method method, int bundle) {
    if (method != null && ends(method.getDeclaringClass(), method.getName())) {
      throw refused(bundle, method.getDeclaringClass().getSimpleName() + "." + method.getName());
    }
  }

  private static boolean ends(Class<?> type, String name) {
    return (type == System.class || type == Runtime.class) && ENDINGS.contains(name);
  }

  /** For {@link MethodHandles.Lookup#findStatic}. */
  public static MethodHandle findStatic(
      MethodHandles.Lookup lookup, Class<?> type, String name, MethodType form, int bundle)
      throws NoSuchMethodException, IllegalAccessException {
    if (ends(type, name)) {
      throw refused(bundle, type.getSimpleName() + "." + name);
    }
    return lookup.findStatic(type, name, form);
  }

  /** For {@link MethodHandles.Lookup#findVirtual}. */
  public static MethodHandle findVirtual(
      MethodHandles.Lookup lookup, Class<?> type, String name, MethodType form, int bundle)
      throws NoSuchMethodException, IllegalAccessException {
    if (ends(type, name)) {
      throw refused(bundle, type.getSimpleName() + "." + name);
    }
    return lookup.findVirtual(type, name, form);
  }

  /** For {@link MethodHandles.Lookup#unreflect}. */
  public static MethodHandle unreflect(MethodHandles.Lookup lookup, Method method, int bundle)
      throws IllegalAccessException {
    vet(method, bundle);
    return lookup.unreflect(method);
  }

  /** For {@link Bundle#stop()}: the framework's own would end the daemon. */
  public static void stop(Bundle stopped, int bundle) throws BundleException {
    stop(stopped, 0, bundle);
  }

  /** For {@link Bundle#stop(int)}. */
  public static void stop(Bundle stopped, int options, int bundle) throws BundleException {
    if (stopped.getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
      throw refused(bundle, "Bundle.stop of the framework");
    }
    stopped.stop(options);
  }
}
