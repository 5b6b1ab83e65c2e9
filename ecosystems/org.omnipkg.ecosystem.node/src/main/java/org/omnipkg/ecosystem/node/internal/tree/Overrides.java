package org.omnipkg.ecosystem.node.internal.tree;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnipkg.ecosystem.node.internal.index.Needs;
import org.omnipkg.ecosystem.node.internal.semver.Range;
import org.omnipkg.ecosystem.node.internal.semver.Ranges;
import org.omnipkg.ecosystem.node.internal.words.Spec;

/**
 * npm's overrides: rules that replace what is demanded of a name, each perhaps only for a range of
 * it, and only below the package whose rule it stands in.
 */
final class Overrides {
  private final @Nullable Overrides parent;
  private final String key;
  private final String name;
  private final String keyRange;
  private String value;
  private final Map<String, Overrides> children = new LinkedHashMap<>();

  private Overrides(@Nullable Overrides parent, String key) {
    this.parent = parent;
    this.key = key;
    int at = key.indexOf('@', 1);
    this.name = at < 0 ? key : key.substring(0, at);
    this.keyRange = at < 0 ? "*" : key.substring(at + 1).strip();
    this.value = keyRange;
  }

  /**
   * The rules of a problem.
   *
   * @param rules {@code b}, {@code b@range} or {@code a>b} to the range that counts
   */
  static Optional<Overrides> of(Map<String, String> rules) {
    if (rules.isEmpty()) {
      return Optional.empty();
    }
    Overrides root = new Overrides(null, "");
    new java.util.TreeMap<>(rules)
        .forEach(
            (path, value) -> {
              Overrides at = root;
              for (String piece : path.split("(?<=[^>])>(?!=)", -1)) {
                Overrides above = at;
                String word = piece.strip();
                at = above.children.computeIfAbsent(word, k -> new Overrides(above, k));
              }
              at.value = value.isBlank() ? "*" : value.strip();
            });
    return Optional.of(root);
  }

  String value() {
    return value;
  }

  @Nullable String keyRange() {
    return parent == null ? null : keyRange;
  }

  boolean replaces(String demanded) {
    return parent != null && !value.equals("*") && name.equals(demanded);
  }

  /** The need with the rule's range, or the package it names, in place of its own. */
  Need apply(Need need) {
    Spec spec = Spec.of(value);
    return spec.kind() == Spec.Kind.RANGE || spec.kind() == Spec.Kind.TAG
        ? registry(need, value)
        : Need.of(Needs.dependency(need.name(), value, need.tie()));
  }

  /** An override speaks of the demanded name itself, whatever alias was declared. */
  private static Need registry(Need need, String range) {
    return need.declared().direct().isPresent() || !need.declared().alias().isEmpty()
        ? Need.of(Needs.dependency(need.name(), range, need.tie()))
        : need.withRange(range);
  }

  /** The rule that speaks of a demand, or these rules themselves. */
  Overrides rule(Demand demand) {
    for (Overrides rule : ruleset().values()) {
      if (!rule.name.equals(demand.name())) {
        continue;
      }
      if (rule.keyRange.equals("*") || demand.need.declared().direct().isPresent()) {
        return rule;
      }
      Optional<Range> declared = Range.of(demand.need.range());
      Optional<Range> spoken = Range.of(rule.keyRange);
      if (declared.isEmpty()
          || spoken.isPresent() && Ranges.intersect(declared.get(), spoken.get())) {
        return rule;
      }
    }
    return this;
  }

  /** Rules in force here, the innermost first. */
  private Map<String, Overrides> ruleset() {
    Map<String, Overrides> rules = new LinkedHashMap<>();
    for (Overrides at = this; at != null; at = at.parent) {
      at.children.forEach(rules::putIfAbsent);
      if (at.parent != null) {
        rules.putIfAbsent(at.key, at);
      }
    }
    return rules;
  }

  boolean same(@Nullable Overrides other) {
    return this == other;
  }

  /** Of two sets that meet at one place the one that holds both; null when they quarrel. */
  @Nullable Overrides moreSpecific(@Nullable Overrides other) {
    if (other == null) {
      return this;
    }
    if (other.path().contains(this)) {
      return other;
    }
    if (path().contains(other)) {
      return this;
    }
    if (quarrel(other)) {
      return null;
    }
    for (Overrides above : other.path()) {
      if (path().contains(above)) {
        return above;
      }
    }
    return null;
  }

  boolean conflicts(Overrides other) {
    return moreSpecific(other) == null && quarrel(other);
  }

  private boolean quarrel(Overrides other) {
    Map<String, Overrides> theirs = other.ruleset();
    for (Map.Entry<String, Overrides> mine : ruleset().entrySet()) {
      Overrides rule = theirs.get(mine.getKey());
      if (rule == null || rule == mine.getValue()) {
        continue;
      }
      Optional<Range> one = Range.of(mine.getValue().value);
      Optional<Range> two = Range.of(rule.value);
      if (one.isPresent() && two.isPresent() && !Ranges.intersect(one.get(), two.get())) {
        return true;
      }
    }
    return false;
  }

  private List<Overrides> path() {
    List<Overrides> path = new ArrayList<>();
    for (Overrides at = this; at != null; at = at.parent) {
      path.add(at);
    }
    return path;
  }
}
