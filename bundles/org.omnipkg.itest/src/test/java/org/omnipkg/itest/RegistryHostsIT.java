package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Where packages come from is the clients' knowledge: our text names no registry's host. */
class RegistryHostsIT {
  private static final String PIP =
      "from pip._internal.models.index import PyPI, TestPyPI\n"
          + "for i in (PyPI, TestPyPI): print(i.netloc, i.file_storage_domain)";
  private static final String SUPER_POM = "org/apache/maven/model/pom-4.0.0.xml";

  @Test
  void no_text_names_a_host_that_pip_has_built_in() throws Exception {
    assertNowhere(hostsOfPip());
  }

  @Test
  void no_text_names_a_host_of_mavens_super_pom() throws Exception {
    assertNowhere(hostsOfMaven());
  }

  private static void assertNowhere(Set<String> hosts) {
    assertFalse(hosts.isEmpty(), "the client told no host");
    List<Pattern> patterns =
        hosts.stream()
            .map(host -> Pattern.compile("(?<![a-z0-9.-])" + Pattern.quote(host) + "(?![a-z0-9-])"))
            .toList();
    List<Path> files = ErrorPagesIT.files(Distribution.root(), file -> true);
    assertFalse(files.isEmpty());
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      String text = ErrorPagesIT.read(file).toLowerCase(Locale.ROOT);
      for (Pattern pattern : patterns) {
        if (pattern.matcher(text).find()) {
          found.add(Distribution.root().relativize(file).toString());
        }
      }
    }
    assertEquals(List.of(), found);
  }

  private static Set<String> hostsOfPip() throws IOException, InterruptedException {
    Process python =
        new ProcessBuilder("python3", "-c", PIP)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!python.waitFor(60, TimeUnit.SECONDS) || python.exitValue() != 0) {
      throw new IllegalStateException("python3 has no pip to ask");
    }
    return new TreeSet<>(Arrays.asList(said.strip().split("\\s+")));
  }

  private static Set<String> hostsOfMaven() throws IOException {
    Set<String> hosts = new TreeSet<>();
    Matcher address = Pattern.compile("<url>\\s*(\\S+?)\\s*</url>").matcher(superPom());
    while (address.find()) {
      hosts.add(URI.create(address.group(1)).getHost());
    }
    return hosts;
  }

  /** The one the fetch room carries inside. */
  private static String superPom() throws IOException {
    for (Path bundle : Distribution.bundles()) {
      if (!bundle.getFileName().toString().startsWith("org.omnipkg.fetch-")) {
        continue;
      }
      try (JarFile jar = new JarFile(bundle.toFile())) {
        for (JarEntry inner : jar.stream().filter(e -> e.getName().endsWith(".jar")).toList()) {
          try (JarInputStream content = new JarInputStream(jar.getInputStream(inner))) {
            for (JarEntry e = content.getNextJarEntry(); e != null; e = content.getNextJarEntry()) {
              if (e.getName().equals(SUPER_POM)) {
                return new String(content.readAllBytes(), StandardCharsets.UTF_8);
              }
            }
          }
        }
      }
    }
    throw new IllegalStateException("the fetch room carries no super POM");
  }
}
