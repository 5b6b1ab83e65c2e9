package org.omnipkg.plugins.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A bundle in a file, as its own manifest and component descriptions state it.
 *
 * @param digest SHA-256 of the file, hexadecimal
 */
record PluginJar(
    Path file, String name, Version version, String digest, List<Contribution> brings) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
  private static final Pattern TYPE = Pattern.compile("[A-Za-z_][\\w.]*\\.[A-Z]\\w*");

  PluginJar {
    brings = List.copyOf(brings);
  }

  /**
   * Reads a file.
   *
   * @param called the file's name as the one who asks knows it
   */
  static PluginJar read(Path file, String called, String digest) {
    try (JarFile jar = new JarFile(file.toFile())) {
      Attributes headers =
          Optional.ofNullable(jar.getManifest())
              .map(Manifest::getMainAttributes)
              .orElseGet(Attributes::new);
      String name =
          Clauses.of(headers.getValue(Constants.BUNDLE_SYMBOLICNAME)).stream()
              .findFirst()
              .map(Clauses.Clause::path)
              .orElse("");
      if (!NAME.matcher(name).matches()
          || !"2".equals(headers.getValue(Constants.BUNDLE_MANIFESTVERSION))) {
        throw noBundle(called, "its manifest needs Bundle-ManifestVersion 2 and a symbolic name");
      }
      return new PluginJar(file, name, version(headers, called), digest, brings(jar, headers));
    } catch (IOException | XMLStreamException unreadable) {
      throw noBundle(called, String.valueOf(unreadable.getMessage()));
    }
  }

  private static Version version(Attributes headers, String called) {
    String text = headers.getValue(Constants.BUNDLE_VERSION);
    try {
      return Version.parseVersion(text);
    } catch (IllegalArgumentException malformed) {
      throw noBundle(called, "its Bundle-Version `" + text + "` cannot be read");
    }
  }

  private static Refusal noBundle(String called, String why) {
    return new Refusal(
        Diagnostic.user("plugin.not-a-bundle", "`" + called + "` is no OSGi bundle", "")
            .with(List.of(why.lines().findFirst().orElse(""))));
  }

  private static List<Contribution> brings(JarFile jar, Attributes headers)
      throws IOException, XMLStreamException {
    List<Contribution> found = new ArrayList<>();
    for (Clauses.Clause clause : Clauses.of(headers.getValue("Service-Component"))) {
      Pattern wanted = Pattern.compile(Pattern.quote(clause.path()).replace("*", "\\E[^/]*\\Q"));
      List<JarEntry> entries =
          jar.stream().filter(entry -> wanted.matcher(entry.getName()).matches()).toList();
      for (JarEntry entry : entries) {
        try (InputStream in = jar.getInputStream(entry)) {
          found.addAll(ComponentFile.read(in));
        }
      }
    }
    if (found.isEmpty()) {
      found.addAll(promised(headers));
    }
    return found;
  }

  /** A bundle without component descriptions may register its services itself. */
  private static List<Contribution> promised(Attributes headers) {
    List<Contribution> found = new ArrayList<>();
    for (Clauses.Clause clause : Clauses.of(headers.getValue(Constants.PROVIDE_CAPABILITY))) {
      Matcher type = TYPE.matcher(clause.text());
      while (clause.text().contains(Constants.OBJECTCLASS) && type.find()) {
        if (Contribution.isContract(type.group())) {
          found.add(new Contribution(type.group(), "", ""));
        }
      }
    }
    return found;
  }

  /** Refuses a bundle that no language could use. */
  void bringsSomething() {
    if (brings.isEmpty()) {
      throw new Refusal(
          Diagnostic.user(
                  "plugin.brings-nothing",
                  "`" + title() + "` brings no language, resolver or skill",
                  "")
              .with(List.of("its component descriptions provide no service of `org.omnipkg.spi`")));
    }
  }

  /** Refuses a bundle whose classes this Java cannot read. */
  void runsHere() {
    try (JarFile jar = new JarFile(file.toFile())) {
      int java = Java.of(jar);
      if (java > Java.here()) {
        throw Fit.misfit(title(), List.of(Java.missing(java)), Java.hint(java));
      }
    } catch (IOException unreadable) {
      throw noBundle(name, String.valueOf(unreadable.getMessage()));
    }
  }

  String title() {
    return name + " " + version;
  }

  List<String> words() {
    return brings.stream().map(Contribution::words).distinct().sorted().toList();
  }
}
