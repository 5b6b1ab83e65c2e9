package org.omnipkg.ecosystem.ruby.internal.layout;

import java.util.List;
import java.util.Set;
import org.omnipkg.ecosystem.ruby.internal.Rubies;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Layout;
import org.omnipkg.tck.RunningContract;

class RubyRunningTest extends RunningContract {
  @Override
  protected Layout layout() {
    return new RubyLayout();
  }

  @Override
  protected Runtime runtime() {
    return Rubies.ruby31().runtimes().get(0);
  }

  @Override
  protected Set<String> misleading() {
    return Set.of("BUNDLE_PATH", "BUNDLE_BIN_PATH", "BUNDLE_DEPLOYMENT", "GEM_SKIP");
  }

  @Override
  protected List<String> own() {
    return List.of("gem", "bundle", "ruby3.1");
  }
}
