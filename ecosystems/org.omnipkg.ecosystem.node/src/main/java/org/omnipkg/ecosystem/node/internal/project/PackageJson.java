package org.omnipkg.ecosystem.node.internal.project;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Refusal;

/** A file of JSON in a project, with the lines its members stand on. */
public final class PackageJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final String text;
  private final JsonNode root;

  private PackageJson(String name, String text, JsonNode root) {
    this.name = name;
    this.text = text;
    this.root = root;
  }

  /**
   * Reads one.
   *
   * @throws Refusal {@code project.malformed} when it is no object of JSON
   */
  public static PackageJson read(Path file, String name) {
    try {
      String text = Files.readString(file);
      text = text.startsWith("\ufeff") ? text.substring(1) : text;
      JsonNode root = JSON.readTree(text);
      if (root == null || !root.isObject()) {
        throw malformed(name, 1, "it is no object");
      }
      return new PackageJson(name, text, root);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw malformed(name, at == null ? 1 : at.getLineNr(), e.getOriginalMessage());
    } catch (IOException e) {
      throw malformed(name, 1, "it cannot be read");
    }
  }

  static Refusal malformed(String name, int line, String why) {
    return new Refusal(
        Diagnostic.user(
                "project.malformed",
                "cannot read `" + name + "`, line " + line,
                "mend the file; `node -e \"require('./" + name + "')\"` reads it too")
            .with(java.util.List.of(why.lines().findFirst().orElse(""))));
  }

  public JsonNode root() {
    return root;
  }

  /** Where a member of a section stands, for people. */
  String where(String section, String key) {
    Matcher begin = Pattern.compile("\"" + Pattern.quote(section) + "\"\\s*:\\s*\\{").matcher(text);
    int from = begin.find() ? begin.end() : 0;
    int at = text.indexOf("\"" + key + "\"", from);
    return name
        + " line "
        + (at < 0 ? 1 : 1 + (int) text.substring(0, at).lines().count() - (endsLine(at) ? 0 : 1));
  }

  private boolean endsLine(int at) {
    return at > 0 && text.charAt(at - 1) == '\n';
  }
}
