package org.omnipkg.ecosystem.ruby.internal.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.ruby.internal.layout.GemFacts;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Node;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Finisher;
import org.osgi.service.component.annotations.Component;

/**
 * Builds the native extensions of a gem with the Ruby it is to run on, where RubyGems looks for
 * them. The outcome is a tree for that Ruby's interface and platform.
 */
@Component(property = Ecosystem.ID + "=ruby")
public final class ExtensionFinisher implements Finisher {
  @Override
  public Optional<Need> need(Node node, Map<String, List<String>> facts, Target on) {
    if (GemFacts.of(facts).extensions().isEmpty()) {
      return Optional.empty();
    }
    Optional<Runtime> runtime = on.runtime("ruby");
    String folder = runtime.map(r -> r.fact("extension_folder")).orElse("");
    String engine = runtime.map(Runtime::implementation).orElse("ruby");
    String key = engine + "-" + folder.replace('/', '-').replaceAll("[^A-Za-z0-9._-]", "_");
    return Optional.of(new Need("it has a native extension", false, key, List.of()));
  }

  @Override
  public void finish(Job job, Desk desk) {
    Runtime runtime = job.on().runtime("ruby").orElseThrow();
    String label = job.node().pin().name().name() + " " + job.node().pin().version();
    if (!runtime.implementation().equals("ruby")) {
      throw refuse(
          label,
          "it has an extension in C, which " + runtime.implementation() + " cannot run",
          "choose a version with a variant for `java`, or another Ruby: `--ruby 3`");
    }
    if (!runtime.fact("has_headers").equals("true")) {
      throw refuse(
          label,
          "the headers of ruby " + runtime.version() + " are not on this machine",
          runtime.fact("vendor_ruby").equals("true")
              ? "`apt-get install -y ruby-dev` brings them"
              : "install that Ruby with its headers");
    }
    GemTreeAt tree = GemTreeAt.in(job.work(), runtime.fact("extension_folder"));
    try {
      Files.createDirectories(tree.built());
      Toolchain toolchain = new Toolchain(job, label, tree, desk);
      for (String extension : tree.extensions()) {
        toolchain.build(extension);
      }
      toolchain.complete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Refusal refuse(String label, String why, String hint) {
    return new Refusal(
        Diagnostic.outside("build.failed", "building `" + label + "` from source failed", hint)
            .with(List.of(why)));
  }
}
