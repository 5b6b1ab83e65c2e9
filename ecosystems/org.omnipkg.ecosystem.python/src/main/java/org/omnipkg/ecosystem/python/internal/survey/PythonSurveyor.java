package org.omnipkg.ecosystem.python.internal.survey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.omnipkg.ecosystem.python.internal.layout.PythonPrefix;
import org.omnipkg.ecosystem.python.internal.tag.SupportedTags;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Surveyor;
import org.omnipkg.spi.Trace;
import org.osgi.service.component.annotations.Component;

/** Reads the metadata that installers leave (PEP 376, 610, 627, 660). */
@Component(property = Ecosystem.ID + "=python")
public final class PythonSurveyor implements Surveyor {
  @Override
  public List<Finding> survey(Prefix prefix, List<Trace> traces) {
    return new Survey(prefix, traces).findings();
  }

  @Override
  public Artifact pack(Finding installed, Prefix prefix, Path into) {
    String site = PythonPrefix.sitePackages(prefix.runtime());
    String folder =
        installed.paths().stream()
            .filter(path -> path.startsWith(site + "/") && path.endsWith(".dist-info/METADATA"))
            .map(path -> path.substring(site.length() + 1, path.lastIndexOf('/')))
            .findFirst()
            .orElseThrow(() -> noPackage(installed));
    try {
      Installation installation =
          Installation.read(prefix.root(), site, folder).orElseThrow(() -> noPackage(installed));
      return new Packing(installation, prefix).pack(into);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Refusal noPackage(Finding installed) {
    return new Refusal(
        Diagnostic.outside(
            "adopt.no-package",
            "the files of `" + installed.label() + "` make no package (any more)",
            ""));
  }

  @Override
  public Map<String, String> follow(Prefix prefix, List<String> carried, Target to) {
    String before = PythonPrefix.sitePackages(prefix.runtime()) + "/";
    String after = PythonPrefix.sitePackages(to.runtime("python").orElseThrow()) + "/";
    Set<String> left = unfit(prefix, before, carried, to);
    Map<String, String> places = new LinkedHashMap<>();
    for (String path : carried) {
      if (!left.contains(path)) {
        boolean inside = path.startsWith(before);
        places.put(path, inside ? after + path.substring(before.length()) : path);
      }
    }
    return places;
  }

  /** What belongs to packages made for another interpreter. */
  private static Set<String> unfit(Prefix prefix, String site, List<String> carried, Target to) {
    Set<String> tags =
        new TreeSet<>(SupportedTags.of(to.runtime("python").orElseThrow(), to.platform()).tags());
    Set<String> left = new TreeSet<>();
    for (String path : carried) {
      if (path.startsWith(site) && path.endsWith(Installation.SUFFIX + "/")) {
        String folder = path.substring(site.length(), path.length() - 1);
        Installation.read(prefix.root(), site.substring(0, site.length() - 1), folder)
            .filter(one -> !one.tags().isEmpty() && one.tags().stream().noneMatch(tags::contains))
            .ifPresent(
                one -> {
                  left.add(path);
                  left.addAll(one.rows().keySet());
                });
      }
    }
    return left;
  }
}
