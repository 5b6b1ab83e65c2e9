package org.omnipkg.tck.toy;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
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
import org.omnipkg.spi.RequirementsFile;

/** {@code brick}, {@code brick>=2,<5}, {@code brick[red]=3}, {@code brick @ https://…}. */
public final class ToyGrammar implements Grammar {
  private static final Pattern REQUIREMENT =
      Pattern.compile(
          "(?<name>[A-Za-z][A-Za-z0-9_-]*)"
              + "(?:\\[(?<features>[a-z]+(?:,[a-z]+)*)])?"
              + "(?: @ (?<place>\\S+)|(?<range>(?:=|>=|<)\\d+~?(?:,(?:=|>=|<)\\d+~?)*))?");

  @Override
  public Dependency parse(String words) {
    String text = words.strip();
    Matcher matcher = REQUIREMENT.matcher(text);
    if (!matcher.matches()) {
      // A place may carry a password: only what stands before it is quoted.
      String shown = text.replaceFirst(" @ .*", " @ …");
      throw new Refusal(
          Diagnostic.user("requirement.malformed", "`" + shown + "` is no requirement", ""));
    }
    String features = matcher.group("features");
    String range = matcher.group("range");
    return new Dependency(
        name(matcher.group("name")),
        range == null ? "" : range,
        features == null ? Set.of() : Set.of(features.split(",")),
        "",
        Tie.NEEDS,
        Role.RUN,
        Condition.ALWAYS,
        Optional.ofNullable(matcher.group("place")).map(URI::create),
        text);
  }

  @Override
  public PackageName name(String spelled) {
    return new PackageName("toy", spelled.toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  @Override
  public String exact(Pin pin, Set<String> features) {
    String asked = features.isEmpty() ? "" : "[" + String.join(",", new TreeSet<>(features)) + "]";
    return pin.name().name() + asked + "=" + pin.version();
  }

  @Override
  public RequirementsFile file(String text, String origin, Map<String, String> environment) {
    return new ToyFile(this, environment).read(text);
  }

  @Override
  public String purl(Pin pin) {
    return "pkg:toy/" + pin.name().name() + "@" + pin.version();
  }
}
