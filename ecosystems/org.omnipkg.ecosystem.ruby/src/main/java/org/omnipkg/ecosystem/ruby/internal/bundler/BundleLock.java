package org.omnipkg.ecosystem.ruby.internal.bundler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.ecosystem.ruby.internal.spec.RubyText;
import org.omnipkg.ecosystem.ruby.internal.text.Explanation;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Source;
import org.omnipkg.spi.Desk;

/** One call of {@code bundle lock} with a Gemfile of ours, apart from all configuration. */
final class BundleLock {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String START =
      "require \"bundler\"; require \"bundler/cli\"; Bundler::CLI.start(%w[lock])";

  private final Runtime runtime;
  private final Desk desk;

  /** The lock, or why there is none. */
  record Said(Optional<String> lock, String complaint) {}

  BundleLock(Runtime runtime, Desk desk) {
    this.runtime = runtime;
    this.desk = desk;
  }

  Said ask(List<Dependency> gems, List<Source> sources) {
    try {
      Path room = Files.createTempDirectory(desk.scratch(), "bundler");
      Files.writeString(room.resolve("Gemfile"), gemfile(gems, sources));
      Files.createDirectories(room.resolve("home"));
      Desk.Output output =
          desk.run(
              new Desk.Command(
                  List.of(runtime.executable().toString(), "-W0", "-e", START),
                  room,
                  environment(room),
                  Optional.empty(),
                  PATIENCE,
                  Optional.empty()));
      Path lock = room.resolve("Gemfile.lock");
      return output.exit() == 0 && Files.isRegularFile(lock)
          ? new Said(Optional.of(Files.readString(lock)), "")
          : new Said(Optional.empty(), Explanation.hidden(output.err() + "\n" + output.out()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String gemfile(List<Dependency> gems, List<Source> sources) {
    StringBuilder text = new StringBuilder();
    for (Source source : sources) {
      if (source.form() != Source.Form.INDEX) {
        throw new Refusal(
            Diagnostic.user(
                "resolver.failed",
                "`bundler` cannot choose from the plain folder `" + source.label() + "`",
                "leave out `--resolver bundler`, or give the folder an index"));
      }
      text.append("source ").append(RubyText.quoted(source.location().toString())).append('\n');
    }
    Map<String, List<String>> ranges = new java.util.LinkedHashMap<>();
    for (Dependency gem : gems) {
      List<String> range = ranges.computeIfAbsent(gem.target().name(), n -> new ArrayList<>());
      for (String clause : gem.range().split(",", -1)) {
        if (!clause.isBlank()) {
          range.add(clause.strip());
        }
      }
    }
    ranges.forEach(
        (name, clauses) -> {
          text.append("gem ").append(RubyText.quoted(name));
          clauses.forEach(clause -> text.append(", ").append(RubyText.quoted(clause)));
          text.append('\n');
        });
    return text.toString();
  }

  private Map<String, String> environment(Path room) {
    Map<String, String> environment = new HashMap<>();
    for (String name :
        List.of(
            "PATH",
            "SSL_CERT_FILE",
            "http_proxy",
            "https_proxy",
            "no_proxy",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY")) {
      String value = desk.environment().get(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    environment.put("HOME", room.resolve("home").toString());
    environment.put("GEM_HOME", room.resolve("gems").toString());
    environment.put("GEM_PATH", room.resolve("gems").toString());
    environment.put("BUNDLE_IGNORE_CONFIG", "true");
    environment.put("LC_ALL", "C.UTF-8");
    runtime
        .facts()
        .forEach(
            (key, value) -> {
              if (key.startsWith("environment.")) {
                environment.put(key.substring("environment.".length()), value);
              }
            });
    return environment;
  }
}
