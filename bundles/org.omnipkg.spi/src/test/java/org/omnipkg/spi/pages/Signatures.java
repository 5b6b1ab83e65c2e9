package org.omnipkg.spi.pages;

import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Java's own words for an element, without what a reader of the contract does not need. */
final class Signatures {
  private Signatures() {}

  static String name(TypeElement type) {
    return type.getEnclosingElement() instanceof TypeElement outer
        ? name(outer) + "." + type.getSimpleName()
        : type.getSimpleName().toString();
  }

  static String path(Element element) {
    return element.getEnclosingElement() instanceof TypeElement outer
        ? name(outer) + "." + element.getSimpleName()
        : element.toString();
  }

  static String type(TypeElement type) {
    String kind =
        switch (type.getKind()) {
          case RECORD -> "record ";
          case ENUM -> "enum ";
          case ANNOTATION_TYPE -> "@interface ";
          case INTERFACE ->
              type.getModifiers().contains(Modifier.SEALED) ? "sealed interface " : "interface ";
          default -> (type.getModifiers().contains(Modifier.FINAL) ? "final " : "") + "class ";
        };
    String head = kind + type.getSimpleName() + parameters(type.getTypeParameters());
    if (type.getKind() == ElementKind.RECORD) {
      head +=
          type.getRecordComponents().stream()
              .map(c -> spelled(c.asType()) + " " + c.getSimpleName())
              .collect(Collectors.joining(", ", "(", ")"));
    }
    if (type.getSuperclass().getKind() != TypeKind.NONE && type.getKind() == ElementKind.CLASS) {
      String above = spelled(type.getSuperclass());
      head += above.equals("Object") ? "" : " extends " + above;
    }
    if (!type.getInterfaces().isEmpty()) {
      head +=
          (type.getKind() == ElementKind.INTERFACE ? " extends " : " implements ")
              + type.getInterfaces().stream()
                  .map(Signatures::spelled)
                  .collect(Collectors.joining(", "));
    }
    return head;
  }

  static String field(VariableElement field) {
    Object value = field.getConstantValue();
    return spelled(field.asType())
        + " "
        + field.getSimpleName()
        + (value == null ? "" : value instanceof String s ? " = \"" + s + "\"" : " = " + value);
  }

  static String method(ExecutableElement method) {
    String parameters =
        method.getParameters().stream()
            .map(p -> spelled(p.asType()) + " " + p.getSimpleName())
            .collect(Collectors.joining(", ", "(", ")"));
    if (method.getKind() == ElementKind.CONSTRUCTOR) {
      return "new " + method.getEnclosingElement().getSimpleName() + parameters;
    }
    String before =
        method.isDefault()
            ? "default "
            : method.getModifiers().contains(Modifier.STATIC) ? "static " : "";
    String generic = parameters(method.getTypeParameters());
    return before
        + (generic.isEmpty() ? "" : generic + " ")
        + spelled(method.getReturnType())
        + " "
        + method.getSimpleName()
        + parameters;
  }

  private static String parameters(List<? extends TypeParameterElement> parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.stream().map(Object::toString).collect(Collectors.joining(", ", "<", ">"));
  }

  /** The simple names of a type: packages and annotations left out. */
  static String spelled(TypeMirror type) {
    return type.toString()
        .replaceAll("@[\\w.]+(\\([^)]*\\))?\\s*", "")
        .replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "")
        .replace(",", ", ")
        .replace(",  ", ", ");
  }
}
