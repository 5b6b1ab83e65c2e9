package org.omnipkg.tck.sabotage.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.Versions;
import org.omnipkg.tck.toy.ToyLanguage;
import org.osgi.framework.BundleContext;

/** The toy language with a mood that depends on what it has been through. */
abstract class Moody implements Ecosystem {
  private final ToyLanguage toy = new ToyLanguage();
  private boolean well = true;

  /** Called by Declarative Services. */
  public void start(BundleContext context) throws IOException {
    Path memory = context.getDataFile("memory").toPath();
    String now = Long.toString(context.getBundle().getLastModified());
    String before = Files.exists(memory) ? Files.readString(memory) : "";
    well = isWell(before, now);
    Files.writeString(memory, remembered(before, now));
  }

  /** Whether it will answer, given the revision it remembers (or nothing) and the one it is. */
  abstract boolean isWell(String before, String now);

  /** What it remembers next time. */
  abstract String remembered(String before, String now);

  @Override
  public String id() {
    return toy.id();
  }

  @Override
  public Set<String> aliases() {
    return toy.aliases();
  }

  @Override
  public Grammar grammar() {
    return toy.grammar();
  }

  @Override
  public Versions versions() {
    return toy.versions();
  }

  @Override
  public PackageIndex index() {
    if (!well) {
      throw new IllegalStateException("not today");
    }
    return toy.index();
  }

  @Override
  public Layout layout() {
    return toy.layout();
  }
}
