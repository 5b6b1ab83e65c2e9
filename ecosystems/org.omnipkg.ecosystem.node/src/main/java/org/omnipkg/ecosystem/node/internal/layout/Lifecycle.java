package org.omnipkg.ecosystem.node.internal.layout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which scripts of a package npm would run after unpacking it. */
public final class Lifecycle {
  private static final List<String> EVENTS = List.of("preinstall", "install", "postinstall");

  /** The file that makes a package a native addon. */
  public static final String ADDON = "binding" + ".gyp";

  private Lifecycle() {}

  /**
   * Event to script, in the order they run in.
   *
   * @param addon whether the package has a {@code binding.gyp}, which is built unless it says
   *     otherwise
   */
  public static Map<String, String> scripts(JsonNode manifest, boolean addon) {
    return scripts(manifest, addon, false);
  }

  /** The script that makes a package of what its authors keep in a repository. */
  public static final String PREPARE = "prepare";

  /** Whether a script of its authors' is to run before it is a package. */
  public static boolean prepared(JsonNode manifest) {
    return !manifest.path("scripts").path(PREPARE).asText("").isBlank();
  }

  /**
   * Event to script, in the order they run in.
   *
   * @param source whether it comes from where its authors work, and was never packed
   */
  public static Map<String, String> scripts(JsonNode manifest, boolean addon, boolean source) {
    JsonNode said = manifest.path("scripts");
    boolean own = said.has("install") || said.has("preinstall");
    JsonNode gyp = manifest.path("gypfile");
    boolean built = addon && !own && !(gyp.isBoolean() && !gyp.asBoolean());
    Map<String, String> scripts = new LinkedHashMap<>();
    String prepare = said.path(PREPARE).asText("").strip();
    if (source && !prepare.isEmpty()) {
      scripts.put(PREPARE, prepare);
    }
    for (String event : EVENTS) {
      String script = said.path(event).asText("").strip();
      if (event.equals("install") && built) {
        script = "node-gyp rebuild";
      }
      if (!script.isEmpty()) {
        scripts.put(event, script);
      }
    }
    return scripts;
  }
}
