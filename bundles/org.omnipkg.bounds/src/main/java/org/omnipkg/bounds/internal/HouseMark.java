package org.omnipkg.bounds.internal;

import org.jspecify.annotations.Nullable;

/**
 * The context class loader of a thread while it is at work in the house on a bundle's behalf.
 * Threads inherit it from those that start them, as they do the thread group: by it the threads of
 * the house (of its HTTP client, its pools), which all will use for as long as it runs, are told
 * from those the bundle started.
 */
final class HouseMark extends ClassLoader {
  private static volatile HouseMark last = new HouseMark(null);

  private HouseMark(@Nullable ClassLoader parent) {
    super("house", parent);
  }

  /** One that finds what this one finds. */
  static ClassLoader over(@Nullable ClassLoader loader) {
    HouseMark mark = last;
    if (loader instanceof HouseMark || mark.getParent() == loader) {
      return loader instanceof HouseMark ? loader : mark;
    }
    HouseMark fresh = new HouseMark(loader);
    last = fresh;
    return fresh;
  }

  /** The one below the mark. */
  static @Nullable ClassLoader without(@Nullable ClassLoader loader) {
    return loader instanceof HouseMark ? loader.getParent() : loader;
  }

  /** Whether the house started a thread. */
  static boolean isOn(Thread thread) {
    return thread.getContextClassLoader() instanceof HouseMark;
  }
}
