package org.omnipkg.shell.internal.verb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.omnipkg.api.Inquiry.Info;
import org.omnipkg.api.Inquiry.Link;
import org.omnipkg.api.Inquiry.Version;
import org.omnipkg.api.Spelling;
import org.omnipkg.shell.internal.render.Amount;
import org.omnipkg.shell.internal.render.Console;
import org.omnipkg.shell.internal.render.Style;
import org.omnipkg.shell.internal.render.Width;

/** What {@code info} shows. */
final class InfoText {
  private static final int LABEL = 11;

  private InfoText() {}

  static Map<String, Object> document(Info info) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("environment", info.environment());
    document.put("ecosystem", info.ecosystem());
    document.put("name", info.name());
    document.put("versions", info.versions().stream().map(InfoText::document).toList());
    return document;
  }

  private static Map<String, Object> document(Version one) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("version", one.version());
    document.put("active", one.active());
    document.put("requested", one.requested());
    document.put("purl", one.purl());
    document.put("origin", one.origin());
    document.put("artifact", one.artifact());
    document.put("integrity", one.integrity());
    document.put("needs", one.needs().stream().map(InfoText::document).toList());
    document.put("needed_by", one.neededBy().stream().map(InfoText::document).toList());
    document.put("where", one.where());
    document.put("files", one.files());
    document.put("bytes", one.bytes());
    document.put("shared_bytes", one.sharedBytes());
    document.put("used_by", one.usedBy());
    document.put("commands", one.commands());
    document.put("notes", one.notes());
    return document;
  }

  static Map<String, Object> document(Link link) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", link.name());
    document.put("version", link.version());
    document.put("requirement", link.requirement());
    return document;
  }

  static void print(Console console, Info info) {
    boolean first = true;
    for (Version version : info.versions()) {
      if (!first) {
        console.data("");
      }
      first = false;
      String name = Spelling.of(info.ecosystem(), info.name());
      String state = version.active() ? "" : "  " + Style.yellow("kept, not active");
      console.data(Style.bold(name) + " " + version.version() + state);
      print(console, version);
    }
  }

  private static void print(Console console, Version one) {
    lines(console, "needs", one.needs().stream().map(InfoText::need).toList());
    lines(console, "needed by", one.neededBy().stream().map(InfoText::demand).toList());
    line(console, "commands", String.join(", ", one.commands()));
    lines(console, "note", one.notes());
    line(console, "origin", origin(one));
    line(console, "artifact", one.artifact());
    line(console, "integrity", one.integrity());
    line(console, "purl", one.purl());
    line(console, "where", one.where());
    line(console, "size", one.files() == 0 ? "" : size(one));
    line(console, "used by", String.join(", ", one.usedBy()));
  }

  private static String need(Link link) {
    return link.version().isEmpty()
        ? link.requirement()
        : link.requirement() + Style.dim("  served by ") + link.name() + " " + link.version();
  }

  private static String demand(Link link) {
    return link.name().isEmpty()
        ? "you (" + Style.green(link.requirement()) + ")"
        : link.name() + " " + link.version() + Style.dim("  as ") + link.requirement();
  }

  private static String origin(Version one) {
    return switch (one.origin()) {
      case "built" -> "built here from its source";
      case "direct" -> "the file or address you named";
      case "adopted" -> "adopted: another tool had installed it";
      default -> "index `" + one.origin() + "`";
    };
  }

  private static String size(Version one) {
    String all = Amount.count(one.files(), "file") + ", " + Amount.bytes(one.bytes());
    if (one.sharedBytes() == 0) {
      return all + ", shared with no other package";
    }
    return all
        + ": "
        + Amount.bytes(one.sharedBytes())
        + " shared with other packages, "
        + Amount.bytes(one.bytes() - one.sharedBytes())
        + " its own";
  }

  private static void lines(Console console, String label, List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      line(console, i == 0 ? label : "", texts.get(i));
    }
  }

  private static void line(Console console, String label, String text) {
    if (!text.isEmpty()) {
      console.data("  " + Style.dim(Width.pad(label, LABEL)) + text);
    }
  }
}
