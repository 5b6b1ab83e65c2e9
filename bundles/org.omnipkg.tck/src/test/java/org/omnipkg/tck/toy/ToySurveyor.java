package org.omnipkg.tck.toy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Prefix;
import org.omnipkg.spi.Surveyor;
import org.omnipkg.spi.Trace;
import org.omnipkg.tck.Parcel;

/** A toy lies in {@code lib/NAME/}; who put it there writes {@code BY}: version and own name. */
public final class ToySurveyor implements Surveyor {
  private static final String BY = "BY";

  @Override
  public List<Finding> survey(Prefix prefix, List<Trace> traces) {
    List<Finding> findings = new ArrayList<>();
    Map<String, List<String>> installed = new TreeMap<>();
    for (Trace trace : traces) {
      String[] parts = trace.path().split("/", 3);
      boolean toy = parts.length > 1 && parts[0].equals("lib");
      if (trace.path().endsWith(".tmp")) {
        continue;
      }
      if (toy && trace.kind() == Trace.Kind.REMOVED) {
        prefix.trees().stream()
            .filter(tree -> tree.node().pin().name().name().equals(parts[1]))
            .forEach(tree -> findings.add(removed(tree.node().pin(), trace)));
      } else if (toy && Files.exists(prefix.root().resolve("lib/" + parts[1] + "/" + BY))) {
        installed.computeIfAbsent(parts[1], name -> new ArrayList<>()).add(trace.path());
      } else {
        findings.add(
            new Finding(
                Kind.FILE, Optional.empty(), trace.path(), "", false, List.of(trace.path())));
      }
    }
    installed.forEach((name, paths) -> findings.add(installed(prefix, name, paths)));
    return findings;
  }

  private static Finding removed(Pin pin, Trace trace) {
    return new Finding(
        Kind.REMOVED, Optional.of(pin), pin.toString(), "", false, List.of(trace.path()));
  }

  private static Finding installed(Prefix prefix, String name, List<String> paths) {
    String[] said = text(prefix.root().resolve("lib/" + name + "/" + BY)).split(" ", 2);
    Pin pin = new Pin(new PackageName("toy", name), said[0]);
    return new Finding(
        Kind.INSTALLED, Optional.of(pin), name + " " + said[0], said[1], false, paths);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Artifact pack(Finding installed, Prefix prefix, Path into) {
    if (installed.paths().isEmpty()) {
      String message = "`" + installed.label() + "` has no files";
      throw new Refusal(Diagnostic.user("adopt.no-package", message, ""));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String path : installed.paths().stream().sorted().toList()) {
      bytes.writeBytes((path + "\n").getBytes(StandardCharsets.UTF_8));
      bytes.writeBytes(text(prefix.root().resolve(path)).getBytes(StandardCharsets.UTF_8));
    }
    Pin pin = installed.pin().orElseThrow();
    String filename = pin.name().name() + "-" + pin.version() + ".toy";
    try {
      Path file = Files.write(into.resolve(filename), bytes.toByteArray());
      return new Artifact(
          filename,
          "toy",
          file.toUri(),
          Map.of("sha256", Parcel.sha256(bytes.toByteArray())),
          OptionalLong.of(bytes.size()),
          Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, String> follow(Prefix prefix, List<String> carried, Target to) {
    Map<String, String> followed = new LinkedHashMap<>();
    carried.forEach(path -> followed.put(path, path));
    return followed;
  }
}
