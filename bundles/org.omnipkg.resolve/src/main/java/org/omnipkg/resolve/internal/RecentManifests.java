package org.omnipkg.resolve.internal;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.Release;

/**
 * Manifests of releases that somebody still holds, so that they are read once and not per request,
 * while there is room.
 */
final class RecentManifests {
  private final Map<Key, SoftReference<Manifest>> manifests = new ConcurrentHashMap<>();
  private final ReferenceQueue<Release> gone = new ReferenceQueue<>();

  /** A release itself, not one that equals it. */
  private static final class Key extends WeakReference<Release> {
    private final int hash;

    Key(Release release, @Nullable ReferenceQueue<Release> gone) {
      super(release, gone);
      this.hash = System.identityHashCode(release);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      Release own = get();
      return own != null && other instanceof Key key && key.get() == own;
    }
  }

  Optional<Manifest> find(Release release) {
    SoftReference<Manifest> known = manifests.get(new Key(release, null));
    return known == null ? Optional.empty() : Optional.ofNullable(known.get());
  }

  void keep(Release release, Manifest manifest) {
    for (Reference<? extends Release> old = gone.poll(); old != null; old = gone.poll()) {
      manifests.remove(old);
    }
    manifests.put(new Key(release, gone), new SoftReference<>(manifest));
  }
}
