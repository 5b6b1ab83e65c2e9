package org.omnipkg.ecosystem.python.internal.practice;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.omnipkg.spi.Desk;

/**
 * Pages and wheels of a few projects that need one another, as an index gives them. Nobody has
 * these names, and nothing leaves this process.
 */
final class PaperRegistry {
  static final URI NOWHERE = URI.create("https://registry.invalid/");
  static final String TYPE = "application/vnd.pypi.simple.v1+json";
  static final int PROJECTS = 6;
  private static final int RELEASES = 40;
  private static final int MODULES = 12;
  private static final String[] TAGS = {
    "cp310-cp310-manylinux_2_17_x86_64.manylinux2014_x86_64",
    "cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64",
    "cp311-cp311-macosx_11_0_arm64",
    "py3-none-any"
  };

  private final URI place;
  private final String algorithm;
  private final Map<String, byte[]> documents = new HashMap<>();

  /** One that is at hand. */
  PaperRegistry() {
    this(NOWHERE, "SHA-256");
  }

  /**
   * One that is served.
   *
   * @param place where, with a slash at its end
   * @param algorithm what the digests of files are made by, as Java names it
   */
  PaperRegistry(URI place, String algorithm) {
    this.place = place;
    this.algorithm = algorithm;
    for (int project = 0; project < PROJECTS; project++) {
      documents.put("/files/" + wheelName(project), wheel(project));
      String page = "/simple/" + name(project) + "/";
      documents.put(page, page(project).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Where its pages are. */
  URI index() {
    return place.resolve("simple/");
  }

  /** All it has, by paths. */
  Map<String, byte[]> documents() {
    return documents;
  }

  static String name(int project) {
    return "practice-" + project;
  }

  private static String version(int release) {
    return "1." + release / 10 + "." + release % 10;
  }

  private static String spelled(int project, int release) {
    return "practice_" + project + "-" + version(release);
  }

  private static String wheelName(int project) {
    return spelled(project, RELEASES - 1) + "-" + TAGS[3] + ".whl";
  }

  private String page(int project) {
    String hash = algorithm.replace("-", "").toLowerCase(Locale.ROOT);
    StringBuilder page = new StringBuilder("{\"meta\":{\"api-version\":\"1.1\"},\"files\":[");
    for (int release = 0; release < RELEASES; release++) {
      for (String tag : TAGS) {
        String file = spelled(project, release) + "-" + tag + ".whl";
        page.append(page.charAt(page.length() - 1) == '[' ? "" : ",")
            .append("{\"filename\":\"")
            .append(file)
            .append("\",\"url\":\"" + place + "files/")
            .append(file)
            .append("\",\"hashes\":{\"" + hash + "\":\"")
            .append(digest(file))
            .append("\"},\"requires-python\":\">=3.8\",\"size\":" + wheel(file).length)
            .append(",\"yanked\":false,")
            .append("\"upload-time\":\"2024-05-06T07:08:09.123456Z\"}");
      }
    }
    return page.append("]}").toString();
  }

  /** Of the newest release; the others are listed only. */
  private byte[] wheel(String file) {
    return documents.getOrDefault("/files/" + file, file.getBytes(StandardCharsets.UTF_8));
  }

  private String digest(String file) {
    return HexFormat.of().formatHex(PaperWheel.digest(algorithm, wheel(file)));
  }

  private static byte[] wheel(int project) {
    StringBuilder metadata =
        new StringBuilder("Metadata-Version: 2.1\nName: ")
            .append(name(project))
            .append("\nVersion: ")
            .append(version(RELEASES - 1))
            .append("\nRequires-Python: >=3.8\nProvides-Extra: more\n");
    for (int need = project + 1; need < Math.min(PROJECTS, project + 3); need++) {
      metadata
          .append("Requires-Dist: practice_" + need + " (>=1.0,!=1.2.3,<2)\n")
          .append("Requires-Dist: practice-" + need + " ; python_version >= \"3.8\"\n")
          .append("Requires-Dist: colorama ; sys_platform == 'win32' and extra == 'more'\n");
    }
    String module = name(project).replace('-', '_');
    return PaperWheel.of(module, version(RELEASES - 1), metadata.toString(), MODULES).bytes();
  }

  Desk.Reply answer(Desk.Ask ask) {
    byte[] whole = documents.get(ask.location().getPath());
    if (whole == null) {
      return new Desk.Reply(404, ask.location(), Map.of(), Optional.empty());
    }
    String range = ask.range().orElse("");
    if (!range.startsWith("-")) {
      return new Desk.Reply(200, ask.location(), Map.of("content-type", TYPE), Optional.of(whole));
    }
    int start = Math.max(0, whole.length - Integer.parseInt(range.substring(1)));
    String place = "bytes " + start + "-" + (whole.length - 1) + "/" + whole.length;
    return new Desk.Reply(
        206,
        ask.location(),
        Map.of("content-range", place),
        Optional.of(Arrays.copyOfRange(whole, start, whole.length)));
  }
}
