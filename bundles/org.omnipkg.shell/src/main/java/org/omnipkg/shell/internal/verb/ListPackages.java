package org.omnipkg.shell.internal.verb;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.omnipkg.api.Packages.Installed;
import org.omnipkg.api.Places;
import org.omnipkg.shell.internal.render.Console;
import org.omnipkg.shell.internal.render.Table;
import picocli.CommandLine.Command;

@Command(
    name = "list",
    description = "Show the packages of an environment.",
    footer = {"omnipkg list", "omnipkg list --json", "omnipkg list --env work"})
final class ListPackages implements Verb {
  @Override
  public Answer run(Call call) {
    String environment = call.environment();
    List<Installed> packages =
        call.asking(caller -> call.rooms().packages().list(caller, environment));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("environment", environment);
    document.put("packages", packages.stream().map(ListPackages::document).toList());
    Places places = call.rooms().places();
    return Answer.of(document, console -> print(console, environment, packages, places));
  }

  private static Map<String, Object> document(Installed one) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("ecosystem", one.ecosystem());
    document.put("name", one.name());
    document.put("version", one.version());
    document.put("active", one.active());
    document.put("requested", one.requested());
    document.put("purl", one.purl());
    if (!one.editable().isEmpty()) {
      document.put("editable", one.editable());
    }
    if (!one.aliases().isEmpty()) {
      document.put("aliases", one.aliases());
    }
    return document;
  }

  private static void print(
      Console console, String environment, List<Installed> packages, Places places) {
    if (packages.isEmpty()) {
      console.say("`" + environment + "` holds no packages");
      return;
    }
    Table table = new Table("package", "version", "language", "note");
    packages.forEach(
        one -> table.row(one.name(), one.version(), one.ecosystem(), note(one, places)));
    table.print(console);
  }

  private static String note(Installed one, Places places) {
    return Stream.of(
            one.requested() ? "requested" : "",
            one.aliases().isEmpty() ? "" : "as " + String.join(" and ", one.aliases()),
            one.active() ? "" : "not active",
            one.editable().isEmpty() ? "" : "runs from " + places.pretty(Path.of(one.editable())))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(", "));
  }
}
