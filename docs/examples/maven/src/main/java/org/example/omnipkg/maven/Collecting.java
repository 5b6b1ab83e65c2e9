package org.example.omnipkg.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.spi.connector.transport.TransporterFactory;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.transport.http.ChecksumExtractor;
import org.eclipse.aether.util.graph.transformer.ConflictResolver;
import org.eclipse.aether.util.repository.SimpleArtifactDescriptorPolicy;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;

/**
 * Maven's own resolver for one request: parents, dependency management, imported BOMs, exclusions,
 * scopes, and of several versions the nearest. Its local repository is the request's scratch
 * folder; what is kept between requests is kept by the house, which also checks for freshness.
 */
final class Collecting implements AutoCloseable {
  private static final String COMPILE = "compile";

  private final DeskTransport transport;
  private final RepositorySystem system;
  private final DefaultRepositorySystemSession session;
  private final List<RemoteRepository> remotes;

  Collecting(Repositories repositories, Desk desk) {
    this.transport = new DeskTransport(desk);
    this.system = new OwnSupplier(transport).get();
    this.session = MavenRepositorySystemUtils.newSession();
    Properties properties = new Properties();
    properties.putAll(System.getProperties());
    session.setSystemProperties(properties);
    session.setIgnoreArtifactDescriptorRepositories(true);
    session.setArtifactDescriptorPolicy(new SimpleArtifactDescriptorPolicy(true, false));
    session.setConfigProperty(
        ConflictResolver.CONFIG_PROP_VERBOSE, ConflictResolver.Verbosity.STANDARD);
    session.setConfigProperty("aether.dependencyCollector.impl", "bf");
    try {
      LocalRepository local =
          new LocalRepository(Files.createTempDirectory(desk.scratch(), "maven").toFile());
      session.setLocalRepositoryManager(system.newLocalRepositoryManager(session, local));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.remotes =
        repositories.sources().stream()
            .map(s -> remote(s.label(), s.location().toString()))
            .toList();
  }

  private static RemoteRepository remote(String label, String address) {
    return new RemoteRepository.Builder(label, "default", address)
        .setReleasePolicy(
            new RepositoryPolicy(
                true, RepositoryPolicy.UPDATE_POLICY_NEVER, RepositoryPolicy.CHECKSUM_POLICY_FAIL))
        .setSnapshotPolicy(new RepositoryPolicy(false, null, null))
        .build();
  }

  /** What the effective POM of one version declares. */
  List<Dependency> declared(Coordinates of, String version) {
    try {
      ArtifactDescriptorRequest request =
          new ArtifactDescriptorRequest(artifact(of, version), remotes, null);
      List<Dependency> declared = system.readArtifactDescriptor(session, request).getDependencies();
      transport.check();
      return declared;
    } catch (ArtifactDescriptorException e) {
      transport.check();
      throw unreadable(e);
    }
  }

  /**
   * The graph below these roots, with every demand in it: a node that lost to a nearer one says
   * which.
   */
  DependencyNode graph(Map<Coordinates, String> roots, Map<Coordinates, String> managed) {
    CollectRequest request = new CollectRequest();
    roots.forEach((of, version) -> request.addDependency(dependency(of, version)));
    managed.forEach((of, version) -> request.addManagedDependency(dependency(of, version)));
    request.setRepositories(remotes);
    try {
      DependencyNode root = system.collectDependencies(session, request).getRoot();
      transport.check();
      return root;
    } catch (DependencyCollectionException e) {
      transport.check();
      throw unreadable(e);
    }
  }

  private static Refusal unreadable(Exception cause) {
    Throwable last = cause;
    while (last.getCause() != null && last.getCause() != last) {
      last = last.getCause();
    }
    return new Refusal(
        Diagnostic.outside(
                "metadata.malformed",
                "what a Maven artifact needs cannot be worked out",
                "another version of it may do")
            .with(List.of(String.valueOf(cause.getMessage()), String.valueOf(last.getMessage()))),
        cause);
  }

  private static Dependency dependency(Coordinates of, String version) {
    return new Dependency(artifact(of, version), COMPILE);
  }

  private static Artifact artifact(Coordinates of, String version) {
    return new DefaultArtifact(of.group(), of.artifact(), of.classifier(), of.extension(), version);
  }

  static Coordinates coordinates(Artifact artifact) {
    return new Coordinates(
        artifact.getGroupId(),
        artifact.getArtifactId(),
        artifact.getExtension(),
        artifact.getClassifier());
  }

  @Override
  public void close() {
    system.shutdown();
  }

  /** Maven's resolver put together without its own ways out. */
  private static final class OwnSupplier extends RepositorySystemSupplier {
    private final TransporterFactory transport;

    OwnSupplier(TransporterFactory transport) {
      this.transport = transport;
    }

    @Override
    protected Map<String, ChecksumExtractor> getChecksumExtractors() {
      return Map.of();
    }

    @Override
    protected Map<String, TransporterFactory> getTransporterFactories(
        Map<String, ChecksumExtractor> extractors) {
      return Map.of("desk", transport);
    }
  }
}
