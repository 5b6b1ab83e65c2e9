package org.omnipkg.fetch.internal.maven;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.maven.settings.Settings;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.VersionRangeRequest;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.resolution.VersionRangeResult;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.MetadataNotFoundException;
import org.omnipkg.fetch.Access;
import org.omnipkg.fetch.Repositories.Published;
import org.omnipkg.fetch.internal.http.Limits;
import org.omnipkg.fetch.internal.shared.Trouble;
import org.omnipkg.model.Progress;

/**
 * What others published. The resolver's local repository is an empty folder each time, so that
 * nothing is believed because it is here already.
 */
public final class Publications {
  private static final String ANY = "(,)";
  private static final String JAR = "jar";

  private final Limits limits;

  public Publications(Limits limits) {
    this.limits = limits;
  }

  /** What is asked of the resolver. */
  private interface Question<T> {
    T ask(Session maven) throws ArtifactResolutionException, VersionRangeResolutionException;
  }

  public List<String> versions(
      String group, String artifact, Path scratch, Access access, Progress progress) {
    String what = group + ":" + artifact;
    Artifact any = artifact(group, artifact, JAR, ANY);
    VersionRangeResult found =
        ask(
            what,
            scratch,
            access,
            progress,
            maven ->
                maven
                    .system()
                    .resolveVersionRange(
                        maven.session(), new VersionRangeRequest(any, maven.repositories(), "")));
    List<Exception> troubles =
        found.getExceptions().stream()
            .filter(reason -> !(reason instanceof MetadataNotFoundException))
            .toList();
    // a repository in trouble is not one that does not know it
    if (found.getVersions().isEmpty() && !troubles.isEmpty()) {
      throw MavenTrouble.of(what, false, limits.stall().toSeconds(), troubles, troubles.get(0));
    }
    return found.getVersions().stream().map(Object::toString).toList();
  }

  public Published jar(
      String group, String artifact, String version, Path into, Access access, Progress progress) {
    Artifact jar = artifact(group, artifact, JAR, version);
    Artifact signature = artifact(group, artifact, JAR + ".asc", version);
    return ask(
        artifact + "-" + version + ".jar",
        into,
        access,
        progress,
        maven -> {
          ArtifactResult found = file(jar, maven);
          return new Published(
              found.getArtifact().getFile().toPath(),
              optional(signature, maven),
              found.getRepository() == null ? "" : found.getRepository().getId());
        });
  }

  private static ArtifactResult file(Artifact artifact, Session maven)
      throws ArtifactResolutionException {
    return maven
        .system()
        .resolveArtifact(maven.session(), new ArtifactRequest(artifact, maven.repositories(), ""));
  }

  /** A signature has no checksum of its own: what came damaged does not verify. */
  private static Optional<Path> optional(Artifact signature, Session maven)
      throws ArtifactResolutionException {
    maven.session().setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_IGNORE);
    try {
      return Optional.of(file(signature, maven).getArtifact().getFile().toPath());
    } catch (ArtifactResolutionException e) {
      boolean none =
          e.getResults().stream()
              .flatMap(result -> result.getExceptions().stream())
              .allMatch(ArtifactNotFoundException.class::isInstance);
      if (none) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Artifact artifact(
      String group, String artifact, String extension, String version) {
    // the parts become folders
    for (String word : List.of(group, artifact, version.equals(ANY) ? "0" : version)) {
      if (!word.matches(Coordinates.WORD)) {
        throw Trouble.malformed(group + ":" + artifact + ":" + version);
      }
    }
    return new DefaultArtifact(group, artifact, "", extension, version);
  }

  private <T> T ask(
      String what, Path local, Access access, Progress progress, Question<T> question) {
    Settings settings = new UserSettings(access.environment()).read();
    if (access.offline() || settings.isOffline()) {
      throw Trouble.offline(what);
    }
    TransferWatch watch = new TransferWatch(what, progress);
    try {
      return Aside.run(
          what,
          progress,
          () -> {
            try (Session maven =
                new Session(settings, access.environment(), false, local, limits, watch)) {
              maven
                  .session()
                  .setConfigProperty("aether.checksums.algorithms", "SHA-512,SHA-256,SHA-1");
              maven.session().setChecksumPolicy(RepositoryPolicy.CHECKSUM_POLICY_FAIL);
              return question.ask(maven);
            }
          });
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ArtifactResolutionException reason) {
        throw MavenTrouble.of(what, false, limits.stall().toSeconds(), reason);
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      watch.end();
    }
  }
}
