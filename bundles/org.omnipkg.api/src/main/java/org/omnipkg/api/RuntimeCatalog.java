package org.omnipkg.api;

import java.util.List;
import org.omnipkg.model.Runtime;
import org.osgi.annotation.versioning.ProviderType;

/** {@code runtime add|list|remove}. */
@ProviderType
public interface RuntimeCatalog {
  /**
   * Makes a runtime known: adopts one on this machine, or obtains it.
   *
   * @param wanted {@code 3.12}, {@code python@3.12}, or the path of an interpreter
   */
  Runtime add(Caller caller, String wanted);

  /** Known runtimes, newest first; with {@code obtainable}, those that could be obtained too. */
  List<Offer> list(Caller caller, boolean obtainable);

  /** Forgets an adopted runtime (its files are not ours) or deletes an obtained one. */
  Runtime remove(Caller caller, String wanted);

  /**
   * A line of the list.
   *
   * @param where pretty path, or empty when not on this machine yet
   * @param usedBy environments whose current generation runs on it
   */
  record Offer(
      String ecosystem,
      String implementation,
      String version,
      String origin,
      String where,
      List<String> usedBy) {}
}
