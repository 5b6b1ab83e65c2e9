package org.omnipkg.spi;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.GitPlace;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Source;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The only way out for an ecosystem or a solver: fetch, run, time, cancel. Blocking; made per
 * request; safe for many threads.
 */
@ProviderType
public interface Desk {
  /** Fetches a small document; 404 and 410 answer an absent body, other failures are refusals. */
  Reply fetch(Ask ask);

  /**
   * What {@link #fetch} would answer just now without asking anybody, all but its body: the header
   * {@link #DIGEST} says which document it is. Empty when somebody would be asked, or the document
   * is no kept one. Spares who remembers what the document says from reading it again.
   */
  default Optional<Reply> kept(Ask ask) {
    return Optional.empty();
  }

  /**
   * Header of a reply of {@link #kept}, and of {@link #fetch} where it is known: {@code sha256} of
   * the body, lower-case hexadecimal.
   */
  String DIGEST = "omnipkg-sha256";

  /**
   * A local copy of an artifact whose digest was verified. The address of a pinned {@link GitPlace}
   * stands for a tar archive of that commit's files as they were committed, below one folder: the
   * same bytes each time. Where nobody states a digest, the artifact's fact {@code named} says that
   * the user, or a package, named this very address: it is taken over an encrypted line or from
   * this machine, which is told, and the caller states the digest from then on.
   */
  Path download(Artifact artifact);

  /**
   * What the references of a repository mean now: full names such as {@code refs/tags/v1}, and
   * {@code HEAD}, to commits in full. A tag of its own is the commit it is put on. The user's own
   * git asks, with what it is configured for; nothing of a repository is run.
   *
   * @throws org.omnipkg.model.Refusal {@code repository.unreachable}, {@code repository.no-git},
   *     {@code fetch.offline}
   */
  default Map<String, String> references(GitPlace place) {
    throw new UnsupportedOperationException("this desk reaches no repository");
  }

  /**
   * The same place at the commit its revision means now: a branch, a tag, the beginning of a
   * commit's name, or nothing for the repository's own choice.
   *
   * @throws org.omnipkg.model.Refusal as above, and {@code repository.unknown-revision}
   */
  default GitPlace pinned(GitPlace place) {
    throw new UnsupportedOperationException("this desk reaches no repository");
  }

  /** Runs a child to its end. */
  Output run(Command command);

  /** A tool of the house, adopted or obtained from the language's own registry. */
  Provisioned tool(Tool tool);

  /** The effective list of sources of a language, in order of preference. */
  List<Source> sources(String ecosystem);

  /**
   * A folder of this request, removed afterwards. A solver has one of its own at each solve; others
   * share it with all who work for the request, also at the same time.
   */
  Path scratch();

  /** A folder kept between requests, for a tool's own cache; it may vanish at any time. */
  Path cache(String name);

  /** Where to tell what is being done. */
  Progress progress();

  /** The time; the only one to ask, so that tests and old eras can set it. */
  Clock clock();

  /** Whether nothing may be asked of a network; what is kept is still answered. */
  boolean offline();

  /** The environment variables of the one who asks. */
  Map<String, String> environment();

  /** The working directory of the one who asks. */
  Path directory();

  /**
   * A document wanted.
   *
   * @param accept value of the Accept header, or empty
   * @param fresh how old a cached copy may be before it is asked about again; zero revalidates
   *     always, {@link #FOR_EVER} never
   * @param range bytes wanted as {@code first-last} or {@code -lastN}, when not all
   */
  record Ask(URI location, String accept, Duration fresh, Optional<String> range) {
    /** Never asked about again: what lies there does not change. */
    public static final Duration FOR_EVER = Duration.ofDays(36500);

    /** All of a document. */
    public static Ask of(URI location, String accept, Duration fresh) {
      return new Ask(location, accept, fresh, Optional.empty());
    }
  }

  /**
   * A document.
   *
   * @param status HTTP status; 200 for sources that have none
   * @param location where it was found after redirects, the base of relative links
   * @param headers lower-case names, first value each
   */
  record Reply(int status, URI location, Map<String, String> headers, Optional<byte[]> body) {}

  /**
   * A child process.
   *
   * @param environment the whole environment of the child
   * @param sandbox confinement, when the child runs code that is not ours
   */
  record Command(
      List<String> argv,
      Path directory,
      Map<String, String> environment,
      Optional<String> input,
      Duration timeout,
      Optional<Sandbox> sandbox) {}

  /**
   * Confinement: no network, no other processes, a read-only system, nothing of the user's home.
   *
   * @param readable paths shown read-only beside the system's own
   * @param writable paths it may write
   */
  record Sandbox(List<Path> readable, List<Path> writable) {}

  /** What a child said; both streams decoded as UTF-8, each capped at 16 MiB. */
  record Output(int exit, String out, String err) {}

  /**
   * A tool of the house.
   *
   * @param requirement in the ecosystem's grammar, e.g. {@code uv>=0.8}
   * @param command its executable's name
   */
  record Tool(String ecosystem, String requirement, String command) {}

  /**
   * A tool at hand.
   *
   * @param tree its stored tree, empty when it was found on the user's PATH
   */
  record Provisioned(Path executable, Optional<Path> tree, String version) {}
}
