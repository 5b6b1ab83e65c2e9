package org.omnipkg.ecosystem.ruby.internal.grammar;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.ruby.internal.text.Explanation;
import org.omnipkg.ecosystem.ruby.internal.text.Malformed;
import org.omnipkg.ecosystem.ruby.internal.text.Names;
import org.omnipkg.ecosystem.ruby.internal.version.GemRequirement;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.GitPlace;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Grammar;

/**
 * {@code rails}, {@code rails>=6,<7}, {@code rails~>6.1}, {@code rails==6.1.7}; an {@code @} may
 * stand before the range: {@code rails@~>6.1}, {@code rails@6.1.7}. A gem of a repository is {@code
 * rails@git+https://host/path@branch}.
 */
public final class RubyGrammar implements Grammar {
  public static final String ID = "ruby";

  private static final String GIT = "git+";
  private static final Pattern REPOSITORY =
      Pattern.compile("git\\+(https?|ssh|git|file)://[^\\s'\"\\\\]+");

  @Override
  public Dependency parse(String words) {
    String text = words.strip();
    if (text.startsWith(GIT)) {
      return nameless(text);
    }
    int end = 0;
    while (end < text.length() && "~><=!@ \t".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    try {
      String name = checked(text.substring(0, end), text);
      String place = text.substring(end).strip().replaceFirst("^@\\s*", "");
      if (place.startsWith(GIT)) {
        return placed(name, repository(place), text);
      }
      return dependency(name, range(text.substring(end).strip(), text), text);
    } catch (Malformed e) {
      throw Explanation.of(e);
    }
  }

  /** A repository's own name is its gem's where nothing else is said. */
  private static Dependency nameless(String text) {
    try {
      GitPlace place = repository(text);
      String last = place.repository().replaceFirst(".*[/:]", "").replaceFirst("\\.git$", "");
      if (!Names.valid(last)) {
        throw new Malformed(text, "the gem's name in front: name@git+https://host/path");
      }
      return placed(last, place, text);
    } catch (Malformed e) {
      throw Explanation.of(e);
    }
  }

  private static GitPlace repository(String place) {
    try {
      return Optional.of(place)
          .filter(text -> REPOSITORY.matcher(text).matches())
          .flatMap(text -> GitPlace.of(URI.create(text)))
          .orElseThrow(IllegalArgumentException::new);
    } catch (IllegalArgumentException e) {
      throw new Malformed(place, "a repository, such as git+https://host/path@branch");
    }
  }

  private static Dependency placed(String name, GitPlace place, String text) {
    Dependency plain = dependency(name, GemRequirement.ANY, text);
    return new Dependency(
        plain.target(),
        plain.range(),
        plain.features(),
        plain.alias(),
        plain.tie(),
        plain.role(),
        plain.when(),
        Optional.of(place.address()),
        plain.text());
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
