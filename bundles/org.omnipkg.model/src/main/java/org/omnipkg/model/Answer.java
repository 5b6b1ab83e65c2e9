package org.omnipkg.model;

import java.util.Optional;

/** A fact, or what has to be done to get it, or why it cannot be had. Exactly one is present. */
public record Answer<T>(
    Optional<T> value, Optional<Wanting> wanting, Optional<Diagnostic> refusal) {
  /** The fact itself. */
  public static <T> Answer<T> of(T value) {
    return new Answer<>(Optional.of(value), Optional.empty(), Optional.empty());
  }

  /** Work first, e.g. a build that tells what a source distribution needs. */
  public static <T> Answer<T> wanting(Wanting wanting) {
    return new Answer<>(Optional.empty(), Optional.of(wanting), Optional.empty());
  }

  /** It cannot be had, for this reason. */
  public static <T> Answer<T> refused(Diagnostic why) {
    return new Answer<>(Optional.empty(), Optional.empty(), Optional.of(why));
  }
}
