package org.omnipkg.api;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** {@code plugin}: languages and resolvers from elsewhere, exchanged while the house works. */
@ProviderType
public interface Plugins {
  /** Bundles that bring a language, a skill or a resolver: those shipped and those added. */
  List<Plugin> list(Caller caller);

  /**
   * Adds a bundle; it is used at once and after every restart.
   *
   * @throws org.omnipkg.model.Refusal {@code plugin.*}
   */
  Plugin install(Caller caller, Path file);

  /** Puts another version in the place of one with the same symbolic name; calls are drained. */
  Plugin update(Caller caller, Path file);

  /** Takes an added bundle out, or the added version of a shipped one. */
  Plugin remove(Caller caller, String name);

  /**
   * Uses an added bundle again that was put into quarantine; what it did is forgotten.
   *
   * @throws org.omnipkg.model.Refusal {@code plugin.unknown} when none of that name is
   */
  default Plugin release(Caller caller, String name) {
    throw new UnsupportedOperationException();
  }

  /**
   * A bundle.
   *
   * @param origin {@code shipped} or {@code added}
   * @param state {@code active}, or why it does not work
   * @param brings e.g. {@code language python}, {@code resolver uv}
   * @param digest SHA-256 of an added bundle's file, hexadecimal; empty for a shipped one
   * @param notes lines for whoever looks at it: a warning, what else was done
   */
  record Plugin(
      String name,
      String version,
      String origin,
      String state,
      List<String> brings,
      String digest,
      List<String> notes) {
    public Plugin {
      brings = List.copyOf(brings);
      notes = List.copyOf(notes);
    }
  }
}
