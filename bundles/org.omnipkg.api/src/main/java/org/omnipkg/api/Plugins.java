package org.omnipkg.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** {@code plugin}: languages and resolvers from elsewhere, exchanged while the house works. */
@ProviderType
public interface Plugins {
  /** Bundles that bring a language, a skill or a resolver: those shipped and those added. */
  List<Plugin> list(Caller caller);

  /**
   * Adds a bundle; it is used at once and after every restart.
   *
   * @throws org.omnipkg.model.Refusal {@code plugin.*}, {@code fetch.*}
   */
  Plugin install(Caller caller, Wish wish);

  /**
   * Puts another version in the place of one with the same symbolic name; calls are drained. The
   * name of one that came by coordinates asks for the newest version of these.
   */
  Plugin update(Caller caller, Wish wish);

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
   * Why a bundle is here, and how it hangs together with the others.
   *
   * @throws org.omnipkg.model.Refusal {@code plugin.unknown}
   */
  Reasons why(Caller caller, String name);

  /**
   * A bundle meant.
   *
   * @param words a file, relative to the caller's directory, or Maven coordinates {@code
   *     group:artifact[:version]}; for an update also a symbolic name
   * @param unsigned whether one from a repository is taken though nobody trusted signed it
   */
  record Wish(String words, boolean unsigned) {}

  /**
   * A bundle.
   *
   * @param origin {@code shipped} or {@code added}
   * @param state {@code active}, or why it does not work
   * @param brings e.g. {@code language python}, {@code resolver uv}
   * @param digest SHA-256 of an added bundle's file, hexadecimal; empty for a shipped one
   * @param source where an added one came from, as far as that is known
   * @param notes lines for whoever looks at it: a warning, what else was done
   */
  record Plugin(
      String name,
      String version,
      String origin,
      String state,
      List<String> brings,
      String digest,
      Optional<Source> source,
      List<String> notes) {
    public Plugin {
      brings = List.copyOf(brings);
      notes = List.copyOf(notes);
    }

    public Plugin(
        String name,
        String version,
        String origin,
        String state,
        List<String> brings,
        String digest,
        List<String> notes) {
      this(name, version, origin, state, brings, digest, Optional.empty(), notes);
    }
  }

  /**
   * Why a bundle is here.
   *
   * @param from where an added one came from, as far as that is known
   * @param languages ids of the languages that are here because of it
   * @param capabilities what its manifest says it provides, for whoever requires it
   * @param imports the packages of omnipkg it uses
   * @param neededBy other bundles that stand on it: wired to it, or serving a language it brings
   */
  record Reasons(
      Plugin plugin,
      Optional<Source> from,
      List<String> languages,
      List<String> capabilities,
      List<Import> imports,
      List<String> neededBy) {
    public Reasons {
      languages = List.copyOf(languages);
      capabilities = List.copyOf(capabilities);
      imports = List.copyOf(imports);
      neededBy = List.copyOf(neededBy);
    }
  }

  /**
   * Where a bundle came from.
   *
   * @param words its coordinates with the version, or the file's path as people read it
   * @param repository id of the Maven repository; empty for a file
   * @param signer whose signature was verified, name and fingerprint; empty when none was
   */
  record Source(String words, String repository, String signer, Instant added) {}

  /**
   * A package of another bundle.
   *
   * @param range the versions it accepts
   * @param here the versions that are here
   */
  record Import(String name, String range, String here) {}
}
