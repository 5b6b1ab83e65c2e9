package org.omnipkg.ecosystem.go.internal.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Step;

final class GoPrefix {
  private final Prefix prefix;

  GoPrefix(Prefix prefix) {
    this.prefix = prefix;
  }

  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    Path bin = prefix.root().resolve("bin");
    steps.add(
        new Step.Symlink(
            bin.resolve("gofmt"), prefix.runtime().home().resolve("bin/gofmt").toString()));
    return steps;
  }
}
