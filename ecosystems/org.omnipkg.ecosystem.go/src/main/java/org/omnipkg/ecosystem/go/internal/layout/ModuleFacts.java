package org.omnipkg.ecosystem.go.internal.layout;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.ecosystem.go.internal.path.ModulePath;
import org.omnipkg.ecosystem.support.Some;
import org.omnipkg.spi.Layout.Account;

/**
 * What a module's tree tells.
 *
 * @param path the module whose files they are
 * @param zip hash of its files
 * @param mod hash of its go.mod
 * @param requires what its go.mod requires, {@code path version} each
 * @param mains folders that are commands, {@code .} for its root
 * @param replaces modules its go.mod replaces, which counts for its author alone
 */
record ModuleFacts(
    String path,
    String version,
    String zip,
    String mod,
    List<String> requires,
    List<String> mains,
    List<String> replaces) {
  static final String ROOT = ".";

  private static final int SHOWN = 5;

  static ModuleFacts of(Map<String, List<String>> facts) {
    return new ModuleFacts(
        first(facts, "module"),
        first(facts, "version"),
        first(facts, "h1"),
        first(facts, "h1-mod"),
        facts.getOrDefault("requires", List.of()),
        facts.getOrDefault("mains", List.of()),
        facts.getOrDefault("replaces", List.of()));
  }

  private static String first(Map<String, List<String>> facts, String key) {
    return facts.getOrDefault(key, List.of("")).get(0);
  }

  Map<String, List<String>> facts() {
    Map<String, List<String>> facts = new LinkedHashMap<>();
    facts.put("module", List.of(path));
    facts.put("version", List.of(version));
    facts.put("h1", List.of(zip));
    facts.put("h1-mod", List.of(mod));
    facts.put("requires", requires);
    facts.put("mains", mains);
    if (!replaces.isEmpty()) {
      facts.put("replaces", replaces);
    }
    return facts;
  }

  /** The package a folder of the module is. */
  String packageOf(String folder) {
    return folder.equals(ROOT) ? path : path + "/" + folder;
  }

  Account account() {
    if (!mains.isEmpty() && !replaces.isEmpty()) {
      return new Account(
          List.of(),
          List.of(
              "its commands are not built: its go.mod replaces " + String.join(", ", replaces)));
    }
    List<String> commands = mains.contains(ROOT) ? List.of(ModulePath.command(path)) : List.of();
    List<String> further =
        mains.stream().filter(main -> main.startsWith("cmd/")).map(this::packageOf).toList();
    if (further.isEmpty()) {
      return new Account(commands, List.of());
    }
    String shown = Some.of(further.stream().map(one -> "go:" + one).toList(), SHOWN);
    return new Account(commands, List.of("brings when asked for: " + shown));
  }
}
