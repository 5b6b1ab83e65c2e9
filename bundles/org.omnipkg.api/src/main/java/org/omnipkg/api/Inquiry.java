package org.omnipkg.api;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Questions about environments; they change nothing. Refusals are thrown. */
@ProviderType
public interface Inquiry {
  /**
   * Everything known about a package of an environment.
   *
   * @throws org.omnipkg.model.Refusal {@code package.not-installed}
   */
  Info info(Caller caller, String environment, String word);

  /**
   * Every chain of demands that leads to a package, shortest first; a package stands in a chain
   * once, so that circles end.
   *
   * @throws org.omnipkg.model.Refusal {@code package.not-installed}
   */
  Reasons why(Caller caller, String environment, String word);

  /** Drift, generation, runtime, health. */
  Status status(Caller caller, String environment);

  /** All environments by name; one that cannot be read is there too, with a note. */
  List<Summary> environments(Caller caller);

  /**
   * Removes an environment with all its generations.
   *
   * @return what it was
   * @throws org.omnipkg.model.Refusal {@code environment.unknown}; {@code environment.in-use} while
   *     a process runs in any of its generations
   */
  Summary remove(Caller caller, String environment, boolean dryRun);

  /**
   * The folder of an environment's commands, the same whatever generation is current: fit for the
   * PATH, and for nothing else. It exists when the environment does.
   *
   * @throws org.omnipkg.model.Refusal {@code environment.bad-name}
   */
  Path commands(Caller caller, String environment);

  /** Names of the resolvers present now, of all languages. */
  List<String> resolvers(Caller caller);

  /** A package: its versions here, the active one first. */
  record Info(String ecosystem, String name, String environment, List<Version> versions) {
    public Info {
      versions = List.copyOf(versions);
    }
  }

  /**
   * One version of a package.
   *
   * @param origin label of the index it came from, {@code built}, {@code direct} or {@code adopted}
   * @param artifact filename it was installed from
   * @param integrity {@code sha256:<hex>} of the artifact, or empty
   * @param needs what it declares and what serves it
   * @param neededBy who demands it
   * @param where pretty path of its tree
   * @param files how many lie in its tree now, bytecode included
   * @param bytes size of these
   * @param sharedBytes of these, bytes on disk that another tree of the store has too: the very
   *     same inode is in both
   * @param usedBy environments with a generation that holds it, past ones too
   * @param commands what it puts on the PATH
   * @param notes what else is worth knowing, e.g. {@code .pth} files that run at every start
   */
  record Version(
      String version,
      boolean active,
      boolean requested,
      String purl,
      String origin,
      String artifact,
      String integrity,
      List<Link> needs,
      List<Link> neededBy,
      String where,
      int files,
      long bytes,
      long sharedBytes,
      List<String> usedBy,
      List<String> commands,
      List<String> notes) {
    public Version {
      commands = List.copyOf(commands);
      needs = List.copyOf(needs);
      neededBy = List.copyOf(neededBy);
      usedBy = List.copyOf(usedBy);
      notes = List.copyOf(notes);
    }
  }

  /**
   * One end of a demand.
   *
   * @param name the package at that end, or empty for the user's own request
   * @param version its version, or empty
   * @param requirement the demand, verbatim
   */
  record Link(String name, String version, String requirement) {}

  /**
   * The reasons a package is here.
   *
   * @param more chains found beyond those listed
   * @param counted whether {@code more} is all there are; else there are too many to count
   */
  record Reasons(String ecosystem, String name, List<Chain> chains, int more, boolean counted) {
    public Reasons {
      chains = List.copyOf(chains);
    }
  }

  /**
   * From a package the user asked for down to the one asked about. Each link is a package with the
   * demand that led to it; the first one's is the user's own.
   */
  record Chain(List<Link> links) {
    public Chain {
      links = List.copyOf(links);
    }
  }

  /**
   * How an environment is.
   *
   * @param drift what others did inside, one line each, most important first
   * @param carried what every generation takes along (editable installs, loose files)
   * @param findings of health: a missing interpreter, a damaged tree
   */
  record Status(
      String environment,
      int generation,
      Instant created,
      Optional<String> runtime,
      Path prefix,
      int packages,
      List<Drift> drift,
      List<Drift> carried,
      List<Health.Finding> findings) {
    public Status {
      drift = List.copyOf(drift);
      carried = List.copyOf(carried);
      findings = List.copyOf(findings);
    }
  }

  /**
   * One thing somebody else did.
   *
   * @param kind {@code installed}, {@code removed}, {@code changed}, {@code editable}, {@code file}
   * @param name package and version, or a path relative to the prefix
   * @param text for people
   * @param next what the next operation makes of it: {@code adopts}, {@code carries}, {@code mends}
   */
  record Drift(String kind, String name, String text, String next) {}

  /**
   * An environment in a line.
   *
   * @param generation the current one, 0 when it cannot be read
   * @param note why it cannot be read, or empty
   */
  record Summary(
      String name,
      int generation,
      int generations,
      Optional<String> runtime,
      int packages,
      Instant changed,
      String note) {}
}
