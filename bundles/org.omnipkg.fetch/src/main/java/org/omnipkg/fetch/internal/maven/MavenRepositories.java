package org.omnipkg.fetch.internal.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.apache.maven.settings.Settings;
import org.eclipse.aether.ConfigurationProperties;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.omnipkg.fetch.Access;
import org.omnipkg.fetch.internal.download.Part;
import org.omnipkg.fetch.internal.http.Limits;
import org.omnipkg.fetch.internal.http.Proxies;
import org.omnipkg.fetch.internal.http.Trust;
import org.omnipkg.fetch.internal.shared.Trouble;
import org.omnipkg.fetch.internal.shared.Waiting;
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
    // the transport blocks in a read that no interrupt ends: a cancelled caller leaves it behind
    FutureTask<Path> task =
        new FutureTask<>(() -> resolve(settings, coordinates, access.environment(), away, watch));
    Thread thread = new Thread(task, "omnipkg maven " + coordinates.filename());
    thread.setDaemon(true);
    thread.start();
    try {
      Waiting.until(Duration.ofDays(1), progress, nanos -> isDone(task, nanos));
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ArtifactResolutionException reason) {
        throw MavenTrouble.of(artifact.filename(), away, limits.stall().toSeconds(), reason);
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } finally {
      watch.end();
    }
  }

  private static boolean isDone(FutureTask<Path> task, long nanos) throws InterruptedException {
    try {
      task.get(nanos, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }

  private Path resolve(
      Settings settings,
      Coordinates coordinates,
      Map<String, String> environment,
      boolean offline,
      TransferWatch watch)
      throws ArtifactResolutionException {
    RepositorySystem system = new RepositorySystemSupplier().get();
    try {
      DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
      session.setOffline(offline);
      session.setTransferListener(watch);
      session.setConfigProperty(
          ConfigurationProperties.CONNECT_TIMEOUT, (int) limits.connect().toMillis());
      session.setConfigProperty(
          ConfigurationProperties.REQUEST_TIMEOUT, (int) limits.stall().toMillis());
      session.setConfigProperty(ConfigurationProperties.USER_AGENT, "omnipkg");
      Remotes.configure(
          session, settings, new Proxies(environment), new Trust(environment).context());
      session.setLocalRepositoryManager(
          system.newLocalRepositoryManager(session, new LocalRepository(local.toFile())));
      ArtifactRequest request = new ArtifactRequest();
      request.setArtifact(coordinates.aether());
      request.setRepositories(system.newResolutionRepositories(session, Remotes.list(settings)));
      return system.resolveArtifact(session, request).getArtifact().getFile().toPath();
    } finally {
      system.shutdown();
    }
  }
}
