package org.example.omnipkg.cargo;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * {@code crate[features]@requirement}, the requirement as Cargo reads it in a manifest: {@code
 * ripgrep@14} is any 14, {@code ripgrep@=14.1.0} that version.
 */
final class CargoGrammar implements Grammar {
  static final String ID = "cargo";

  private static final Pattern FORM =
      Pattern.compile("([A-Za-z][A-Za-z0-9_-]{0,63})(?:\\[([^\\]]*)\\])?(?:@(.+)|([<>=~^].*))?");
  private static final Pattern FEATURE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*");
  private static final Pattern SECRET = Pattern.compile("//[^/@]*@");

  @Override
  public Dependency parse(String words) {
    String text = words.strip();
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw malformed(text, "it is not the name of a crate with a version");
    }
    Set<String> features = new TreeSet<>();
    if (m.group(2) != null) {
      for (String feature : m.group(2).split(",", -1)) {
        if (!FEATURE.matcher(feature.strip()).matches()) {
          throw malformed(text, "`" + feature.strip() + "` is no feature");
        }
        features.add(feature.strip());
      }
    }
    String range = m.group(3) != null ? m.group(3) : m.group(4) != null ? m.group(4) : "";
    if (Requirement.of(range).isEmpty()) {
      throw malformed(text, "what follows the name is no version requirement of Cargo");
    }
    return dependency(m.group(1), range.strip(), features, Tie.NEEDS, text);
  }

  static Dependency dependency(
      String name, String range, Set<String> features, Tie tie, String text) {
    return new Dependency(
        new PackageName(ID, name),
        range,
        features,
        "",
        tie,
        Role.RUN,
        Condition.ALWAYS,
        Optional.empty(),
        text);
  }

  @Override
  public PackageName name(String spelled) {
    return parse(spelled).target();
  }

  @Override
  public String purl(Pin pin) {
    return "pkg:cargo/"
        + pin.name().name()
        + "@"
        + URLEncoder.encode(pin.version(), StandardCharsets.UTF_8);
  }

  @Override
  public String exact(Pin pin, Set<String> features) {
    String list = features.isEmpty() ? "" : "[" + String.join(",", new TreeSet<>(features)) + "]";
    return pin.name().name() + list + "@=" + pin.version();
  }

  private static Refusal malformed(String text, String why) {
    String shown = SECRET.matcher(text).replaceAll("//***@");
    return new Refusal(
        Diagnostic.user(
            "requirement.malformed",
            "cannot read the requirement `" + shown + "`: " + why,
            "a crate is written `cargo:ripgrep@14`"));
  }
}
