package org.omnipkg.ecosystem.node.internal.tree;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.omnipkg.ecosystem.node.internal.NodeEcosystem;
import org.omnipkg.model.Answer;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Facts;

/** Facts straight from the index, each asked once. */
public final class IndexFacts implements Facts, AutoCloseable {
  private final NodeEcosystem node = new NodeEcosystem();
  private final Desk desk;
  private final Map<PackageName, CompletableFuture<Listing>> known = new ConcurrentHashMap<>();
  private final ExecutorService pool;

  public IndexFacts(Desk desk) {
    this(desk, 16);
  }

  IndexFacts(Desk desk, int threads) {
    this.pool = Executors.newFixedThreadPool(threads);
    this.desk = desk;
  }

  private CompletableFuture<Listing> ask(PackageName name) {
    return known.computeIfAbsent(
        name, key -> CompletableFuture.supplyAsync(() -> node.index().releases(key, desk), pool));
  }

  @Override
  public Listing releases(PackageName name) {
    try {
      return ask(name).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  @Override
  public Answer<Manifest> manifest(Release release) {
    Listing listing = releases(release.pin().name());
    return Answer.of(listing.manifests().get(release.pin()));
  }

  @Override
  public Ecosystem ecosystem(String id) {
    return node;
  }

  @Override
  public List<Dependency> overlay(Pin pin) {
    return List.of();
  }

  @Override
  public void soon(PackageName name, BitSet among) {
    ask(name);
  }

  @Override
  public void walking(PackageName name, BitSet among) {}

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
