package org.omnipkg.plugins.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Solver;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * A service for languages that a bundle brings.
 *
 * @param kind its interface
 * @param language id, empty when it is not stated
 * @param name a resolver's, else empty
 */
record Contribution(String kind, String language, String name) {
  private static final String CONTRACTS = Ecosystem.class.getPackageName() + ".";

  static boolean isContract(String type) {
    return type.startsWith(CONTRACTS);
  }

  static List<Contribution> registered(Bundle bundle) {
    ServiceReference<?>[] references = bundle.getRegisteredServices();
    List<Contribution> found = new ArrayList<>();
    for (ServiceReference<?> reference :
        references == null ? new ServiceReference<?>[0] : references) {
      found.addAll(of(reference));
    }
    return found;
  }

  static List<Contribution> of(ServiceReference<?> reference) {
    List<Contribution> found = new ArrayList<>();
    if (reference.getProperty(Constants.OBJECTCLASS) instanceof String[] types) {
      for (String type : types) {
        if (isContract(type)) {
          found.add(
              new Contribution(type, text(reference, Ecosystem.ID), text(reference, Solver.NAME)));
        }
      }
    }
    return found;
  }

  private static String text(ServiceReference<?> reference, String key) {
    Object value = reference.getProperty(key);
    return value == null ? "" : value.toString();
  }

  /** e.g. {@code language python}, {@code resolver uv}, {@code runtime source of python}. */
  String words() {
    if (kind.equals(Ecosystem.class.getName())) {
      return language.isEmpty() ? "a language" : "language " + language;
    }
    if (kind.equals(Solver.class.getName())) {
      return name.isEmpty() ? "a resolver" : "resolver " + name;
    }
    String words =
        kind.substring(CONTRACTS.length())
            .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
            .toLowerCase(Locale.ROOT);
    return language.isEmpty() ? words : words + " of " + language;
  }

  /** Whether this is what was stated; what was left open may be anything. */
  boolean answers(Contribution stated) {
    return kind.equals(stated.kind)
        && (stated.language.isEmpty() || stated.language.equals(language))
        && (stated.name.isEmpty() || stated.name.equals(name));
  }
}
