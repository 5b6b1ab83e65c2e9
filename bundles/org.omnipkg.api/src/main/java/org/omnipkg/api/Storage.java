package org.omnipkg.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** {@code store}: what lies in the store, whether it is whole, and what nobody needs any more. */
@ProviderType
public interface Storage {
  /** Counts and sizes. */
  Statistics statistics(Caller caller);

  /**
   * Reads everything and holds it against its digests.
   *
   * @param repair fetches damaged content again where it came from
   */
  Verification verify(Caller caller, boolean repair);

  /** Removes what no generation, lock, lease or running flow needs; installs go on meanwhile. */
  Collection collect(Caller caller, boolean dryRun);

  /**
   * Who owns a file.
   *
   * @param file any path: in a store tree, in an environment, an object, or its digest
   */
  List<Owner> who(Caller caller, String file);

  /**
   * The store in numbers.
   *
   * @param bytes on disk, each object once
   * @param usedBytes what the environments' current generations use: linked files once, copies each
   * @param apparentBytes what the environments would take if each held copies
   */
  record Statistics(
      String where,
      int objects,
      int trees,
      int environments,
      int generations,
      long bytes,
      long usedBytes,
      long apparentBytes,
      long cacheBytes,
      long collectableBytes) {}

  /** What verifying found. */
  record Verification(int objects, int trees, long bytes, List<Damage> damages) {
    public Verification {
      damages = List.copyOf(damages);
    }
  }

  /**
   * Something that is not as it should be.
   *
   * @param subject tree or object
   * @param text what is wrong with it
   * @param repaired whether it is whole again
   */
  record Damage(String subject, String text, boolean repaired) {}

  /** What was, or would be, removed. */
  record Collection(int trees, int objects, long bytes, List<String> removed, boolean dryRun) {
    public Collection {
      removed = List.copyOf(removed);
    }
  }

  /** A package that has a file, and the environments that use it. */
  record Owner(
      String ecosystem, String name, String version, String path, List<String> environments) {
    public Owner {
      environments = List.copyOf(environments);
    }
  }
}
