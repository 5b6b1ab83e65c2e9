package org.omnipkg.ecosystem.ruby.internal.build;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Finisher;

/** Configures, makes and installs one extension after the other, confined. */
final class Toolchain {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int TAIL = 20;
  private static final String EPOCH = "315532800";

  /** Variables of the caller's that compilers and their front ends read. */
  private static final List<String> COMPILING =
      List.of(
          "CC", "CXX", "CFLAGS", "CXXFLAGS", "CPPFLAGS", "LDFLAGS", "MAKEFLAGS", "PKG_CONFIG_PATH");

  private final Finisher.Job job;
  private final String label;
  private final GemTreeAt tree;
  private final Desk desk;
  private final StringBuilder log = new StringBuilder();

  Toolchain(Finisher.Job job, String label, GemTreeAt tree, Desk desk) {
    this.job = job;
    this.label = label;
    this.tree = tree;
    this.desk = desk;
  }

  void build(String extension) throws IOException {
    Path script = tree.gem().resolve(extension).normalize();
    String name = String.valueOf(script.getFileName());
    Path folder = script.getParent();
    if (folder == null || !script.startsWith(tree.gem()) || !Files.isRegularFile(script)) {
      throw ExtensionFinisher.refuse(label, "it has no `" + extension + "`", "");
    }
    String ruby = job.prefix().resolve("bin/ruby").toString();
    if (name.endsWith("extconf.rb")) {
      run(folder, List.of(ruby, name));
      make(folder);
    } else if (name.equals("configure")) {
      run(folder, List.of("/bin/sh", "./configure", "--prefix=" + tree.built()));
      make(folder);
    } else if (name.equals("Rakefile") || name.endsWith("mkrf_conf.rb")) {
      if (name.endsWith(".rb")) {
        run(folder, List.of(ruby, name));
      }
      run(
          folder,
          List.of(ruby, "-S", "rake", "RUBYARCHDIR=" + tree.built(), "RUBYLIBDIR=" + tree.built()));
    } else {
      throw ExtensionFinisher.refuse(
          label, "its `" + extension + "` is built by a tool the house does not drive yet", "");
    }
  }

  private void make(Path folder) throws IOException {
    List<String> places =
        List.of("DESTDIR=", "sitearchdir=" + tree.built(), "sitelibdir=" + tree.built());
    for (String goal : List.of("", "install")) {
      List<String> argv = new ArrayList<>(List.of("make"));
      argv.addAll(places);
      if (!goal.isEmpty()) {
        argv.add(goal);
      }
      run(folder, argv);
    }
    run(folder, List.of("make", "clean"));
    for (String leftover : List.of("Makefile", "mkmf.log")) {
      Files.deleteIfExists(folder.resolve(leftover));
    }
  }

  /** Gems that load their extension by its place look beside their own files. */
  void complete() throws IOException {
    Files.writeString(tree.built().resolve("gem_make.out"), log.toString());
    Files.writeString(tree.built().resolve("gem.build_complete"), "");
    Path from = tree.built();
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (String.valueOf(file.getFileName()).matches(".*\\.(so|bundle|dll|rb)")) {
              Path to = tree.library().resolve(from.relativize(file).toString());
              Path parent = to.getParent();
              if (parent != null) {
                Files.createDirectories(parent);
              }
              Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void run(Path folder, List<String> argv) throws IOException {
    Path room = Files.createTempDirectory(desk.scratch(), "extension");
    Desk.Output output =
        desk.run(
            new Desk.Command(
                argv,
                folder,
                environment(room),
                Optional.empty(),
                PATIENCE,
                Optional.of(new Desk.Sandbox(List.of(job.prefix()), List.of(job.work(), room)))));
    log.append(String.join(" ", argv)).append('\n').append(output.out()).append(output.err());
    if (output.exit() != 0) {
      throw failed(argv, output, folder);
    }
  }

  private Refusal failed(List<String> argv, Desk.Output output, Path folder) {
    String all = output.out() + output.err() + tail(folder.resolve("mkmf.log"));
    List<String> lines = all.lines().map(String::stripTrailing).toList();
    List<String> told =
        new ArrayList<>(lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    told.add(
        0,
        "`"
            + argv.get(argv.size() > 1 && !argv.get(0).equals("make") ? 1 : 0)
            + "` ended with "
            + output.exit());
    return new Refusal(
        Diagnostic.outside("build.failed", "building `" + label + "` from source failed", "")
            .with(told));
  }

  /** What mkmf tried last: it keeps compilers' words to itself. */
  private static String tail(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return "";
      }
      List<String> lines = Files.readAllLines(file);
      return "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
    } catch (IOException e) {
      return "";
    }
  }

  private Map<String, String> environment(Path room) {
    Map<String, String> environment = new HashMap<>();
    for (String name : COMPILING) {
      String value = desk.environment().get(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    environment.putAll(job.variables());
    environment.put("PATH", job.prefix().resolve("bin") + ":/usr/local/bin:/usr/bin:/bin");
    environment.put("HOME", room.toString());
    environment.put("TMPDIR", room.toString());
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("SOURCE_DATE_EPOCH", EPOCH);
    return environment;
  }
}
