package org.omnipkg.spi.pages;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** One package as Markdown. */
final class Pages {
  static final String HEAD =
      """
      # The contracts of an add-on
      Written from the comments of the code by a test (`-Daccept` renews it). An add-on compiles against these packages and no others;
      [the first language of your own](../../tutorial/first-ecosystem.md) shows the way through them, [the contract tests](../tck.md) hold it to them.
      *You implement* marks what an add-on provides, *you are given* what the house hands over. A package's version changes by
      [semantic versioning](https://docs.osgi.org/whitepaper/semantic-versioning/): your build imports a range of it, and `plugin install` says which part does not fit.

      """;
  private static final Set<String> OF_EVERY_RECORD = Set.of("equals", "hashCode", "toString");
  private static final String CONSUMER = "org.osgi.annotation.versioning.ConsumerType";
  private static final String PROVIDER = "org.osgi.annotation.versioning.ProviderType";

  private final Comments comments;
  private final List<String> silent;

  Pages(Comments comments, List<String> silent) {
    this.comments = comments;
    this.silent = silent;
  }

  static String file(PackageElement room) {
    return room.getSimpleName() + ".md";
  }

  String entry(PackageElement room, List<TypeElement> types) {
    StringBuilder text =
        new StringBuilder("## [" + room.getQualifiedName() + "](" + file(room) + ")\n");
    text.append(comments.body(room)).append("\n\n| type | | what |\n|---|---|---|\n");
    for (TypeElement type : types) {
      text.append("| [`" + type.getSimpleName() + "`](" + file(room) + "#" + anchor(type) + ") | ")
          .append(role(type))
          .append(" | ")
          .append(comments.first(type).replace("|", "\\|"))
          .append(" |\n");
    }
    return text.append('\n').toString();
  }

  String of(PackageElement room, List<TypeElement> types) {
    StringBuilder text = new StringBuilder("# " + room.getQualifiedName() + "\n");
    text.append("Version ").append(version(room)).append(". ");
    text.append(comments.body(room)).append('\n');
    types.forEach(type -> write(type, "##", text));
    return text.toString();
  }

  private void write(TypeElement type, String level, StringBuilder text) {
    text.append('\n').append(level).append(' ').append(Signatures.name(type)).append('\n');
    described(type);
    String role = role(type);
    text.append(role.isEmpty() ? "" : "*" + role + ".* ")
        .append(comments.body(type))
        .append("\n\n");
    text.append("```java\n").append(Signatures.type(type)).append("\n```\n");
    for (RecordComponentElement part : type.getRecordComponents()) {
      comments
          .parameter(type, part.getSimpleName().toString())
          .ifPresent(said -> text.append("- `" + part.getSimpleName() + "`: " + said + "\n"));
    }
    members(type).filter(m -> !(m instanceof TypeElement)).forEach(m -> write(m, text));
    members(type)
        .filter(TypeElement.class::isInstance)
        .forEach(inner -> write((TypeElement) inner, level + "#", text));
  }

  private static Stream<? extends Element> members(TypeElement type) {
    return type.getEnclosedElements().stream()
        .filter(member -> member.getModifiers().contains(Modifier.PUBLIC))
        .filter(member -> !derived(type, member));
  }

  private void write(Element member, StringBuilder text) {
    if (member.getKind() == ElementKind.ENUM_CONSTANT) {
      described(member);
      text.append("- `" + member.getSimpleName() + "`: ")
          .append(comments.body(member))
          .append('\n');
    } else if (member instanceof VariableElement field) {
      described(field);
      item(text, Signatures.field(field), comments.body(field));
    } else if (member instanceof ExecutableElement method) {
      described(method);
      item(text, Signatures.method(method), comments.body(method));
      for (VariableElement parameter : method.getParameters()) {
        String name = parameter.getSimpleName().toString();
        comments
            .parameter(method, name)
            .ifPresent(said -> text.append("  - `" + name + "`: " + said + "\n"));
      }
      comments.returned(method).ifPresent(said -> text.append("  - returns " + said + "\n"));
      comments.thrown(method).forEach(said -> text.append("  - throws " + said + "\n"));
    }
  }

  private static void item(StringBuilder text, String signature, String body) {
    text.append("- `" + signature + "`");
    text.append(body.isEmpty() ? "" : "  \n  " + body.replace("\n", "\n  ")).append('\n');
  }

  private void described(Element element) {
    if (element.getKind() != ElementKind.CONSTRUCTOR
        && element.getAnnotation(Override.class) == null
        && comments.body(element).isEmpty()
        && comments.returned(element).isEmpty()) {
      silent.add(Signatures.path(element));
    }
  }

  /** What the compiler makes of a record or an enum, and constructors, which the head shows. */
  private static boolean derived(TypeElement type, Element member) {
    return switch (type.getKind()) {
      case RECORD ->
          member.getKind() == ElementKind.RECORD_COMPONENT
              || OF_EVERY_RECORD.contains(member.getSimpleName().toString())
              || accessor(type, member)
              || canonical(type, member);
      case ENUM ->
          member.getKind() == ElementKind.METHOD
              && Set.of("values", "valueOf").contains(member.getSimpleName().toString());
      default -> member.getKind() == ElementKind.CONSTRUCTOR && type.getKind().isInterface();
    };
  }

  private static boolean accessor(TypeElement type, Element member) {
    return member instanceof ExecutableElement method
        && method.getParameters().isEmpty()
        && type.getRecordComponents().stream()
            .anyMatch(c -> c.getSimpleName().contentEquals(method.getSimpleName()));
  }

  private static boolean canonical(TypeElement type, Element member) {
    return member.getKind() == ElementKind.CONSTRUCTOR
        && ((ExecutableElement) member)
            .getParameters().stream()
                .map(p -> p.asType().toString())
                .toList()
                .equals(
                    type.getRecordComponents().stream().map(c -> c.asType().toString()).toList());
  }

  static String role(TypeElement type) {
    return type.getAnnotationMirrors().stream()
        .map(a -> a.getAnnotationType().toString())
        .flatMap(
            name ->
                switch (name) {
                  case CONSUMER -> Optional.of("you implement").stream();
                  case PROVIDER -> Optional.of("you are given").stream();
                  default -> Optional.<String>empty().stream();
                })
        .findFirst()
        .orElse("");
  }

  private static String version(PackageElement room) {
    return room.getAnnotationMirrors().stream()
        .filter(a -> a.getAnnotationType().asElement().getSimpleName().contentEquals("Version"))
        .flatMap(a -> a.getElementValues().values().stream())
        .map(v -> v.getValue().toString())
        .findFirst()
        .orElseThrow();
  }

  static String anchor(TypeElement type) {
    return Signatures.name(type).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "");
  }
}
