package org.omnipkg.engine.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;

/** Says which line of a file asked for a place that could not be had. */
final class AskedPlace {
  private AskedPlace() {}

  /**
   * @param where a typed word needs no saying
   */
  static <T> T of(Dependency wanted, String where, Supplier<T> work) {
    try {
      return work.get();
    } catch (Refusal refusal) {
      if (where.isEmpty() || where.startsWith("word ") || where.equals(Asked.EARLIER)) {
        throw refusal;
      }
      Diagnostic why = refusal.diagnostic();
      List<String> lines = new ArrayList<>();
      lines.add(where + " asks for `" + wanted.target().name() + "` from there");
      lines.addAll(why.details());
      throw new Refusal(why.with(lines), refusal);
    }
  }

  /** Of the request that names the place of a package. */
  static <T> T of(
      PackageName name, List<Dependency> roots, Map<String, String> origins, Supplier<T> work) {
    return roots.stream()
        .filter(root -> root.target().equals(name) && root.direct().isPresent())
        .findFirst()
        .map(root -> of(root, origins.getOrDefault(root.text(), ""), work))
        .orElseGet(work);
  }
}
