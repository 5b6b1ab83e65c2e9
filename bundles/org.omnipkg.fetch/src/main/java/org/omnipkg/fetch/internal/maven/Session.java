package org.omnipkg.fetch.internal.maven;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.apache.maven.settings.Settings;
import org.eclipse.aether.ConfigurationProperties;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.transfer.TransferListener;
import org.omnipkg.fetch.internal.http.Limits;
import org.omnipkg.fetch.internal.http.Proxies;
import org.omnipkg.fetch.internal.http.Trust;

/** Maven's resolver, set up for one question as the user's settings say, and gone after it. */
final class Session implements AutoCloseable {
  private final RepositorySystem system = new RepositorySystemSupplier().get();
  private final DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
  private final List<RemoteRepository> repositories;

  Session(
      Settings settings,
      Map<String, String> environment,
      boolean offline,
      Path local,
      Limits limits,
      TransferListener listener) {
    session.setOffline(offline);
    session.setTransferListener(listener);
    session.setConfigProperty(
        ConfigurationProperties.CONNECT_TIMEOUT, (int) limits.connect().toMillis());
    session.setConfigProperty(
        ConfigurationProperties.REQUEST_TIMEOUT, (int) limits.stall().toMillis());
    session.setConfigProperty(ConfigurationProperties.USER_AGENT, "omnipkg");
    Remotes.configure(
        session, settings, new Proxies(environment), new Trust(environment).context());
    session.setLocalRepositoryManager(
        system.newLocalRepositoryManager(session, new LocalRepository(local.toFile())));
    repositories = system.newResolutionRepositories(session, Remotes.list(settings));
  }

  RepositorySystem system() {
    return system;
  }

  DefaultRepositorySystemSession session() {
    return session;
  }

  List<RemoteRepository> repositories() {
    return repositories;
  }

  @Override
  public void close() {
    system.shutdown();
  }
}
