package org.omnipkg.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A repository of git that a test makes. */
final class GitOrigin {
  private final Shipped omnipkg;
  private final Path folder;

  /**
   * @param name of its folder, where the command runs
   */
  GitOrigin(Shipped omnipkg, String name) throws IOException {
    this.omnipkg = omnipkg;
    folder = Files.createDirectories(omnipkg.directory().resolve(name));
    git("init", "--quiet", "--initial-branch=main");
  }

  Path folder() {
    return folder;
  }

  /** Its address, with the file scheme. */
  String uri() {
    return "file://" + folder;
  }

  void put(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** All that lies in it becomes a commit. */
  void commit(String message) {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
  }

  /** What git says of it. */
  String git(String... words) {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of("-c", "user.name=Ada", "-c", "user.email=ada@example.org"));
    command.addAll(List.of(words));
    return omnipkg.call(command).ok().out().strip();
  }
}
