package org.omnipkg.itest.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The machine's npm with a cache of its own, in a folder of packages for each set. */
final class Npm {
  private static final Pattern LOCKED =
      Pattern.compile(
          "\"(?:[^\"]*/)?node_modules/((?:@[^/\"]+/)?[^/\"]+)\": \\{\\s*"
              + "(?:\"name\": \"([^\"]+)\",\\s*)?\"version\": \"([^\"]+)\"");
  private static final String LOCK = "package-lock.json";
  private final Workshop shop;
  private final String name;
  private Path cache;
  private Path folders;
  private final Path client;
  private final Map<String, String> variables;

  Npm(Workshop shop, String name) throws IOException {
    this.shop = shop;
    this.name = name;
    cache = shop.folder().resolve(name + "-cache");
    folders = Files.createDirectories(shop.folder().resolve(name));
    client = found("npm", shop.variables());
    variables = new TreeMap<>(shop.variables());
    variables.put("npm_config_cache", cache.toString());
    variables.put("npm_config_audit", "false");
    variables.put("npm_config_fund", "false");
    variables.put("npm_config_update_notifier", "false");
    variables.put("npm_config_ignore_scripts", "true");
  }

  /** A program on the path. */
  private static Path found(String program, Map<String, String> variables) throws IOException {
    for (String folder : variables.getOrDefault("PATH", "").split(":")) {
      Path file = Path.of(folder).resolve(program);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    throw new IOException("`" + program + "` is not on the path");
  }

  String versions() throws IOException {
    Path node = found("node", variables);
    return "npm "
        + Shell.run(shop.command(client, "--version")).strip()
        + ", Node "
        + Shell.run(shop.command(node, "--version")).strip();
  }

  Path folder(NpmSet set) {
    return folders.resolve(set.name());
  }

  /**
   * Folders of the sets with nothing but their {@code package.json}, where none were before: what
   * is put where something was deleted just now takes longer.
   */
  void bare(NpmSet... sets) throws IOException {
    folders = shop.folder().resolve(shop.fresh(name));
    for (NpmSet set : sets) {
      Files.createDirectories(folder(set));
      Files.writeString(folder(set).resolve("package.json"), set.manifest());
    }
  }

  /** The same with the lock that was there. */
  void emptied(NpmSet set) throws IOException {
    Path lock = folder(set).resolve(LOCK);
    bare(set);
    Files.copy(lock, folder(set).resolve(LOCK));
  }

  void emptyCache() {
    cache = shop.folder().resolve(shop.fresh(name + "-cache"));
    variables.put("npm_config_cache", cache.toString());
  }

  Command command(NpmSet set, String... words) {
    return new Command(List.of(client.toString()), variables, folder(set)).plus(words);
  }

  /** Chooses versions for every platform and writes the lock, nothing else. */
  Command locking(NpmSet set, String... options) {
    return command(set, "install", "--package-lock-only").plus(options);
  }

  /** Every {@code name version} of the lock. */
  Set<String> locked(NpmSet set) throws IOException {
    Set<String> all = new HashSet<>();
    Matcher entries = LOCKED.matcher(Files.readString(folder(set).resolve(LOCK)));
    while (entries.find()) {
      String alias = entries.group(2);
      all.add((alias == null ? entries.group(1) : alias) + " " + entries.group(3));
    }
    return all;
  }

  /** Another program that runs on the same Node, from npm's registry. */
  Path tool(String name) throws IOException {
    Path prefix = shop.folder().resolve("npm-tools");
    Path program = prefix.resolve("node_modules/.bin").resolve(name);
    if (!Files.exists(program)) {
      Files.createDirectories(prefix);
      Shell.run(
          new Command(
              List.of(client.toString(), "install", "--prefix", prefix.toString(), name),
              variables,
              prefix));
    }
    return binary(prefix.resolve("node_modules/@" + name), name).orElse(program);
  }

  /** Scripts run nowhere: what one would have put in place is taken from where it lies. */
  private static Optional<Path> binary(Path scope, String name) throws IOException {
    if (!Files.isDirectory(scope)) {
      return Optional.empty();
    }
    try (Stream<Path> packages = Files.list(scope)) {
      return packages.map(one -> one.resolve(name)).filter(Files::isExecutable).findFirst();
    }
  }

  /** Fails unless Node finds the packages in the folder. */
  void check(NpmSet set, Path folder) throws IOException {
    Path node = found("node", variables);
    Shell.run(new Command(List.of(node.toString(), "-e", source(set)), variables, folder));
  }

  /** Looks up what was asked for. */
  static String source(NpmSet set) {
    return Json.list(List.copyOf(set.ranges().keySet()))
        + ".forEach(name => require.resolve(name + '/package.json'))";
  }
}
