package org.omnipkg.spi.pages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import jdk.javadoc.doclet.Doclet;
import jdk.javadoc.doclet.DocletEnvironment;
import jdk.javadoc.doclet.Reporter;

/** Writes a page for each package and one that lists them; what it found waits in statics. */
public final class ContractDoclet implements Doclet {
  private static Map<String, String> pages = Map.of();
  private static List<String> silent = List.of();
  private static List<String> rolesMissing = List.of();

  static Map<String, String> pages() {
    return pages;
  }

  static List<String> silent() {
    return silent;
  }

  static List<String> rolesMissing() {
    return rolesMissing;
  }

  @Override
  public boolean run(DocletEnvironment environment) {
    Comments comments = new Comments(environment.getDocTrees());
    Map<String, String> written = new TreeMap<>();
    List<String> undescribed = new ArrayList<>();
    StringBuilder list = new StringBuilder(Pages.HEAD);
    for (PackageElement room :
        packages(environment).stream()
            .sorted(Comparator.comparing(p -> p.getQualifiedName().toString()))
            .toList()) {
      List<TypeElement> types = types(room);
      Pages page = new Pages(comments, undescribed);
      written.put(Pages.file(room), page.of(room, types));
      list.append(page.entry(room, types));
    }
    written.put("README.md", list.toString());
    pages = written;
    silent = List.copyOf(undescribed);
    rolesMissing =
        packages(environment).stream()
            .flatMap(p -> types(p).stream())
            .filter(t -> t.getKind() == ElementKind.INTERFACE)
            .filter(t -> t.getAnnotation(FunctionalInterface.class) == null)
            .filter(t -> !t.getModifiers().contains(Modifier.SEALED))
            .filter(t -> Pages.role(t).isEmpty())
            .map(t -> t.getQualifiedName() + " is neither @ConsumerType nor @ProviderType")
            .toList();
    return true;
  }

  private static Set<PackageElement> packages(DocletEnvironment environment) {
    return Set.copyOf(
        environment.getIncludedElements().stream()
            .filter(
                e ->
                    e.getKind() == ElementKind.PACKAGE
                        || e.getKind().isClass()
                        || e.getKind().isInterface())
            .map(e -> environment.getElementUtils().getPackageOf(e))
            .distinct()
            .toList());
  }

  private static List<TypeElement> types(PackageElement room) {
    return ElementFilter.typesIn(room.getEnclosedElements()).stream()
        .filter(t -> t.getModifiers().contains(Modifier.PUBLIC))
        .sorted(Comparator.comparing((Element t) -> t.getSimpleName().toString()))
        .toList();
  }

  @Override
  public void init(Locale locale, Reporter reporter) {}

  @Override
  public String getName() {
    return "contracts";
  }

  @Override
  public Set<? extends Option> getSupportedOptions() {
    return Set.of();
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }
}
