package org.omnipkg.ecosystem.ruby.internal;

import java.util.List;
import org.omnipkg.tck.BundleContract;

/** The house's distribution has Jackson as bundles; add-ons from elsewhere carry theirs. */
class RubyBundleTest extends BundleContract {
  @Override
  protected List<String> libraries() {
    return List.of(
        "com.fasterxml.jackson.core.jackson-annotations",
        "com.fasterxml.jackson.core.jackson-core",
        "com.fasterxml.jackson.core.jackson-databind");
  }
}
