package org.omnipkg.itest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.omnipkg.tck.Parcel;

/**
 * Registries of npm, gems and Go modules on loopback, of packages made here; they misbehave by
 * path.
 */
public final class Registries implements AutoCloseable {
  /** Ways to misbehave. */
  enum Fault {
    SPOILT,
    BROKEN
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private final LoopbackServer server = new LoopbackServer();
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final Map<String, ObjectNode> packuments = new TreeMap<>();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();

  public Registries() {
    server.answer("/", this::answer);
    put("/gems/versions", text("created_at: 2023-01-01T00:00:00Z\n---\n"));
  }

  /** The address of one of {@code npm}, {@code gems}, {@code go}. */
  public String address(String which) {
    return server.address("/" + which + "/");
  }

  /** A home whose languages look here and nowhere else. */
  Shipped seenBy(Shipped omnipkg) {
    return omnipkg
        .with("OMNIPKG_NODE_INDEX", address("npm"))
        .with("OMNIPKG_RUBY_INDEX", address("gems"))
        .with("OMNIPKG_GO_INDEX", address("go"))
        .with("GOSUMDB", "off");
  }

  /** From now on whatever has this in its path is answered wrongly. */
  Registries fault(String inPath, Fault fault) {
    faults.put(inPath, fault);
    return this;
  }

  void mended() {
    faults.clear();
  }

  /** A package of npm: its package.json, and further files, path and text in turn. */
  public Registries npm(String manifest, String... content) {
    try {
      ObjectNode json = (ObjectNode) JSON.readTree(manifest.replace('\'', '"'));
      String name = json.get("name").asText();
      String version = json.get("version").asText();
      Map<String, byte[]> inside = new LinkedHashMap<>();
      inside.put("package/package.json", JSON.writeValueAsBytes(json));
      for (int i = 0; i < content.length; i += 2) {
        inside.put("package/" + content[i], text(content[i + 1]));
      }
      byte[] tarball = Archives.tarball(inside);
      String place = name + "/-/" + name.replaceAll(".*/", "") + "-" + version + ".tgz";
      put("/npm/" + place, tarball);
      ObjectNode entry = json.deepCopy();
      entry
          .putObject("dist")
          .put("tarball", address("npm") + place)
          .put(
              "integrity",
              "sha512-" + Base64.getEncoder().encodeToString(Archives.digest("SHA-512", tarball)));
      ObjectNode packument =
          packuments.computeIfAbsent(name, key -> JSON.createObjectNode().put("name", key));
      packument.withObject("/dist-tags").put("latest", version);
      packument.withObject("/versions").set(version, entry);
      byte[] page = JSON.writeValueAsBytes((JsonNode) packument);
      put("/npm/" + name, page);
      put("/npm/" + name.replace("/", "%2f"), page);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A gem; what it needs as the compact index says it: {@code name:>= 1,other:~> 2.0}. */
  public Registries gem(
      String name, String version, String platform, String needs, String... content) {
    boolean plain = platform.equals("ruby");
    String number = plain ? version : version + "-" + platform;
    byte[] gem = Archives.gem(name, version, platform, needs, content);
    put("/gems/gems/" + name + "-" + number + ".gem", gem);
    String line = number + " " + needs + "|checksum:" + Parcel.sha256(gem) + "\n";
    byte[] page = files.getOrDefault("/gems/info/" + name, text("---\n"));
    put("/gems/info/" + name, text(new String(page, StandardCharsets.UTF_8) + line));
    return this;
  }

  /** A Go module: its go.mod, and further files, path and text in turn. */
  Registries module(String path, String version, String mod, String... content) {
    Map<String, byte[]> inside = new LinkedHashMap<>();
    String prefix = path + "@" + version + "/";
    inside.put(prefix + "go.mod", text(mod));
    for (int i = 0; i < content.length; i += 2) {
      inside.put(prefix + content[i], text(content[i + 1]));
    }
    String place = "/go/" + path + "/@v/";
    put(place + version + ".zip", Archives.zip(inside));
    put(place + version + ".mod", text(mod));
    byte[] info = text("{\"Version\":\"" + version + "\",\"Time\":\"2023-01-01T00:00:00Z\"}");
    put(place + version + ".info", info);
    put("/go/" + path + "/@latest", info);
    byte[] list = files.getOrDefault(place + "list", new byte[0]);
    put(place + "list", text(new String(list, StandardCharsets.UTF_8) + version + "\n"));
    return this;
  }

  private void put(String path, byte[] bytes) {
    files.put(path, bytes);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Fault fault =
          faults.entrySet().stream()
              .filter(one -> path.contains(one.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(null);
      byte[] bytes = files.get(path);
      if (fault == Fault.BROKEN || bytes == null) {
        exchange.sendResponseHeaders(fault == Fault.BROKEN ? 503 : 404, -1);
        return;
      }
      byte[] sent = bytes.clone();
      if (fault == Fault.SPOILT) {
        sent[sent.length / 2] ^= 1;
      }
      exchange.sendResponseHeaders(200, sent.length);
      exchange.getResponseBody().write(sent);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
