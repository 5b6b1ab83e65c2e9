package org.omnipkg.model;

/**
 * A marker, an os/cpu filter, a Requires-Python: written by an ecosystem, asked once per candidate
 * target. Pure. {@link Object#toString()} is the source text.
 */
@FunctionalInterface
public interface Condition {
  /** Holds everywhere; its text is empty. */
  Condition ALWAYS =
      new Condition() {
        @Override
        public boolean holds(Target target) {
          return true;
        }

        @Override
        public String toString() {
          return "";
        }
      };

  /** Whether it is true on this target; a missing runtime makes no error. */
  boolean holds(Target target);
}
