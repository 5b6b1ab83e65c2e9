package org.omnipkg.ecosystem.go.internal.requirement;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.go.internal.path.ModulePath;
import org.omnipkg.model.Condition;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Nearest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Role;
import org.omnipkg.model.Tie;

/**
 * Reads {@code path}, {@code path@version}, {@code path[commands]@version}, {@code path>=version}.
 */
public final class RequirementReader {
  private static final Pattern FORM =
      Pattern.compile("([^@\\[\\]<>=!\\s]+)(?:\\[([^\\]]*)\\])?(?:@(.*)|([<>=!].*))?");
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");
  private static final Pattern SECRET = Pattern.compile("//[^/@]*@");

  private RequirementReader() {}

  public static Dependency read(String words) {
    String text = words.strip();
    Matcher m = FORM.matcher(text);
    if (ADDRESS.matcher(text).matches()) {
      throw malformed(
          text,
          "it is an address",
          "write the module's path: the address without `https://` and what follows the repository");
    }
    if (!m.matches()) {
      throw malformed(text, "it is not a module path with a version", "");
    }
    String path = path(m.group(1), text);
    Set<String> features = features(m.group(2), text);
    String range = m.group(3) != null ? m.group(3) : m.group(4) != null ? m.group(4) : "";
    return new Dependency(
        new PackageName("go", path),
        range(range.strip(), m.group(3) != null, text),
        features,
        "",
        Tie.NEEDS,
        Role.RUN,
        Condition.ALWAYS,
        Optional.empty(),
        text);
  }

  /** The module path a name stands for. */
  public static String path(String name) {
    return path(name.strip(), name.strip());
  }

  private static String path(String name, String text) {
    Optional<String> alias = Aliases.path(name);
    if (alias.isPresent()) {
      return alias.get();
    }
    Optional<String> flaw = ModulePath.flaw(name);
    if (flaw.isEmpty()) {
      return name;
    }
    if (!name.contains("/") && !name.contains(".") && ModulePath.packageFlaw(name).isEmpty()) {
      throw unknown(name);
    }
    throw malformed(text, flaw.get(), "");
  }

  private static Refusal unknown(String name) {
    List<String> near = Nearest.to(name, Aliases.all().keySet());
    List<String> details =
        near.stream().map(n -> "`" + n + "` is " + Aliases.path(n).orElse("")).toList();
    return new Refusal(
        Diagnostic.user(
                "requirement.unknown-short-name",
                "`" + name + "` is no short name of a Go module that omnipkg knows",
                "write the module's whole path, e.g. `go:github.com/gin-gonic/gin`")
            .with(details));
  }

  private static Set<String> features(String list, String text) {
    Set<String> features = new TreeSet<>();
    if (list != null) {
      Arrays.stream(list.split(",", -1)).map(String::strip).forEach(features::add);
      for (String feature : features) {
        if (!feature.equals(".") && ModulePath.packageFlaw(feature).isPresent()) {
          throw malformed(text, "`" + feature + "` is no package of a module", "");
        }
      }
    }
    return features;
  }

  private static String range(String range, boolean at, String text) {
    if (at && range.isEmpty()) {
      throw malformed(text, "no version follows `@`", "");
    }
    if (range.equals("none") || range.equals("patch")) {
      throw malformed(
          text,
          "`@" + range + "` changes a module that is there already",
          range.equals("none")
              ? "`omnipkg uninstall` takes one away"
              : "name the version, or its beginning, e.g. `@v1.9`");
    }
    if (RangeText.of(range).isEmpty()) {
      throw malformed(
          text, "`" + SECRET.matcher(range).replaceAll("//***@") + "` is no version", "");
    }
    return range;
  }

  private static Refusal malformed(String text, String why, String hint) {
    String shown = SECRET.matcher(text).replaceAll("//***@");
    return new Refusal(
        Diagnostic.user(
            "requirement.malformed",
            "cannot read the requirement `" + shown + "`: " + why,
            hint.isEmpty() ? "a Go module is written `github.com/gin-gonic/gin@v1.9.1`" : hint));
  }
}
