package org.omnipkg.ecosystem.python.internal;

import java.util.List;
import org.omnipkg.tck.BundleContract;

/** The house's distribution has Jackson as bundles; add-ons from elsewhere carry theirs. */
class PythonBundleTest extends BundleContract {
  @Override
  protected List<String> libraries() {
    return List.of(
        "com.fasterxml.jackson.core.jackson-annotations",
        "com.fasterxml.jackson.core.jackson-core",
        "com.fasterxml.jackson.core.jackson-databind",
        "com.fasterxml.jackson.dataformat.jackson-dataformat-toml");
  }
}
