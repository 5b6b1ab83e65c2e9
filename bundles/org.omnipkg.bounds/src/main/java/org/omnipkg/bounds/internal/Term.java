package org.omnipkg.bounds.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Target;

/** A condition written by an added bundle: asked once for each target. */
final class Term implements Condition {
  private final Condition condition;
  private final String source;
  private final Map<Target, Boolean> known = new ConcurrentHashMap<>(2);

  Term(Condition condition, String source) {
    this.condition = condition;
    this.source = source;
  }

  @Override
  public boolean holds(Target target) {
    Boolean answer = known.get(target);
    if (answer == null) {
      answer = condition.holds(target);
      known.put(target, answer);
    }
    return answer;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Term term && term.source.equals(source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  @Override
  public String toString() {
    return source;
  }
}
