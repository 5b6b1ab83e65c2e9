package org.omnipkg.ecosystem.ruby.internal.grammar;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.omnipkg.ecosystem.ruby.internal.text.Explanation;
import org.omnipkg.ecosystem.ruby.internal.text.Malformed;
import org.omnipkg.ecosystem.ruby.internal.text.Names;
import org.omnipkg.ecosystem.ruby.internal.version.GemRequirement;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Grammar;

/**
 * {@code rails}, {@code rails>=6,<7}, {@code rails~>6.1}, {@code rails==6.1.7}; an {@code @} may
 * stand before the range: {@code rails@~>6.1}, {@code rails@6.1.7}.
 */
public final class RubyGrammar implements Grammar {
  public static final String ID = "ruby";

  @Override
  public Dependency parse(String words) {
    String text = words.strip();
    int end = 0;
    while (end < text.length() && "~><=!@ \t".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    try {
      String name = checked(text.substring(0, end), text);
      return dependency(name, range(text.substring(end).strip(), text), text);
    } catch (Malformed e) {
      throw Explanation.of(e);
    }
  }

  private static GemRequirement range(String rest, String whole) {
    if (rest.isEmpty()) {
      return GemRequirement.ANY;
    }
    String range = rest.startsWith("@") ? rest.substring(1).strip() : rest;
    if (range.isEmpty() || rest.equals(range) && "~><=!".indexOf(range.charAt(0)) < 0) {
      throw new Malformed(whole, "a range of versions after the name");
    }
    if (range.contains("://")) {
      throw new Malformed(whole, "versions: a gem comes from a source, not from an address");
    }
    try {
      return GemRequirement.of(range);
    } catch (Malformed e) {
      throw new Malformed(whole, e.expected());
    }
  }

  /**
   * What a gem declares of another; the bundler a Ruby brings with it does for those who need one.
   */
  public static Dependency declared(String name, GemRequirement range) {
    String text = range.clauses().isEmpty() ? name : name + " " + range;
    Dependency plain = dependency(name, range, text);
    return name.equals("bundler") ? unlessBrought(plain) : plain;
  }

  private static Dependency unlessBrought(Dependency plain) {
    return new Dependency(
        plain.target(),
        plain.range(),
        plain.features(),
        plain.alias(),
        plain.tie(),
        plain.role(),
        new Unbrought(plain.range()),
        plain.direct(),
        plain.text());
  }

  @Override
  public Dependency parse(String words, String feature) {
    Dependency plain = parse(words);
    return plain.target().name().equals("bundler") ? unlessBrought(plain) : plain;
  }

  /** A requirement in the house's own words. */
  public static Dependency dependency(String name, GemRequirement range, String text) {
    return new Dependency(
        new PackageName(ID, name),
        range.toString(),
        Set.of(),
        "",
        Tie.NEEDS,
        Role.RUN,
        Condition.ALWAYS,
        Optional.empty(),
        text);
  }

  private static String checked(String name, String text) {
    if (!Names.valid(name)) {
      throw new Malformed(
          text,
          "the name of a gem: ASCII letters, digits, `-`, `_` and `.`, beginning with none of `-` and `.`"
              + strange(name));
    }
    return name;
  }

  /** A letter that may look like one of those and is none. */
  private static String strange(String name) {
    return name.codePoints()
        .filter(c -> c > '~')
        .mapToObj(c -> String.format("; this one has U+%04X", c))
        .findFirst()
        .orElse("");
  }

  @Override
  public PackageName name(String spelled) {
    String name = spelled.strip();
    try {
      return new PackageName(ID, checked(name, name));
    } catch (Malformed e) {
      throw Explanation.of(e);
    }
  }

  @Override
  public String purl(Pin pin) {
    try {
      TreeMap<String, String> qualifiers = new TreeMap<>();
      if (!pin.variant().isEmpty()) {
        qualifiers.put("platform", pin.variant());
      }
      return new PackageURL(
              "gem",
              null,
              pin.name().name(),
              pin.version(),
              qualifiers.isEmpty() ? null : qualifiers,
              null)
          .canonicalize();
    } catch (MalformedPackageURLException e) {
      throw new IllegalArgumentException("no package URL for " + pin, e);
    }
  }
}
