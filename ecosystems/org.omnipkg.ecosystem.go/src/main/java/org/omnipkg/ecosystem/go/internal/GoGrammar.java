package org.omnipkg.ecosystem.go.internal;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.Set;
import java.util.TreeSet;
import org.omnipkg.ecosystem.go.internal.requirement.RequirementReader;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.spi.Grammar;

/**
 * Module paths and queries as the go command reads them, and the short names of well-known ones.
 */
public final class GoGrammar implements Grammar {
  @Override
  public Dependency parse(String words) {
    return RequirementReader.read(words);
  }

  @Override
  public PackageName name(String spelled) {
    return new PackageName("go", RequirementReader.path(spelled));
  }

  @Override
  public String purl(Pin pin) {
    String path = pin.name().name();
    int slash = path.lastIndexOf('/');
    try {
      return new PackageURL(
              "golang",
              slash < 0 ? null : path.substring(0, slash),
              path.substring(slash + 1),
              pin.version(),
              null,
              null)
          .canonicalize();
    } catch (MalformedPackageURLException e) {
      throw new IllegalArgumentException("no package URL for " + pin, e);
    }
  }

  @Override
  public String exact(Pin pin, Set<String> features) {
    String commands =
        features.isEmpty() ? "" : "[" + String.join(",", new TreeSet<>(features)) + "]";
    return pin.name().name() + commands + "@" + pin.version();
  }
}
