package org.omnipkg.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.osgi.annotation.versioning.ConsumerType;

/** Skill: how the language's runtimes are found on a machine, understood, and obtained. */
@ConsumerType
public interface RuntimeSource {
  /** Executables on this machine that look like runtimes; looks, does not run. */
  List<Candidate> locate(Desk desk);

  /**
   * Asks an executable what it is, by running it once.
   *
   * @return empty when it is not a working runtime
   */
  Optional<Runtime> probe(Candidate candidate, Desk desk);

  /** Runtimes that can be obtained for a platform, newest first. */
  List<Provider> providers(Platform platform, Desk desk);

  /**
   * Whether a full version is meant by a wish: the version itself, a prefix such as {@code 3.9}, or
   * the empty wish, which means any version fit to be chosen when nothing is asked for.
   */
  boolean matches(String version, String wanted);

  /**
   * Whether a version is of the language's usual implementation: of runtimes that are here, such
   * are taken before newer ones of others, unless the wish says which.
   */
  default boolean usual(String version) {
    return true;
  }

  /**
   * Whether a version may be chosen, when nothing is asked for, for the sake of packages that run
   * with no version {@link #matches} would take for the empty wish.
   */
  default boolean atNeed(String version) {
    return matches(version, "");
  }

  /**
   * What a provider's runtime will say of itself once it is here, told from its version and the
   * platform alone: packages are chosen for it before it is obtained, and what it then really says
   * is held against this. Asks nobody.
   *
   * @return a runtime of the origin {@link Runtime#OFFERED} with the facts that decide which
   *     packages fit; empty when they cannot be told
   */
  default Optional<Runtime> foretell(Provider provider, Platform platform) {
    return Optional.empty();
  }

  /**
   * How people come by a runtime where none is here and none can be obtained: one line that will
   * work, for the hint of the refusal; empty when there is no such line.
   */
  default String advice() {
    return "";
  }

  /**
   * An executable found.
   *
   * @param origin as in {@link Runtime#origin()}
   */
  record Candidate(Path executable, String origin, Map<String, String> environment) {}

  /**
   * One obtainable runtime: the one mechanism for archives from anywhere.
   *
   * @param location {@code maven:group:artifact:extension:classifier:version}, or an address
   * @param sha256 digest of the archive; nothing is obtained without it. 64 hexadecimal digits are
   *     SHA-256; {@code sha512:} and 128 hexadecimal digits, or {@code h1:} and Base64 (the Go
   *     checksum database's hash of a module zip) where a registry states those
   * @param archive {@code zip}, {@code tar.gz}, …
   * @param strip leading path components to drop
   * @param root folder inside the archive that is the runtime's home, or empty
   * @param chmod globs below the home whose files become executable
   * @param environment variables it needs to work, e.g. {@code SSL_CERT_FILE}; values may use
   *     {@code ${home}}, {@code ${java}}, the home of the Java this runs on, and {@code
   *     ${ca-bundle}}, the system's file of certificates; a variable whose place is not on this
   *     machine is left out
   * @param probe path of the executable below the home
   * @param links symbolic links the archive lacks: path below the home to literal target, which
   *     must stay below the home
   */
  record Provider(
      String ecosystem,
      String version,
      String platform,
      String location,
      String sha256,
      String archive,
      int strip,
      String root,
      List<String> chmod,
      Map<String, String> environment,
      String probe,
      Map<String, String> links) {
    public Provider {
      chmod = List.copyOf(chmod);
      environment = Map.copyOf(environment);
      links = Map.copyOf(links);
    }

    public Provider(
        String ecosystem,
        String version,
        String platform,
        String location,
        String sha256,
        String archive,
        int strip,
        String root,
        List<String> chmod,
        Map<String, String> environment,
        String probe) {
      this(
          ecosystem,
          version,
          platform,
          location,
          sha256,
          archive,
          strip,
          root,
          chmod,
          environment,
          probe,
          Map.of());
    }
  }
}
