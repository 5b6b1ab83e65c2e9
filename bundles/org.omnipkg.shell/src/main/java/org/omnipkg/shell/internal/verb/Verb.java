package org.omnipkg.shell.internal.verb;

/** A word after {@code omnipkg}; made anew for every command line, its options are its fields. */
public interface Verb {
  /** Does it. Refusals are thrown. */
  Answer run(Call call);
}
