package org.omnipkg.ecosystem.node.internal.layout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.spi.Layout;

/**
 * What was found in a package.
 *
 * @param name as it calls itself
 * @param commands command to the file in the package that is run for it
 * @param shebangs command to how its file is run, where that is not by Node alone
 * @param scripts lifecycle scripts that run after unpacking, in their order
 * @param tools what the script that makes it ready needs beside the package, name to range
 * @param peers names it says are optional peers, and does not say a range for
 * @param undeclared names its code asks for and its manifest does not
 * @param hoisted why it works only among packages laid out flat, or empty
 */
public record TreeFacts(
    String name,
    Map<String, String> commands,
    Map<String, String> shebangs,
    Map<String, String> scripts,
    Map<String, String> tools,
    List<String> peers,
    List<String> undeclared,
    String hoisted) {
  private static final String TAB = "\t";

  /** Reads what {@link #toMap()} wrote. */
  public static TreeFacts of(Map<String, List<String>> facts) {
    return new TreeFacts(
        first(facts, "name"),
        pairs(facts.getOrDefault("bin", List.of())),
        pairs(facts.getOrDefault("shebangs", List.of())),
        pairs(facts.getOrDefault("scripts", List.of())),
        pairs(facts.getOrDefault("tools", List.of())),
        facts.getOrDefault("peers", List.of()),
        facts.getOrDefault("undeclared", List.of()),
        first(facts, "hoisted"));
  }

  private static String first(Map<String, List<String>> facts, String key) {
    return facts.getOrDefault(key, List.of()).stream().findFirst().orElse("");
  }

  private static Map<String, String> pairs(List<String> lines) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String line : lines) {
      int tab = line.indexOf(TAB);
      pairs.put(line.substring(0, tab), line.substring(tab + 1));
    }
    return pairs;
  }

  Map<String, List<String>> toMap() {
    Map<String, List<String>> facts = new LinkedHashMap<>();
    facts.put("name", List.of(name));
    put(facts, "bin", commands);
    put(facts, "shebangs", shebangs);
    put(facts, "scripts", scripts);
    put(facts, "tools", tools);
    if (!peers.isEmpty()) {
      facts.put("peers", peers);
    }
    if (!undeclared.isEmpty()) {
      facts.put("undeclared", undeclared);
    }
    if (!hoisted.isEmpty()) {
      facts.put("hoisted", List.of(hoisted));
    }
    return facts;
  }

  private static void put(Map<String, List<String>> facts, String key, Map<String, String> pairs) {
    if (!pairs.isEmpty()) {
      facts.put(key, pairs.entrySet().stream().map(e -> e.getKey() + TAB + e.getValue()).toList());
    }
  }

  Layout.Account account() {
    List<String> notes = new ArrayList<>();
    if (!scripts.isEmpty()) {
      notes.add(
          "has scripts to run when it is installed ("
              + String.join(", ", scripts.keySet())
              + "), which run only with --allow-scripts "
              + name);
    }
    if (!undeclared.isEmpty()) {
      notes.add("uses what it does not declare (" + String.join(", ", undeclared) + ")");
    }
    if (!hoisted.isEmpty()) {
      notes.add("has its environment laid out flat, as " + hoisted);
    }
    return new Layout.Account(List.copyOf(commands.keySet()), notes);
  }
}
