package org.omnipkg.resolve.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.ComponentConstants;

/**
 * A service that is present, with those now inside. Its registry's monitor guards it. Leases are
 * counted and no read locks, because a lease may be closed by another thread than took it.
 */
final class Tenant<S> {
  private final Post post;
  private final S service;
  private final ServiceReference<S> reference;
  private final @Nullable Bundle bundle;
  private final Version version;
  private final long installed;
  private final List<Thread> inside = new ArrayList<>();
  private long leaveBy;
  private boolean leaving;

  Tenant(Post post, S service, ServiceReference<S> reference) {
    this.post = post;
    this.service = service;
    this.reference = reference;
    this.bundle = reference.getBundle();
    this.version = bundle == null ? Version.emptyVersion : bundle.getVersion();
    this.installed = bundle == null ? 0 : bundle.getBundleId();
  }

  Post post() {
    return post;
  }

  S service() {
    return service;
  }

  ServiceReference<S> reference() {
    return reference;
  }

  @Nullable Bundle bundle() {
    return bundle;
  }

  Version version() {
    return version;
  }

  /** Grows with every bundle that is installed. */
  long installed() {
    return installed;
  }

  /** Made by the component runtime, which also makes it anew. */
  boolean component() {
    return reference.getProperty(ComponentConstants.COMPONENT_NAME) != null;
  }

  boolean sameBundle(Tenant<?> other) {
    return bundle != null && bundle.equals(other.bundle);
  }

  /** Its whole bundle goes, not only this service. */
  boolean bundleStops() {
    return bundle != null && (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) == 0;
  }

  /**
   * A bundle that is updated or refreshed is still meant to run; one that was stopped or
   * uninstalled by someone is not.
   */
  static boolean meantToRun(@Nullable Bundle bundle) {
    if (bundle == null || bundle.getState() == Bundle.UNINSTALLED) {
      return false;
    }
    try {
      BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
      return level != null && level.isPersistentlyStarted();
    } catch (IllegalStateException uninstalled) {
      return false;
    }
  }

  boolean leaving() {
    return leaving;
  }

  long leaveBy() {
    return leaveBy;
  }

  /** The first who asks sets the time. */
  void leave(long by) {
    if (!leaving) {
      leaving = true;
      leaveBy = by;
    }
  }

  boolean empty() {
    return inside.isEmpty();
  }

  boolean holds(Thread thread) {
    return inside.contains(thread);
  }

  void enter(Thread thread) {
    inside.add(thread);
  }

  void exit(Thread thread) {
    inside.remove(thread);
  }
}
