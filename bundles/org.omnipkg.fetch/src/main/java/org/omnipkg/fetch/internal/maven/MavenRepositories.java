package org.omnipkg.fetch.internal.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.maven.settings.Settings;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.omnipkg.fetch.Access;
import org.omnipkg.fetch.internal.download.Part;
import org.omnipkg.fetch.internal.http.Limits;
import org.omnipkg.fetch.internal.shared.Trouble;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Refusal;

/**
 * Artifacts by Maven coordinates. Rarely asked (a runtime, a tool), so the resolver and the user's
 * settings are set up anew each time and nothing lingers in a process that runs for weeks.
 */
public final class MavenRepositories {
  private final Path local;
  private final Limits limits;

  /**
   * @param local our own local repository
   */
  public MavenRepositories(Path local, Limits limits) {
    this.local = local;
    this.limits = limits;
  }

  public void download(Artifact artifact, Path into, Access access, Progress progress) {
    Map<String, String> environment = access.environment();
    Coordinates coordinates = Coordinates.parse(artifact.location());
    try (Part part = new Part(artifact, into, new Unseen(progress)).vouched()) {
      UserSettings user = new UserSettings(environment);
      Settings settings = user.read();
      if (taken(coordinates.in(user.localRepository(settings)), part)) {
        return;
      }
      Path kept = coordinates.in(local);
      if (!taken(kept, part)) {
        Files.deleteIfExists(kept);
        Path found = resolve(settings, coordinates, artifact, access, progress);
        take(found, artifact.filename(), part);
      }
    } catch (IOException e) {
      throw Trouble.notWritten(artifact.filename(), e);
    }
  }

  /** True when the file is there and is the one that was promised. */
  private static boolean taken(Path file, Part part) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try {
      take(file, "", part);
      return true;
    } catch (Refusal refusal) {
      if (refusal.diagnostic().code().equals("fetch.not-written")) {
        throw refusal;
      }
      return false;
    }
  }

  private static void take(Path file, String what, Part part) {
    part.restart();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int count; (count = in.read(buffer)) >= 0; ) {
        part.add(buffer, count);
      }
      part.finish();
    } catch (IOException e) {
      throw Trouble.unreadable(what, e);
    } catch (Refusal refusal) {
      part.restart();
      throw refusal;
    }
  }

  private Path resolve(
      Settings settings,
      Coordinates coordinates,
      Artifact artifact,
      Access access,
      Progress progress) {
    boolean away = access.offline() || settings.isOffline();
    TransferWatch watch = new TransferWatch(coordinates.filename(), progress);
    try {
      return Aside.run(
          coordinates.filename(),
          progress,
          () -> resolve(settings, coordinates, access.environment(), away, watch));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ArtifactResolutionException reason) {
        throw MavenTrouble.of(artifact.filename(), away, limits.stall().toSeconds(), reason);
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      watch.end();
    }
  }

  private Path resolve(
      Settings settings,
      Coordinates coordinates,
      Map<String, String> environment,
      boolean offline,
      TransferWatch watch)
      throws ArtifactResolutionException {
    try (Session maven = new Session(settings, environment, offline, local, limits, watch)) {
      ArtifactRequest request = new ArtifactRequest();
      request.setArtifact(coordinates.aether());
      request.setRepositories(maven.repositories());
      return maven
          .system()
          .resolveArtifact(maven.session(), request)
          .getArtifact()
          .getFile()
          .toPath();
    }
  }
}
