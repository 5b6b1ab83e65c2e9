package org.example.omnipkg.maven;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
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
 * {@code group:artifact[:extension[:classifier]][@version]}; behind the {@code @} one version, or a
 * range as Maven writes it, {@code [2.0,3.0)}.
 */
final class MavenGrammar implements Grammar {
  static final String ID = "maven";

  private static final Pattern FORM = Pattern.compile("([^@\\s]+)(?:@(\\S+))?");
  private static final Pattern SECRET = Pattern.compile("//[^/@]*@");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");
  private static final Pattern RANGE = Pattern.compile("[\\[(][A-Za-z0-9._+,\\-\\[\\]()]*[\\])]");

  @Override
  public Dependency parse(String words) {
    String text = words.strip();
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw malformed(text, "it is not `group:artifact`, with or without `@version` behind it");
    }
    Coordinates coordinates = read(form.group(1), text);
    String range = form.group(2) == null ? "" : form.group(2);
    if (!range.isEmpty() && !VERSION.matcher(range).matches() && !isRange(range)) {
      throw malformed(text, "what stands behind `@` is neither a version nor a range");
    }
    return dependency(coordinates, range, Tie.NEEDS, text);
  }

  static Dependency dependency(Coordinates of, String range, Tie tie, String text) {
    return new Dependency(
        new PackageName(ID, of.toString()),
        range,
        Set.of(),
        "",
        tie,
        Role.RUN,
        Condition.ALWAYS,
        Optional.empty(),
        text);
  }

  private static boolean isRange(String range) {
    return RANGE.matcher(range).matches() && Range.of(range).isPresent();
  }

  @Override
  public PackageName name(String spelled) {
    return new PackageName(ID, read(spelled.strip(), spelled.strip()).toString());
  }

  private static Coordinates read(String name, String text) {
    return Coordinates.of(name)
        .orElseThrow(
            () -> malformed(text, "a Maven artifact has a group and a name, with `:` between"));
  }

  @Override
  public String purl(Pin pin) {
    Coordinates of = Coordinates.known(pin.name().name());
    String qualifiers = of.classifier().isEmpty() ? "" : "&classifier=" + escaped(of.classifier());
    if (!of.extension().equals("jar")) {
      qualifiers += "&type=" + escaped(of.extension());
    }
    return "pkg:maven/"
        + escaped(of.group())
        + "/"
        + escaped(of.artifact())
        + "@"
        + escaped(pin.version())
        + qualifiers.replaceFirst("&", "?");
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String exact(Pin pin, Set<String> features) {
    return pin.name().name() + "@" + pin.version();
  }

  private static Refusal malformed(String text, String why) {
    String shown = SECRET.matcher(text).replaceAll("//***@");
    return new Refusal(
        Diagnostic.user(
            "requirement.malformed",
            "cannot read the requirement `" + shown + "`: " + why,
            "a Maven artifact is written `maven:com.google.guava:guava@33.0.0-jre`"));
  }
}
