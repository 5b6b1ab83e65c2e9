package org.omnipkg.api;

import org.osgi.annotation.versioning.ConsumerType;

/** Who is told, inside a daemon, how many commands are being answered. */
@ConsumerType
public interface Occupancy {
  /**
   * One began or ended.
   *
   * <p>Called by the thread that answers it, which waits.
   *
   * @param commands being answered from now on
   */
  void occupied(int commands);
}
