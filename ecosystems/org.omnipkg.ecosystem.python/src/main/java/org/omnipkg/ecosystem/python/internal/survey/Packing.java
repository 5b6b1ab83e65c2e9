package org.omnipkg.ecosystem.python.internal.survey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.ecosystem.support.Digests;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;
import org.omnipkg.spi.Prefix;

/** An installed package made into the wheel it may have come from (PEP 427). */
final class Packing {
  /** What installers write, each its own. */
  private static final Set<String> WRITTEN =
      Set.of(
          "RECORD",
          "RECORD.jws",
          "RECORD.p7s",
          "INSTALLER",
          "REQUESTED",
          "direct_url.json",
          "uv_build.json",
          "uv_cache.json");

  private static final int LONGEST_SCRIPT = 1 << 22;
  private static final Pattern HEADERS = Pattern.compile("include/site/python[^/]+/[^/]+/(.+)");
  private static final Pattern SHELL = Pattern.compile("#!/bin/sh\n'''exec' [^\n]*\n' '''\n");

  private final Installation one;
  private final Prefix prefix;
  private final String stem;

  Packing(Installation one, Prefix prefix) {
    this.one = one;
    this.prefix = prefix;
    this.stem = one.folder().substring(0, one.folder().length() - Installation.SUFFIX.length());
  }

  Artifact pack(Path into) throws IOException {
    Map<String, Path> files = files();
    String filename = stem + "-" + tag() + ".whl";
    Path wheel = into.resolve(filename);
    try (WheelFile out = new WheelFile(wheel, one.folder())) {
      for (Map.Entry<String, Path> file : files.entrySet()) {
        boolean executable = Files.isExecutable(file.getValue());
        Optional<byte[]> script =
            file.getKey().startsWith(data("scripts")) ? script(file.getValue()) : Optional.empty();
        if (script.isPresent()) {
          out.add(file.getKey(), script.get(), executable);
        } else {
          out.add(file.getKey(), file.getValue(), executable);
        }
      }
      out.finish();
    }
    return new Artifact(
        filename,
        "wheel",
        wheel.toUri(),
        Map.of("sha256", Digests.hex(wheel)),
        OptionalLong.of(Files.size(wheel)),
        Map.of("origin", "adopted"));
  }

  /** Sorted by the name in the wheel. */
  private Map<String, Path> files() {
    Map<String, Path> files = new TreeMap<>();
    for (String path : one.rows().keySet()) {
      Path file = prefix.root().resolve(path);
      if (!path.contains("__pycache__/") && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        name(path).ifPresent(name -> files.put(name, file));
      }
    }
    if (!files.containsKey(one.folder() + "/METADATA")) {
      throw new Refusal(
          Diagnostic.outside(
              "adopt.no-package",
              "`" + one.name() + " " + one.version() + "` does not list its own files",
              ""));
    }
    return files;
  }

  private Optional<String> name(String path) {
    String site = one.site() + "/";
    if (path.startsWith(site)) {
      String rest = path.substring(site.length());
      boolean written =
          rest.startsWith(one.folder() + "/")
              && WRITTEN.contains(rest.substring(one.folder().length() + 1));
      return written ? Optional.empty() : Optional.of(rest);
    }
    if (path.startsWith("bin/")) {
      String name = path.substring("bin/".length());
      return one.commands().contains(name) ? Optional.empty() : Optional.of(data("scripts") + name);
    }
    Matcher headers = HEADERS.matcher(path);
    return Optional.of(
        headers.matches() ? data("headers") + headers.group(1) : data("data") + path);
  }

  private String data(String scheme) {
    return stem + ".data/" + scheme + "/";
  }

  /** A Python script as wheels carry it: without the place of one interpreter. */
  private Optional<byte[]> script(Path file) throws IOException {
    if (Files.size(file) > LONGEST_SCRIPT) {
      return Optional.empty();
    }
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String start =
        new String(
            ("#!" + prefix.root() + "/bin/python").getBytes(StandardCharsets.UTF_8),
            StandardCharsets.ISO_8859_1);
    Matcher shell = SHELL.matcher(text);
    if (shell.lookingAt()) {
      return Optional.of(python(text.substring(shell.end())));
    }
    return text.startsWith(start)
        ? Optional.of(python(text.substring(text.indexOf('\n') + 1)))
        : Optional.empty();
  }

  private static byte[] python(String rest) {
    return ("#!python\n" + rest).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The compressed set its WHEEL file lists one by one. */
  private String tag() {
    List<Set<String>> parts =
        List.of(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
    for (String tag : one.tags()) {
      String[] fields = tag.split("-", 3);
      for (int i = 0; i < fields.length; i++) {
        parts.get(i).add(fields[i]);
      }
    }
    if (parts.get(2).isEmpty()) {
      return "py3-none-any";
    }
    Map<Integer, String> joined = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      joined.put(i, String.join(".", parts.get(i)));
    }
    return String.join("-", joined.values());
  }
}
