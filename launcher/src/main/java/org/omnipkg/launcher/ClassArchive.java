package org.omnipkg.launcher;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Classes as the JVM at hand wants them in memory, made once by a run of their own beside the first
 * daemon. The clients hand {@link #options} to the next JVM when it is there; a JVM that cannot use
 * the archive goes without.
 */
final class ClassArchive implements AutoCloseable {
  /** From here on the JVM keeps linked classes and profiles too. */
  private static final int LINKED = 25;

  private static final long DELAY_SECONDS = 5;
  private static final long PATIENCE_SECONDS = 120;
  private final Distribution distribution;
  private final Home home;
  private final Path folder;
  private final String name;
  private final Thread maker = new Thread(this::make, "omnipkg-archive");
  private volatile boolean closed;

  ClassArchive(Distribution distribution, Home home) {
    this.distribution = distribution;
    this.home = home;
    this.folder = home.cache().resolve("jvm");
    this.name = distribution.build() + "-" + Runtime.version().feature();
  }

  /** An argument file for the JVM; what the C client looks for, too. */
  Path options() {
    return folder.resolve(name + ".options");
  }

  /** Makes it some seconds from now, unless it is there for this very JVM and distribution. */
  void keep() {
    if (!"off".equals(System.getenv("OMNIPKG_CLASS_ARCHIVE"))) {
      maker.setDaemon(true);
      maker.setPriority(Thread.MIN_PRIORITY);
      maker.start();
    }
  }

  private void make() {
    try {
      TimeUnit.SECONDS.sleep(DELAY_SECONDS);
      String stamp = stamp();
      if (Files.exists(options()) && Files.readString(options()).startsWith(stamp)) {
        return;
      }
      Files.createDirectories(folder);
      sweep();
      Path made = folder.resolve(name + "-" + ProcessHandle.current().pid() + ".tmp");
      // One that cannot be made is not tried again at every start.
      String option = run(made) ? place(made) : "";
      Path options = folder.resolve(name + ".options.tmp");
      Files.writeString(options, stamp + option);
      Files.move(options, options(), StandardCopyOption.ATOMIC_MOVE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      System.err.println("no class archive: " + e.getMessage());
    }
  }

  private static boolean linked() {
    return Runtime.version().feature() >= LINKED;
  }

  private boolean run(Path made) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
      command.addAll(List.of("/usr/bin/nice", "-n", "19"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + distribution.options());
    command.add((linked() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + made);
    command.add("-Xlog:disable");
    command.add("-Domnipkg.dist=" + distribution.root());
    command.add("-Domnipkg.home=" + home.path());
    command.addAll(List.of("-jar", distribution.jar().toString(), "train"));
    Process process =
        new ProcessBuilder(command)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    try {
      for (long left = PATIENCE_SECONDS; left > 0 && !closed; left--) {
        if (process.waitFor(1, TimeUnit.SECONDS)) {
          return Files.exists(made);
        }
      }
      throw new IOException("given up");
    } finally {
      process.destroyForcibly();
    }
  }

  /** On disk before it is named: half an archive after a power failure could crash a JVM. */
  private String place(Path made) throws IOException {
    try (FileChannel file = FileChannel.open(made, StandardOpenOption.READ)) {
      file.force(true);
    }
    Path archive = folder.resolve(name + (linked() ? ".aot" : ".jsa"));
    Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
    return "-Xshare:auto\n-Xlog:disable\n"
        + (linked() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=")
        + '"'
        + archive.toString().replace("\\", "\\\\").replace("\"", "\\\"")
        + "\"\n";
  }

  private String stamp() throws IOException {
    return "# "
        + String.join(
            " | ",
            System.getProperty("java.vm.version"),
            System.getProperty("java.home"),
            distribution.root().toString(),
            Files.getLastModifiedTime(distribution.jar()).toString())
        + "\n";
  }

  /** Leftovers, and the archives of other builds. */
  private void sweep() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (!String.valueOf(file.getFileName()).startsWith(name + ".")) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    maker.interrupt();
  }
}
