package org.omnipkg.ecosystem.ruby.internal.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.omnipkg.ecosystem.ruby.internal.Rubies;
import org.omnipkg.model.Node;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Finisher;
import org.omnipkg.tck.CannedDesk;
import org.omnipkg.tck.FinisherContract;

/** The child is a Ruby that configures nothing and a make that installs one file. */
class ExtensionFinisherContractTest extends FinisherContract {
  private static final String PLACE = "sitearchdir=";

  @Override
  protected Finisher finisher() {
    return new ExtensionFinisher();
  }

  @Override
  protected Node node() {
    Pin pin = new Pin(new PackageName("ruby", "x"), "1.0");
    return new Node("ruby:x", pin, Optional.empty(), Set.of(), "default");
  }

  @Override
  protected Map<String, List<String>> facts() {
    return Map.of(
        "gem", List.of("x"), "version", List.of("1.0"), "extensions", List.of("ext/extconf.rb"));
  }

  @Override
  protected Map<String, List<String>> readyFacts() {
    return Map.of("gem", List.of("x"), "version", List.of("1.0"));
  }

  @Override
  protected Target target() {
    return Rubies.ruby31();
  }

  @Override
  protected Target otherTarget() {
    return Rubies.ruby("3.2.1");
  }

  @Override
  protected void tree(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("specifications"));
    Files.createDirectories(folder.resolve("gems/x-1.0/ext"));
    Files.createDirectories(folder.resolve("gems/x-1.0/lib"));
    Files.writeString(folder.resolve("gems/x-1.0/ext/extconf.rb"), "");
    Files.writeString(
        folder.resolve("specifications/x-1.0.gemspec"),
        """
        # -*- encoding: utf-8 -*-
        # stub: x 1.0 ruby lib
        # stub: ext/extconf.rb

          s.require_paths = ["lib".freeze]
          s.extensions = ["ext/extconf.rb".freeze]
        """);
  }

  @Override
  protected void prefix(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    Files.writeString(folder.resolve("bin/ruby"), "");
  }

  @Override
  protected String made() {
    return "extensions/x86_64-linux/3.1.0/x-1.0/x.so";
  }

  @Override
  protected Desk desk(Path scratch) {
    return new CannedDesk(scratch)
        .variable("SOME_TOKEN", SECRET)
        .running(ExtensionFinisherContractTest::child);
  }

  private static Desk.Output child(Desk.Command command) {
    try {
      for (String word : command.argv()) {
        if (word.startsWith(PLACE) && command.argv().contains("install")) {
          Files.writeString(Path.of(word.substring(PLACE.length())).resolve("x.so"), "made");
        }
      }
      return new Desk.Output(0, "", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Desk failing(Path scratch) {
    return new CannedDesk(scratch).running(command -> new Desk.Output(1, "", "no luck\n"));
  }
}
