package org.omnipkg.ecosystem.node.internal;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.node.internal.words.Names;
import org.omnipkg.ecosystem.node.internal.words.Repository;
import org.omnipkg.ecosystem.node.internal.words.Spec;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Grammar;

/**
 * Requirements as npm's command line takes them: {@code name}, {@code name@range-or-tag}; and as
 * those of other languages are written: {@code name==1.2.3}, {@code name>=1}. Behind them {@code ;
 * optional} may stand, as for what a project names in its {@code optionalDependencies}: what cannot
 * be had, or not on this platform, is left out.
 */
public final class NodeGrammar implements Grammar {
  private static final Pattern COMPARED = Pattern.compile("([^<>=\\s]+)\\s*(==|[<>]=?)(?![=])(.+)");

  private static final Pattern OPTIONAL = Pattern.compile("(.*\\S)\\s*;\\s+optional");

  @Override
  public Dependency parse(String words) {
    String text = words.strip();
    Matcher optional = OPTIONAL.matcher(text);
    return optional.matches() ? optional(needed(optional.group(1)), text) : needed(text);
  }

  private static Dependency optional(Dependency one, String text) {
    return new Dependency(
        one.target(),
        one.range(),
        one.features(),
        one.alias(),
        Tie.OPTIONAL,
        one.role(),
        one.when(),
        one.direct(),
        text);
  }

  private static Dependency needed(String text) {
    Matcher compared = COMPARED.matcher(text);
    if (compared.matches() && Names.valid(compared.group(1))) {
      return compared(compared.group(1), compared.group(2), compared.group(3).strip(), text);
    }
    int at = text.indexOf('@', 1);
    String name = at < 0 ? text : text.substring(0, at).strip();
    if (!Names.valid(name)) {
      throw nameless(text, name);
    }
    Spec spec = Spec.of(at < 0 ? "" : text.substring(at + 1));
    return switch (spec.kind()) {
      case RANGE, TAG -> dependency(name, spec.text(), "", Optional.empty(), text);
      case ALIAS -> {
        if (!Names.valid(spec.target())) {
          throw malformed(text, "`" + spec.target() + "` is no package's name");
        }
        Spec meant = Spec.of(spec.text());
        if (meant.kind() != Spec.Kind.RANGE && meant.kind() != Spec.Kind.TAG) {
          throw malformed(text, "behind an alias stands a name with a range or tag");
        }
        yield dependency(spec.target(), spec.text(), name, Optional.empty(), text);
      }
      case REMOTE, FILE -> dependency(name, "", "", Optional.of(address(text, spec)), text);
      case GIT -> dependency(name, "", "", Optional.of(repository(text, spec)), text);
      case FOREIGN -> throw unsupported(text, "a form of another client");
    };
  }

  private static Dependency compared(String name, String operator, String version, String text) {
    String range = (operator.equals("==") ? "" : operator) + version;
    if (Spec.of(range).kind() != Spec.Kind.RANGE) {
      throw malformed(text, "behind `" + operator + "` stands a version, such as 1.2.3");
    }
    return dependency(name, range, "", Optional.empty(), text);
  }

  private static Dependency dependency(
      String name, String range, String alias, Optional<URI> direct, String text) {
    return new Dependency(
        Names.of(name),
        range,
        Set.of(),
        alias.equals(name) ? "" : alias,
        Tie.NEEDS,
        Role.RUN,
        Condition.ALWAYS,
        direct,
        text);
  }

  private static URI repository(String text, Spec spec) {
    return Repository.of(spec.text())
        .flatMap(Repository::location)
        .orElseThrow(() -> malformed(text, "name@git+https://host/repository.git#branch"));
  }

  private static URI address(String text, Spec spec) {
    String place = spec.text();
    try {
      if (spec.kind() == Spec.Kind.REMOTE || place.startsWith("file:/")) {
        return new URI(place);
      }
      Path path = Path.of(place.replaceFirst("^file:", ""));
      if (path.isAbsolute()) {
        return path.toUri();
      }
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw malformed(text, "the address in it cannot be read");
    }
    throw new Refusal(
        Diagnostic.user(
            "requirement.unsupported",
            "`" + shown(text) + "` names a file by a relative path",
            "write the whole path: name@file:/home/me/name-1.0.0.tgz"));
  }

  /** Words that do not begin with a name: a place without a name in front, or nothing at all. */
  private static Refusal nameless(String text, String name) {
    Spec whole = Spec.of(text);
    boolean repository = whole.kind() == Spec.Kind.GIT && !text.startsWith("@");
    boolean place =
        repository || whole.kind() == Spec.Kind.REMOTE || whole.kind() == Spec.Kind.FILE;
    return malformed(
        text,
        place
            ? "say which package lies there: name@"
                + (repository
                    ? shown(text)
                    : whole.kind() == Spec.Kind.FILE ? "file:/…" : "https://…")
            : shown(name).isEmpty() ? "there is no name in it" : why(name));
  }

  private static String why(String name) {
    int strange = name.chars().filter(c -> c > '~').findFirst().orElse(-1);
    if (strange >= 0) {
      return String.format(
          "names have Latin letters, digits, `.`, `_` and `-`; this one has U+%04X", strange);
    }
    return name.startsWith(".") || name.startsWith("_") || name.startsWith("-")
        ? "a name begins with a letter or digit"
        : "names have letters, digits, `.`, `_` and `-`, and perhaps a scope: @scope/name";
  }

  private static Refusal malformed(String text, String hint) {
    return new Refusal(
        Diagnostic.user(
            "requirement.malformed", "cannot read the requirement `" + shown(text) + "`", hint));
  }

  private static Refusal unsupported(String text, String what) {
    return new Refusal(
        Diagnostic.user(
            "requirement.unsupported",
            "`" + shown(text) + "` names " + what + ", which cannot be installed yet",
            "name a release of the registry, or the address of a tarball: name@https://…"));
  }

  /** Without what could be a password. */
  static String shown(String text) {
    return text.replaceAll("://[^/\\s]*@", "://")
        .replaceAll("(?i)(token|password|auth)=[^&\\s]+", "$1=…");
  }

  @Override
  public PackageName name(String spelled) {
    String name = spelled.strip();
    if (!Names.valid(name)) {
      throw malformed(name, why(name));
    }
    return Names.of(name);
  }

  @Override
  public String purl(Pin pin) {
    String name = pin.name().name();
    try {
      return new PackageURL(
              "npm",
              Names.scope(name).isEmpty() ? null : Names.scope(name),
              Names.base(name),
              pin.version(),
              null,
              null)
          .canonicalize();
    } catch (MalformedPackageURLException e) {
      throw new IllegalArgumentException("no package URL for " + pin, e);
    }
  }

  @Override
  public String exact(Pin pin, Set<String> features) {
    return pin.name().name() + "@" + pin.version();
  }
}
