package org.example.omnipkg.cargo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
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
 * Builds the programs that were asked for, of the crates in the store alone: {@code cargo install}
 * from a vendor folder, without network, in the sandbox.
 */
@Component(property = Ecosystem.ID + "=cargo")
public final class ProgramFinisher implements Finisher {
  private static final Duration PATIENCE = Duration.ofMinutes(60);
  private static final int TAIL = 30;
  private static final int DIGITS = 12;
  private static final String WORK = ".omnipkg/build";

  @Override
  public Optional<Need> need(Node node, Map<String, List<String>> facts, Target on) {
    List<String> programs = facts.getOrDefault(CargoLayout.PROGRAMS, List.of());
    Optional<Runtime> rust = on.runtime(CargoGrammar.ID);
    if (programs.isEmpty() || rust.isEmpty() || !CargoSolver.isProgram(node)) {
      return Optional.empty();
    }
    String key =
        "rust-"
            + rust.get().version()
            + "-"
            + on.platform().id()
            + "-"
            + digest(new TreeSet<>(node.features()).toString());
    return Optional.of(
        new Need(
            "it brings " + String.join(", ", programs),
            false,
            key.replaceAll("[^A-Za-z0-9._-]", "_"),
            List.of(),
            true));
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void finish(Job job, Desk desk) {
    Runtime rust = job.on().runtime(CargoGrammar.ID).orElseThrow();
    Path work = job.work().resolve(WORK);
    try {
      Path vendor = Files.createDirectories(work.resolve("vendor"));
      List<Path> readable = new ArrayList<>(List.of(job.prefix(), rust.home().toRealPath()));
      try (Stream<Path> crates = Files.list(job.prefix().resolve(CargoLayout.VENDOR))) {
        for (Path crate : crates.sorted().toList()) {
          Path real = crate.toRealPath();
          Files.createSymbolicLink(vendor.resolve(crate.getFileName()), real);
          readable.add(real);
        }
      }
      Stubs.fill(vendor);
      Path home = Files.createDirectories(work.resolve("home"));
      Files.writeString(home.resolve("config.toml"), configuration(vendor));
      Desk.Output output =
          desk.run(
              new Desk.Command(
                  argv(job, rust, work),
                  work,
                  environment(rust, home),
                  Optional.empty(),
                  PATIENCE,
                  Optional.of(new Desk.Sandbox(readable, List.of(job.work())))));
      if (output.exit() != 0) {
        throw failed(job.node(), output);
      }
      remove(work);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> argv(Job job, Runtime rust, Path work) {
    List<String> argv =
        new ArrayList<>(
            List.of(
                rust.executable().toString(),
                "install",
                job.node().pin().name().name(),
                "--version",
                "=" + job.node().pin().version(),
                "--offline",
                "--no-track",
                "--root",
                job.work().resolve(CargoLayout.BIN).getParent().toString(),
                "--target-dir",
                work.resolve("target").toString()));
    if (!job.node().features().isEmpty()) {
      argv.add("--features");
      argv.add(String.join(",", new TreeSet<>(job.node().features())));
    }
    return argv;
  }

  /** Every crate comes from the vendor folder, whatever registry it was published in. */
  private static String configuration(Path vendor) {
    return "[source.crates-io]\nreplace-with = \"vendor\"\n[source.vendor]\ndirectory = '"
        + vendor
        + "'\n[net]\noffline = true\n";
  }

  private static Map<String, String> environment(Runtime rust, Path home) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", rust.home().resolve("bin") + ":/usr/local/bin:/usr/bin:/bin");
    environment.put("HOME", home.toString());
    environment.put("TMPDIR", home.toString());
    environment.put("CARGO_HOME", home.toString());
    environment.put("RUSTC", rust.home().resolve("bin/rustc").toString());
    environment.put("CARGO_INCREMENTAL", "0");
    environment.put("CARGO_TERM_COLOR", "never");
    return environment;
  }

  private static Refusal failed(Node node, Desk.Output output) {
    List<String> lines = (output.out() + output.err()).strip().lines().toList();
    boolean linker = lines.stream().anyMatch(line -> line.contains("linker `cc` not found"));
    return new Refusal(
        Diagnostic.outside(
                "build.failed",
                "`" + node.pin() + "` cannot be built",
                linker
                    ? "Rust links with the system's C compiler: install gcc or clang"
                    : "another version of it, or of Rust, may do")
            .with(lines.subList(Math.max(0, lines.size() - TAIL), lines.size())));
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
