package org.omnipkg.ecosystem.node.internal.index;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.ecosystem.node.internal.words.Repository;
import org.omnipkg.ecosystem.node.internal.words.Spec;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;

/** Needs as manifests spell them: a name and what stands as its value. */
public final class Needs {
  private Needs() {}

  /** One need; what leads elsewhere than to a registry becomes a direct reference. */
  public static Dependency dependency(String named, String value, Tie tie) {
    Spec spec = Spec.of(value);
    boolean alias = spec.kind() == Spec.Kind.ALIAS;
    boolean registry = alias || spec.kind() == Spec.Kind.RANGE || spec.kind() == Spec.Kind.TAG;
    return new Dependency(
        Names.of(alias ? spec.target() : named),
        registry ? spec.text() : "",
        Set.of(),
        alias && !spec.target().equals(named) ? named : "",
        tie,
        Role.RUN,
        Condition.ALWAYS,
        registry ? Optional.empty() : Optional.of(place(spec)),
        named + "@" + value);
  }

  private static URI place(Spec spec) {
    if (spec.kind() == Spec.Kind.GIT) {
      return Repository.of(spec.text())
          .flatMap(Repository::location)
          .orElse(URI.create("unreadable:/"));
    }
    try {
      return URI.create(spec.text());
    } catch (IllegalArgumentException e) {
      return URI.create("unreadable:/");
    }
  }
}
